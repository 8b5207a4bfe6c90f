import cluster, { type Worker } from "node:cluster";
import { BroadcastChannel, type Worker as Thread } from "node:worker_threads";
import { dataOf, isMessage, type Message } from "./messages";

/** What happens among those who answer scrapes. */
export interface PeerEvents {
  /** Somebody sent a message; the name is that of its process or thread. */
  readonly message: (peer: string, message: Message) => void;
  /** Somebody is gone for good. */
  readonly gone: (peer: string) => void;
}

/** A way to those who answer scrapes. */
export interface Peers {
  /** Those who are known to be there, whether or not they answer scrapes. */
  present(): Iterable<string>;
  /** Sends a message to everybody. */
  send(message: Message): void;
  /** Tells what happens, until it is closed. */
  listen(events: PeerEvents): void;
  close(): void;
}

/** The workers of `node:cluster`. */
export class ClusterWorkers implements Peers {
  private stop: () => void = () => undefined;

  *present(): Generator<string> {
    for (const worker of this.connected()) yield nameOf(worker);
  }

  send(message: Message): void {
    for (const worker of this.connected()) {
      // One that is just leaving is gone, and says so.
      worker.send(message, undefined, undefined, () => undefined);
    }
  }

  listen({ message, gone }: PeerEvents): void {
    const received = (worker: Worker, received: unknown) => {
      if (isMessage(received)) message(nameOf(worker), received);
    };
    const left = (worker: Worker) => gone(nameOf(worker));
    cluster.on("message", received).on("disconnect", left).on("exit", left);
    this.stop = () => void cluster.off("message", received).off("disconnect", left).off("exit", left);
  }

  close(): void {
    this.stop();
  }

  private connected(): Worker[] {
    return Object.values(cluster.workers ?? {}).flatMap((worker) => (worker?.isConnected() === true ? [worker] : []));
  }
}

const nameOf = ({ id }: Worker): string => `worker ${id}`;

/** The worker threads of this process: which of them answer scrapes is known by what they say. */
export class WorkerThreads implements Peers {
  private readonly channel: BroadcastChannel;
  private stop: () => void = () => undefined;

  constructor(channel: string) {
    this.channel = new BroadcastChannel(channel);
    this.channel.unref();
  }

  present(): Iterable<string> {
    return [];
  }

  send(message: Message): void {
    this.channel.postMessage(message);
  }

  listen({ message, gone }: PeerEvents): void {
    this.channel.onmessage = (event: unknown) => {
      const data = dataOf(event);
      if (isMessage(data) && data.kind !== "scrape") message(`thread ${data.thread}`, data);
    };
    const started = (thread: Thread) => {
      // It has no id any more once it has ended.
      const { threadId } = thread;
      thread.once("exit", () => gone(`thread ${threadId}`));
    };
    process.on("worker", started);
    this.stop = () => void process.off("worker", started);
  }

  close(): void {
    this.stop();
    this.channel.close();
  }
}
