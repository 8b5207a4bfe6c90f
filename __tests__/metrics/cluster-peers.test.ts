import cluster, { type Worker } from "node:cluster";
import { EventEmitter } from "node:events";
import { BroadcastChannel } from "node:worker_threads";
import { Counter, Registry } from "prom-client";
import type * as AnswerScrapes from "../../metrics/cluster/answer-scrapes";
import { dataOf, isMessage, PROTOCOL, type Hello, type Message } from "../../metrics/cluster/private/messages";
import { ClusterWorkers, WorkerThreads } from "../../metrics/cluster/private/peers";

const help = "What it is.";
const hello: Hello = { protocol: PROTOCOL, kind: "hello", answerer: "a", thread: 7 };
const call: Message = { protocol: PROTOCOL, kind: "call" };
const bye: Message = { protocol: PROTOCOL, kind: "bye", thread: 7 };
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

/** Channels that a module opens end with its thread or process; in a test they would answer whatever test comes after. */
function recordedChannels() {
  const opened: BroadcastChannel[] = [];
  class RecordedChannel extends BroadcastChannel {
    constructor(name: string) {
      super(name);
      opened.push(this);
    }
  }
  const close = () => {
    for (const channel of opened) channel.close();
  };
  return { RecordedChannel, close };
}

/** What a process listens to, without it being listened to. */
function interceptedListeners() {
  const listeners = new Map<unknown, (value: unknown) => void>();
  const keep = (event: unknown, listener: (value: never) => void) => {
    listeners.set(event, listener as (value: unknown) => void);
    return process;
  };
  const spies = [
    jest.spyOn(process, "on").mockImplementation(keep),
    jest.spyOn(process, "once").mockImplementation(keep),
  ];
  return {
    emit: (event: string, value: unknown) => listeners.get(event)?.(value),
    restore: () => {
      for (const spy of spies) spy.mockRestore();
    },
  };
}

const startedThread = (threadId: number) => Object.assign(new EventEmitter(), { threadId });

describe("a worker of a cluster", () => {
  const { send } = process;
  const { RecordedChannel, close } = recordedChannels();
  let listened: ReturnType<typeof interceptedListeners>;
  let sent: Message[];

  const sentTo = async (count: number) => {
    while (sent.length < count) await new Promise((resolve) => setImmediate(resolve));
    return sent;
  };

  beforeEach(() => {
    sent = [];
    listened = interceptedListeners();
    process.send = (message: Message) => sent.push(message) > 0;
  });
  afterEach(() => {
    listened.restore();
    close();
    if (send === undefined) Reflect.deleteProperty(process, "send");
    else process.send = send;
  });

  const worker = () =>
    answering({
      "node:cluster": { default: { isWorker: true }, __esModule: true },
      "node:worker_threads": { BroadcastChannel: RecordedChannel },
    });

  it("says that it is there, again where it is called, and answers each scrape for all of its registries", async () => {
    const { answerScrapes } = worker();
    answerScrapes(counting("jobs_total"));
    answerScrapes(counting("mails_total"));
    const greeting: unknown = expect.objectContaining({ protocol: PROTOCOL, kind: "hello", thread: 0 });
    expect(sent).toEqual([greeting]);
    for (const message of ["other", { protocol: "other" }, hello, call, scrape]) listened.emit("message", message);
    expect(await sentTo(3)).toEqual([greeting, greeting, isReplyWith(["jobs_total", "mails_total"])]);
  });

  it("asks its threads what it is asked, and passes on what they answer to that, and nothing else", async () => {
    const { answerScrapes, THREAD_CHANNEL } = worker();
    answerScrapes(new Registry());
    const thread = new Channel(THREAD_CHANNEL);
    const reply = (asker: string) => ({ ...hello, kind: "reply", scrape: `${asker} 1`, snapshot: {} });
    listened.emit("message", scrape);
    expect(await thread.next()).toEqual(scrape);
    for (const message of ["other", scrape, hello, reply("other"), reply("s"), bye]) thread.send(message);
    const passed = (await sentTo(5)).slice(2);
    expect(passed).toEqual([hello, reply("s"), bye]);
    thread.close();
  });

  it("tells of the end of each thread that it started", () => {
    worker().answerScrapes(new Registry());
    const thread = startedThread(7);
    listened.emit("worker", thread);
    thread.emit("exit");
    expect(sent.at(-1)).toEqual(bye);
  });
});

describe("a worker thread", () => {
  it("says that it is there, answers each scrape of its process, and tells of its end and of its own threads'", async () => {
    const { RecordedChannel, close } = recordedChannels();
    const listened = interceptedListeners();
    const { answerScrapes, THREAD_CHANNEL } = answering({
      "node:worker_threads": { isMainThread: false, threadId: 3, BroadcastChannel: RecordedChannel },
    });
    const main = new Channel(THREAD_CHANNEL);
    answerScrapes(counting("jobs_total"));
    expect(await main.next()).toMatchObject({ kind: "hello", thread: 3 });
    main.send("other");
    main.send(scrape);
    expect(await main.next()).toEqual(isReplyWith(["jobs_total"]));
    const thread = startedThread(7);
    listened.emit("worker", thread);
    thread.emit("exit");
    expect(await main.next()).toEqual(bye);
    listened.emit("exit", 0);
    expect(await main.next()).toEqual({ ...bye, thread: 3 });
    listened.restore();
    main.close();
    close();
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
      gone: (peer, ended) => events.push([peer, "gone", ended]),
    });
    const started = startedThread(7);
    Reflect.apply(process.emit, process, ["worker", started]);
    for (const message of ["other", hello]) thread.send(message);
    threads.send(scrape);
    expect(await thread.next()).toEqual(scrape);
    while (events.length === 0) await new Promise((resolve) => setImmediate(resolve));
    started.emit("exit");
    expect(events).toEqual([
      ["this process", "hello"],
      ["this process", "gone", 7],
    ]);
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
    expect(() => new ClusterWorkers().send(scrape)).not.toThrow();
    replaced.restore();
  });
});

describe("a message", () => {
  it("is ours by its protocol", () => {
    expect([null, "text", {}, { protocol: "other" }, hello].map(isMessage)).toEqual([false, false, false, false, true]);
  });
});
