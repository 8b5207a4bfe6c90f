import cluster, { type Worker } from "node:cluster";
import { BroadcastChannel } from "node:worker_threads";
import { dataOf, isMessage, type Message } from "./messages";
import { onThreadEnd } from "./thread-ends";

/** What happens among those who answer scrapes. */
export interface PeerEvents {
  /** Somebody sent a message; the name is that of its process. */
  readonly message: (process: string, message: Message) => void;
  /** A process, or one thread of it, is gone for good. */
  readonly gone: (process: string, thread?: number) => void;
}

/** A way to those who answer scrapes. */
export interface Peers {
  /** Sends a message to everybody. */
  send(message: Message): void;
  /** Tells what happens, until it is closed. */
  listen(events: PeerEvents): void;
  close(): void;
}

/** The name of the process that asks. */
export const OWN_PROCESS = "this process";

/** The workers of `node:cluster`, which pass on what their threads say. */
export class ClusterWorkers implements Peers {
  private stop: () => void = () => undefined;

  send(message: Message): void {
    for (const worker of Object.values(cluster.workers ?? {})) {
      // One that is just leaving is gone, and says so.
      if (worker?.isConnected() === true) worker.send(message, undefined, undefined, () => undefined);
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
}

const nameOf = ({ id }: Worker): string => `worker ${id}`;

/** The worker threads of this process. */
export class WorkerThreads implements Peers {
  private readonly channel: BroadcastChannel;
  private stop: () => void = () => undefined;

  constructor(channel: string) {
    this.channel = new BroadcastChannel(channel);
    this.channel.unref();
  }

  send(message: Message): void {
    this.channel.postMessage(message);
  }

  listen({ message, gone }: PeerEvents): void {
    this.channel.onmessage = (event: unknown) => {
      const data = dataOf(event);
      if (isMessage(data)) message(OWN_PROCESS, data);
    };
    this.stop = onThreadEnd((thread) => gone(OWN_PROCESS, thread));
  }

  close(): void {
    this.stop();
    this.channel.close();
  }
}
