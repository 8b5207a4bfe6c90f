import type { SentSnapshot } from "./snapshot";

/** What distinguishes our messages from others on the same channel, and this form of them from later ones. */
export const PROTOCOL = "cdktf-monitoring-metrics/1";

/** Asks everybody to say that it is there. */
export interface Call {
  readonly protocol: typeof PROTOCOL;
  readonly kind: "call";
}

/** Somebody who answers scrapes says that it is there. */
export interface Hello {
  readonly protocol: typeof PROTOCOL;
  readonly kind: "hello";
  /** One copy of this package in one process or thread. */
  readonly answerer: string;
  /** Its thread; 0 is the main one of a process. */
  readonly thread: number;
}

/** A thread has ended: it says so itself, or the one that started it does. */
export interface Bye {
  readonly protocol: typeof PROTOCOL;
  readonly kind: "bye";
  readonly thread: number;
}

/** Asks everybody for a snapshot. */
export interface ScrapeRequest {
  readonly protocol: typeof PROTOCOL;
  readonly kind: "scrape";
  /** Who asks, and which of its scrapes it is. */
  readonly scrape: string;
  /** Seconds that a metric may take to be collected: less than the one who asks waits. */
  readonly collectTimeout: number;
  /** The layouts that the one who asks has, by answerer: see {@link SentSnapshot.newest}. */
  readonly known: Readonly<Record<string, number>>;
}

/** Answers a scrape. */
export interface ScrapeReply {
  readonly protocol: typeof PROTOCOL;
  readonly kind: "reply";
  readonly scrape: string;
  readonly answerer: string;
  readonly thread: number;
  readonly snapshot: SentSnapshot;
}

/** What those who answer, and those who ask, send. */
export type Message = Call | Hello | Bye | ScrapeRequest | ScrapeReply;

/** Sends a message. */
export type Send = (message: Message) => void;

/** The name of a scrape: who asks, and which of its scrapes it is. */
export const scrapeName = (asker: string, number: number): string => `${asker} ${number}`;

/** Who asks, of a scrape's name. */
export const askerOf = (scrape: string): string => scrape.split(" ", 1)[0] ?? "";

/** Which of the scrapes of one asker it is, of a scrape's name; later ones have greater numbers. */
export const numberOf = (scrape: string): number => Number(scrape.split(" ")[1]);

/** What came over a channel between threads; Node's types leave out that it is the data of an event. */
export const dataOf = (event: unknown): unknown => (event as { readonly data: unknown }).data;

/** Whether something that came over a channel is one of our messages. */
export const isMessage = (value: unknown): value is Message =>
  typeof value === "object" && value !== null && "protocol" in value && value.protocol === PROTOCOL;
