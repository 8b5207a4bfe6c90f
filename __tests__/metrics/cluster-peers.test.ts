import cluster, { type Worker } from "node:cluster";
import { EventEmitter } from "node:events";
import { BroadcastChannel } from "node:worker_threads";
import { Counter, Registry } from "prom-client";
import type * as AnswerScrapes from "../../metrics/cluster/answer-scrapes";
import { dataOf, isMessage, PROTOCOL, type Hello, type Message } from "../../metrics/cluster/private/messages";
import { ClusterWorkers, WorkerThreads } from "../../metrics/cluster/private/peers";

const help = "What it is.";
const hello: Hello = { protocol: PROTOCOL, kind: "hello", answerer: "a", thread: 7 };
const scrape: Message = { protocol: PROTOCOL, kind: "scrape", scrape: "s 1", collectTimeout: 10, known: {} };

/** A channel of the test's own, on which it waits for messages. */
class Channel {
  private readonly channel: BroadcastChannel;
  private readonly received: unknown[] = [];
  private wake: () => void = () => undefined;

  constructor(name: string) {
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = (event: unknown) => {
      this.received.push(dataOf(event));
      this.wake();
    };
  }

  send(message: unknown): void {
    this.channel.postMessage(message);
  }

  async next(): Promise<unknown> {
    while (this.received.length === 0) await new Promise<void>((resolve) => (this.wake = resolve));
    return this.received.shift();
  }

  close(): void {
    this.channel.close();
  }
}

/** The module as a process or thread of another kind has it. */
function answering(mocks: Readonly<Record<string, object>>): typeof AnswerScrapes {
  let loaded: typeof AnswerScrapes | undefined;
  jest.isolateModules(() => {
    for (const [name, mock] of Object.entries(mocks)) {
      jest.doMock(name, () => ({ ...jest.requireActual<object>(name), ...mock }));
    }
    loaded = jest.requireActual<typeof AnswerScrapes>("../../metrics/cluster/answer-scrapes");
    for (const name of Object.keys(mocks)) jest.dontMock(name);
  });
  if (loaded === undefined) throw new Error("the module was not loaded");
  return loaded;
}

function counting(name: string): Registry {
  const registry = new Registry();
  new Counter({ name, help, registers: [registry] }).inc(3);
  return registry;
}

const isReplyWith = (lines: readonly string[]) =>
  expect.objectContaining({
    kind: "reply",
    scrape: "s 1",
    snapshot: expect.objectContaining({
      families: lines.map((line): unknown => expect.objectContaining({ lines: [line] })),
    }),
  }) as unknown;

describe("a worker of a cluster", () => {
  it("says that it is there, and answers each scrape for all of its registries", async () => {
    const sent: unknown[] = [];
    let heard: (message: unknown) => void = () => undefined;
    const { send } = process;
    process.send = (message: unknown) => sent.push(message) > 0;
    const listening = jest.spyOn(process, "on").mockImplementation((event, listener) => {
      if (event === "message") heard = listener;
      return process;
    });
    try {
      const { answerScrapes } = answering({ "node:cluster": { default: { isWorker: true }, __esModule: true } });
      answerScrapes(counting("jobs_total"));
      answerScrapes(counting("mails_total"));
      expect(listening).toHaveBeenCalledTimes(1);
      expect(sent).toEqual([expect.objectContaining({ protocol: PROTOCOL, kind: "hello", thread: 0 })]);
      for (const message of ["other", { protocol: "other" }, hello, scrape]) heard(message);
      while (sent.length < 2) await new Promise((resolve) => setImmediate(resolve));
      expect(sent.slice(1)).toEqual([isReplyWith(["jobs_total", "mails_total"])]);
    } finally {
      listening.mockRestore();
      if (send === undefined) Reflect.deleteProperty(process, "send");
      else process.send = send;
    }
  });
});

describe("a worker thread", () => {
  it("says that it is there, and answers each scrape of its process", async () => {
    const opened: BroadcastChannel[] = [];
    // A thread's channel ends with it; this one would answer whatever test comes after it in this process.
    class ThreadChannel extends BroadcastChannel {
      constructor(name: string) {
        super(name);
        opened.push(this);
      }
    }
    const { answerScrapes, THREAD_CHANNEL } = answering({
      "node:worker_threads": { isMainThread: false, BroadcastChannel: ThreadChannel },
    });
    const main = new Channel(THREAD_CHANNEL);
    answerScrapes(counting("jobs_total"));
    expect(await main.next()).toMatchObject({ kind: "hello" });
    main.send("other");
    main.send(scrape);
    expect(await main.next()).toEqual(isReplyWith(["jobs_total"]));
    for (const channel of [main, ...opened]) channel.close();
  });
});

describe("a process that is neither", () => {
  it("answers nobody", () => {
    const listening = jest.spyOn(process, "on");
    const { answerScrapes } = answering({ "node:cluster": { default: { isWorker: false }, __esModule: true } });
    answerScrapes(new Registry());
    expect(listening).not.toHaveBeenCalledWith("message", expect.anything());
    listening.mockRestore();
  });
});

describe("the threads of a process", () => {
  it("are known by what they say, and gone when they end", async () => {
    const events: unknown[] = [];
    const threads = new WorkerThreads("test of threads");
    const thread = new Channel("test of threads");
    threads.listen({
      message: (peer, message) => events.push([peer, message.kind]),
      gone: (peer) => events.push([peer, "gone"]),
    });
    const started = Object.assign(new EventEmitter(), { threadId: 7 });
    Reflect.apply(process.emit, process, ["worker", started]);
    for (const message of ["other", scrape, hello]) thread.send(message);
    threads.send(scrape);
    expect(await thread.next()).toEqual(scrape);
    while (events.length === 0) await new Promise((resolve) => setImmediate(resolve));
    started.emit("exit");
    expect(events).toEqual([
      ["thread 7", "hello"],
      ["thread 7", "gone"],
    ]);
    expect(threads.present()).toEqual([]);
    threads.close();
    thread.close();
  });
});

describe("the workers of a cluster", () => {
  const worker = (id: number, isConnected: boolean) => {
    const sent: unknown[] = [];
    const send = (message: unknown) => sent.push(message) > 0;
    return { sent, worker: { id, isConnected: () => isConnected, send } as Partial<Worker> as Worker };
  };

  it("are those that are connected, and heard until that is ended", () => {
    const [present, leaving] = [worker(1, true), worker(2, false)];
    const replaced = jest.replaceProperty(cluster, "workers", { 1: present.worker, 2: leaving.worker });
    const events: unknown[] = [];
    const workers = new ClusterWorkers();
    // Nobody listens yet.
    workers.close();
    workers.listen({
      message: (peer, message) => events.push([peer, message.kind]),
      gone: (peer) => events.push([peer, "gone"]),
    });
    expect([...workers.present()]).toEqual(["worker 1"]);
    workers.send(scrape);
    expect([present.sent, leaving.sent]).toEqual([[scrape], []]);
    cluster.emit("message", present.worker, "other");
    cluster.emit("message", present.worker, hello);
    cluster.emit("disconnect", present.worker);
    expect(events).toEqual([
      ["worker 1", "hello"],
      ["worker 1", "gone"],
    ]);
    workers.close();
    cluster.emit("exit", present.worker);
    expect(events).toHaveLength(2);
    replaced.restore();
  });

  it("are none where the process is a worker itself", () => {
    const replaced = jest.replaceProperty(cluster, "workers", undefined);
    expect([...new ClusterWorkers().present()]).toEqual([]);
    replaced.restore();
  });
});

describe("a message", () => {
  it("is ours by its protocol", () => {
    expect([null, "text", {}, { protocol: "other" }, hello].map(isMessage)).toEqual([false, false, false, false, true]);
  });
});
