import { BroadcastChannel } from "node:worker_threads";
import { askerOf, dataOf, isMessage, type Message, type Send } from "./messages";

/**
 * Passes on to the threads of a cluster's worker what its primary asks, and to the primary what they answer: only the main
 * thread of a worker has a channel to the primary.
 */
export class ThreadRelay {
  private readonly channel: BroadcastChannel;
  /** Those who asked by way of the primary: the threads may be asked by this process as well. */
  private readonly askers = new Set<string>();

  constructor(
    channel: string,
    private readonly answer: Send,
  ) {
    this.channel = new BroadcastChannel(channel);
    this.channel.onmessage = (event: unknown) => this.heard(dataOf(event));
    // Waiting for threads keeps no worker alive.
    this.channel.unref();
  }

  /** Asks the threads what the primary asks. */
  ask(message: Message): void {
    if (message.kind !== "call" && message.kind !== "scrape") return;
    if (message.kind === "scrape") this.askers.add(askerOf(message.scrape));
    this.channel.postMessage(message);
  }

  private heard(message: unknown): void {
    if (!isMessage(message)) return;
    const isOurs =
      message.kind === "hello" ||
      message.kind === "bye" ||
      (message.kind === "reply" && this.askers.has(askerOf(message.scrape)));
    if (isOurs) this.answer(message);
  }
}
