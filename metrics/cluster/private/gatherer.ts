import { randomUUID } from "node:crypto";
import { askerOf, numberOf, PROTOCOL, scrapeName, type Hello, type Message, type ScrapeReply } from "./messages";
import type { Departure, Share } from "./merged-page";
import type { Peers } from "./peers";
import { received, type Snapshot } from "./snapshot";
import { refuse } from "../../private/refuse";

/** One copy of this package in one thread of a process. */
interface Answerer {
  readonly process: string;
  readonly thread: number;
  /** Its latest snapshot, and the scrape that it answered. */
  latest: { readonly snapshot: Snapshot; readonly scrape: string } | undefined;
  /** Whether it did not answer in time: it is asked, and not waited for, until it says something. */
  silent: boolean;
}

interface Scrape {
  readonly id: string;
  readonly awaited: Set<string>;
  readonly done: () => void;
}

/** What a scrape of several processes brought. */
export interface Gathered {
  readonly shares: readonly Share[];
  /** What those counted who have gone since the scrape before. */
  readonly departures: readonly Departure[];
  /** Those who did not answer in time, and were waited for. */
  readonly silent: number;
}

/** So many of those who are gone are remembered, since a last word of theirs may still be under way. */
const REMEMBERED_ENDS = 1_000;

const CLOSED =
  "it was closed, and hears of no worker or thread any more: ask for pages before close(), or create another one with clusterMetrics()";

const threadName = (process: string, thread: number): string => `${process} ${thread}`;

/** Asks several processes, and their threads, for what they expose. Only those are waited for who said that they answer. */
export class Gatherer {
  private readonly answerers = new Map<string, Answerer>();
  private readonly ended = new Set<string>();
  private readonly id = randomUUID();
  private departures: Departure[] = [];
  private scrapes = 0;
  private current: Scrape | undefined;
  private closed = false;

  /**
   * @param timeout seconds to wait for those who answer
   * @param collectTimeout seconds that each of their metrics may take
   */
  constructor(
    private readonly ways: readonly Peers[],
    private readonly timeout: number,
    private readonly collectTimeout: number,
  ) {
    for (const way of ways) {
      way.listen({
        message: (process, message) => this.receive(process, message),
        gone: (process, thread) => this.forget(process, thread),
      });
      // Those who said so before there was anybody to hear it say it again.
      way.send({ protocol: PROTOCOL, kind: "call" });
    }
  }

  /**
   * One scrape; another one may begin only when it is over.
   *
   * @throws {MetricUsageError} once it is closed
   */
  async gather(): Promise<Gathered> {
    refuse(this.closed ? [CLOSED] : [], "clusterMetrics");
    this.scrapes += 1;
    const id = this.latestScrape;
    const awaited = new Set(Array.from(this.answerers).flatMap(([name, { silent }]) => (silent ? [] : [name])));
    await this.answers(id, awaited);
    for (const name of awaited) {
      const answerer = this.answerers.get(name);
      if (answerer !== undefined) answerer.silent = true;
    }
    const { departures } = this;
    this.departures = [];
    return {
      shares: sharesOf(this.answerers, id),
      departures,
      silent: awaited.size,
    };
  }

  close(): void {
    this.closed = true;
    for (const way of this.ways) way.close();
    this.current?.done();
  }

  /** Asks before it waits, so that no timer stays where asking fails: nobody answers within the same turn. */
  private async answers(id: string, awaited: Set<string>): Promise<void> {
    const { collectTimeout } = this;
    const known = this.known();
    for (const way of this.ways) way.send({ protocol: PROTOCOL, kind: "scrape", scrape: id, collectTimeout, known });
    if (awaited.size === 0) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.current = undefined;
        resolve();
      };
      const timer = setTimeout(done, this.timeout * 1_000);
      this.current = { id, awaited, done };
    });
  }

  private get latestScrape(): string {
    return scrapeName(this.id, this.scrapes);
  }

  private known(): Record<string, number> {
    return Object.fromEntries(
      Array.from(this.answerers).flatMap(([name, { latest }]) =>
        latest === undefined ? [] : [[name, latest.snapshot.newest]],
      ),
    );
  }

  private receive(process: string, message: Message): void {
    if (message.kind === "bye") this.forget(process, message.thread);
    if (message.kind !== "hello" && message.kind !== "reply") return;
    if (this.ended.has(process) || this.ended.has(threadName(process, message.thread))) return;
    const answerer = this.answerer(process, message);
    answerer.silent = false;
    if (message.kind === "reply") this.keep(answerer, message);
  }

  private answerer(process: string, { answerer: name, thread }: Hello | ScrapeReply): Answerer {
    const known = this.answerers.get(name);
    if (known !== undefined) return known;
    const answerer: Answerer = { process, thread, latest: undefined, silent: false };
    this.answerers.set(name, answerer);
    return answerer;
  }

  private keep(answerer: Answerer, { scrape, answerer: name, snapshot }: ScrapeReply): void {
    // Another one may have asked.
    if (askerOf(scrape) !== this.id) return;
    const { latest } = answerer;
    // One that was overtaken says less than what stands on the page: its counters would seem to have begun again.
    if (latest !== undefined && numberOf(scrape) < numberOf(latest.scrape)) return;
    const read = received(snapshot, latest?.snapshot);
    answerer.latest = read === undefined ? undefined : { snapshot: read, scrape };
    if (this.current?.id === scrape) this.answered(this.current, name);
  }

  private answered({ awaited, done }: Scrape, name: string): void {
    awaited.delete(name);
    if (awaited.size === 0) done();
  }

  /** What somebody counted stays counted: a sum that fell would look like a restart of all of them. */
  private forget(process: string, thread?: number): void {
    this.remember(thread === undefined ? process : threadName(process, thread));
    const gone = Array.from(this.answerers).filter(
      ([, answerer]) => answerer.process === process && (thread === undefined || answerer.thread === thread),
    );
    const shares = sharesOf(gone, this.latestScrape);
    if (shares.length > 0) this.departures.push({ shares, wholeProcess: thread === undefined });
    for (const [name] of gone) {
      this.answerers.delete(name);
      if (this.current !== undefined) this.answered(this.current, name);
    }
  }

  private remember(end: string): void {
    this.ended.add(end);
    const [first] = this.ended;
    if (first !== undefined && this.ended.size > REMEMBERED_ENDS) this.ended.delete(first);
  }
}

/** What some have said: what is current before what is not, since the first of a process counts for all of it. */
function sharesOf(answerers: Iterable<readonly [string, Answerer]>, scrape: string): Share[] {
  const shares = Array.from(answerers).flatMap(([answerer, { process, latest }]) =>
    latest === undefined ? [] : [{ answerer, process, snapshot: latest.snapshot, past: latest.scrape !== scrape }],
  );
  return [...shares.filter(({ past }) => !past), ...shares.filter(({ past }) => past)];
}
