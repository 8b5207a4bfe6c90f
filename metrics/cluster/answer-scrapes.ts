import cluster from "node:cluster";
import { randomUUID } from "node:crypto";
import { BroadcastChannel, isMainThread, threadId } from "node:worker_threads";
import type { MetricsRegistry } from "../handles";
import { dataOf, isMessage, PROTOCOL, type Message } from "./private/messages";
import { sent } from "./private/snapshot";
import { SnapshotTaker } from "./private/take-snapshot";

/** The channel that the threads of a process share. */
export const THREAD_CHANNEL = PROTOCOL;

/** Sends a message to whoever asks for scrapes. */
export type Send = (message: Message) => void;

/** Answers the scrapes of whoever asks, with what some registries expose. */
export class Answerer {
  private readonly answerer = randomUUID();
  private readonly taker = new SnapshotTaker();

  constructor(
    private readonly registries: Iterable<MetricsRegistry>,
    private readonly send: Send,
  ) {}

  /** Says that it is there. */
  greet(): void {
    this.send({ protocol: PROTOCOL, kind: "hello", answerer: this.answerer, thread: threadId });
  }

  /** Answers a message, where it is a scrape. */
  async receive(message: unknown): Promise<void> {
    if (!isMessage(message) || message.kind !== "scrape") return;
    const { scrape, known, collectTimeout } = message;
    const taken = await this.taker.take(this.registries, collectTimeout);
    const snapshot = sent(taken, known[this.answerer] ?? 0);
    this.send({ protocol: PROTOCOL, kind: "reply", scrape, answerer: this.answerer, thread: threadId, snapshot });
  }
}

const registries = new Set<MetricsRegistry>();

function answerPrimary(): void {
  // A primary that is gone asks for nothing, and its worker is about to end.
  const answerer = new Answerer(registries, (message) => void process.send?.(message, undefined, {}, () => undefined));
  process.on("message", (message) => void answerer.receive(message));
  answerer.greet();
}

function answerMainThread(): void {
  const channel = new BroadcastChannel(THREAD_CHANNEL);
  const answerer = new Answerer(registries, (message) => channel.postMessage(message));
  channel.onmessage = (event: unknown) => void answerer.receive(dataOf(event));
  // Waiting for scrapes keeps no thread alive.
  channel.unref();
  answerer.greet();
}

/** Has a registry of a cluster's worker, or of a worker thread, answer the scrapes of `clusterMetrics`. */
export function answerScrapes(registry: MetricsRegistry): void {
  const first = registries.size === 0;
  registries.add(registry);
  if (!first) return;
  if (!isMainThread) answerMainThread();
  else if (cluster.isWorker) answerPrimary();
}
