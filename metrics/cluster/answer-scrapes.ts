import cluster from "node:cluster";
import { randomUUID } from "node:crypto";
import { BroadcastChannel, isMainThread, threadId } from "node:worker_threads";
import type { MetricsRegistry } from "../handles";
import { AnsweringRegistries } from "./private/answering-registries";
import { dataOf, isMessage, PROTOCOL, type Send } from "./private/messages";
import { sent } from "./private/snapshot";
import { SnapshotTaker } from "./private/take-snapshot";
import { onThreadEnd } from "./private/thread-ends";
import { ThreadRelay } from "./private/thread-relay";

/** The channel that the threads of a process share. */
export const THREAD_CHANNEL = PROTOCOL;

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

  /** Answers a message, where it is a call or a scrape. */
  async receive(message: unknown): Promise<void> {
    if (!isMessage(message)) return;
    if (message.kind === "call") this.greet();
    if (message.kind !== "scrape") return;
    const { scrape, known, collectTimeout } = message;
    const taken = await this.taker.take(this.registries, collectTimeout);
    const snapshot = sent(taken, known[this.answerer] ?? 0);
    this.send({ protocol: PROTOCOL, kind: "reply", scrape, answerer: this.answerer, thread: threadId, snapshot });
  }
}

const registries = new AnsweringRegistries();
let isAnswering = false;

const sayEnd = (send: Send) => (thread: number) => send({ protocol: PROTOCOL, kind: "bye", thread });

function answerPrimary(): void {
  // A primary that is gone asks for nothing, and its worker is about to end.
  const send: Send = (message) => void process.send?.(message, undefined, {}, () => undefined);
  const answerer = new Answerer(registries, send);
  const relay = new ThreadRelay(THREAD_CHANNEL, send);
  process.on("message", (message) => {
    void answerer.receive(message);
    if (isMessage(message)) relay.ask(message);
  });
  onThreadEnd(sayEnd(send));
  answerer.greet();
}

function answerMainThread(): void {
  const channel = new BroadcastChannel(THREAD_CHANNEL);
  const send: Send = (message) => channel.postMessage(message);
  const answerer = new Answerer(registries, send);
  channel.onmessage = (event: unknown) => void answerer.receive(dataOf(event));
  // Waiting for scrapes keeps no thread alive.
  channel.unref();
  onThreadEnd(sayEnd(send));
  // The main thread is told of the end of those threads only that it started itself.
  process.once("exit", () => sayEnd(send)(threadId));
  answerer.greet();
}

/** Who asks a process or thread of this kind; undefined where nobody does. */
function answeringWay(): (() => void) | undefined {
  if (!isMainThread) return answerMainThread;
  return cluster.isWorker ? answerPrimary : undefined;
}

/**
 * Has a registry of a cluster's worker, or of a worker thread, answer the scrapes of `clusterMetrics`, as long as it has
 * metrics. Elsewhere nothing is kept of it.
 */
export function answerScrapes(registry: MetricsRegistry): void {
  const answer = answeringWay();
  if (answer === undefined) return;
  registries.add(registry);
  if (isAnswering) return;
  isAnswering = true;
  answer();
}
