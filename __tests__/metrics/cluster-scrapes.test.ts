import { Counter, Gauge, Registry } from "prom-client";
import { createMetrics, gauge, histogram } from "cdktf-monitoring-metrics";
import { PROTOCOL } from "../../metrics/cluster/private/messages";
import { MemoryPeers, whole } from "./memory-peers";

const help = "What it is.";

describe("several scrapes", () => {
  it("send a layout again only when it has changed", async () => {
    const { peers, scrape } = whole();
    const registry = new Registry();
    const jobs = new Counter({ name: "jobs_total", help, labelNames: ["queue"], registers: [registry] });
    new Gauge({ name: "depth", help, registers: [registry] }).set(1);
    peers.join("one", registry);
    jobs.inc({ queue: "mail" });
    await scrape();
    jobs.inc({ queue: "mail" });
    expect((await scrape()).values).toEqual(['jobs_total{queue="mail"} 2', "depth 1"]);
    jobs.inc({ queue: "sms" });
    expect((await scrape()).values).toEqual(['jobs_total{queue="mail"} 2', 'jobs_total{queue="sms"} 1', "depth 1"]);
    const layouts = peers.received.map((message) =>
      message.kind === "reply" ? message.snapshot.families.map((family) => typeof family) : [],
    );
    expect(layouts).toEqual([
      ["object", "object"],
      ["number", "number"],
      ["object", "number"],
    ]);
  });

  it("drop one line that a process has dropped", async () => {
    const { peers, scrape } = whole();
    const registry = new Registry();
    const depth = new Gauge({ name: "depth", help, labelNames: ["queue"], registers: [registry] });
    peers.join("one", registry);
    for (let queue = 0; queue < 5; queue += 1) depth.set({ queue }, 1);
    await scrape();
    depth.remove({ queue: 3 });
    expect((await scrape()).values).toHaveLength(4);
  });

  it("drop the lines of one series that a process has removed, and keep those of all others with their numbers", async () => {
    const { peers, scrape } = whole();
    const registry = new Registry();
    const { seconds } = createMetrics(
      { seconds: histogram({ name: "seconds", help, labels: { queue: {} }, buckets: [1] }) },
      { registry },
    );
    for (let queue = 0; queue < 3; queue += 1) seconds.observe({ queue }, queue);
    peers.join("one", registry);
    await scrape();
    seconds.remove({ queue: 1 });
    const { values } = await scrape();
    expect(values).toHaveLength(8);
    expect(values.filter((line) => line.startsWith("seconds_sum"))).toEqual([
      'seconds_sum{queue="0"} 0',
      'seconds_sum{queue="2"} 2',
    ]);
  });

  it("drop the lines that a process has dropped", async () => {
    const { peers, scrape } = whole();
    const registry = new Registry();
    const depth = new Gauge({ name: "depth", help, labelNames: ["queue"], registers: [registry] });
    peers.join("one", registry);
    for (let queue = 0; queue < 20; queue += 1) depth.set({ queue }, 1);
    expect((await scrape()).values).toHaveLength(20);
    depth.reset();
    depth.set({ queue: 1 }, 5);
    expect((await scrape()).values).toEqual(['depth{queue="1"} 5']);
  });

  it("wait for a silent process once, keep what it counted, and take it back when it speaks", async () => {
    const { peers, scrape } = whole({ timeout: 0.5 });
    const registry = new Registry();
    new Counter({ name: "jobs_total", help, registers: [registry] }).inc(3);
    new Gauge({ name: "depth", help, registers: [registry] }).set(1);
    const answerer = peers.join("one", registry);
    expect(await scrape()).toMatchObject({ silent: 0, values: ["jobs_total 3", "depth 1"] });
    peers.deaf.add("one");
    expect(await scrape()).toMatchObject({ silent: 1, values: ["jobs_total 3"] });
    expect(await scrape()).toMatchObject({ silent: 0, values: ["jobs_total 3"] });
    peers.deaf.clear();
    answerer.greet();
    expect(await scrape()).toMatchObject({ silent: 0, values: ["jobs_total 3", "depth 1"] });
  });

  it("keep what processes counted that are gone, in one place however many there were", async () => {
    const { peers, scrape } = whole();
    for (let run = 1; run <= 3; run += 1) {
      const registry = new Registry();
      new Counter({ name: "jobs_total", help, registers: [registry] }).inc(run);
      new Gauge({ name: "depth", help, registers: [registry] }).set(run);
      peers.join(`run ${run}`, registry);
      expect((await scrape()).values).toContain(`depth ${run}`);
      peers.leave(`run ${run}`);
    }
    expect((await scrape()).values).toEqual(["jobs_total 6"]);
    peers.leave("run 3");
  });

  it("end at once when the process goes that they wait for, or when they are closed", async () => {
    const { peers, gatherer } = whole();
    for (const name of ["one", "two"]) peers.join(name, new Registry());
    peers.deaf.add("one").add("two");
    const first = gatherer.gather();
    peers.leave("one");
    peers.leave("two");
    expect(await first).toMatchObject({ silent: 0 });
    peers.join("three", new Registry());
    peers.deaf.add("three");
    const second = gatherer.gather();
    gatherer.close();
    expect(await second).toMatchObject({ silent: 1 });
  });

  it("leave no timer behind where nobody can be asked, and may be begun again", async () => {
    const { peers, gatherer, scrape } = whole();
    const registry = new Registry();
    new Gauge({ name: "depth", help, registers: [registry] }).set(1);
    peers.join("one", registry);
    jest.useFakeTimers();
    const send = jest.spyOn(peers, "send").mockImplementation(() => {
      throw new Error("no channel");
    });
    const failure = await gatherer.gather().catch((error: unknown) => error);
    const timers = jest.getTimerCount();
    jest.useRealTimers();
    send.mockRestore();
    expect([failure, timers]).toEqual([new Error("no channel"), 0]);
    expect((await scrape()).values).toEqual(["depth 1"]);
  });

  it("leave out a metric that hangs, which its process counts, and wait for nothing else of the process", async () => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    const { peers, scrape } = whole({ collectTimeout: 0.01 });
    const registry = new Registry();
    const registers = [registry];
    const hang = () => new Promise<void>(() => undefined);
    new Gauge({ name: "hangs", help, collect: hang, registers });
    const { depth } = createMetrics({ depth: gauge({ name: "depth", help }) }, { registry });
    depth.collect(hang);
    new Counter({ name: "jobs_total", help, registers }).inc(3);
    peers.join("one", registry);
    expect(await scrape()).toMatchObject({ silent: 0, values: ["jobs_total 3"] });
    expect((await scrape()).values).toEqual([
      "jobs_total 3",
      'metrics_collect_errors_total{source="hangs"} 2',
      'metrics_collect_errors_total{source="depth"} 2',
    ]);
    warnings.mockRestore();
  });

  it("ask for everything anew when an answer speaks of a layout that is not known", async () => {
    const { peers, scrape } = whole();
    const registry = new Registry();
    new Gauge({ name: "depth", help, registers: [registry] }).set(1);
    peers.join("one", registry);
    await scrape();
    const [reply] = peers.received;
    if (reply?.kind !== "reply") throw new Error("no reply");
    peers.say("one", { ...reply, snapshot: { ...reply.snapshot, families: [99] } });
    expect((await scrape()).values).toEqual(["depth 1"]);
    expect(peers.received.at(-1)).toMatchObject({ snapshot: { families: [{ name: "depth" }] } });
  });

  it("are not held up by whoever has not said that it answers, and take its answer when it comes", async () => {
    const { peers, scrape } = whole();
    const registry = new Registry();
    new Gauge({ name: "depth", help, registers: [registry] }).set(1);
    peers.deaf.add("booting");
    const answerer = peers.join("booting", registry);
    expect(await scrape()).toMatchObject({ silent: 0, values: [] });
    peers.deaf.clear();
    answerer.greet();
    expect(await scrape()).toMatchObject({ silent: 0, values: ["depth 1"] });
  });

  it("hear from those who were there before them", async () => {
    const peers = new MemoryPeers();
    const registry = new Registry();
    new Gauge({ name: "depth", help, registers: [registry] }).set(1);
    peers.join("one", registry);
    expect((await whole({ peers }).scrape()).values).toEqual(["depth 1"]);
  });

  it("keep what a thread counted that says that it has ended, and hear no late word of it", async () => {
    const { peers, scrape } = whole();
    const registry = new Registry();
    new Counter({ name: "jobs_total", help, registers: [registry] }).inc(3);
    new Gauge({ name: "depth", help, registers: [registry] }).set(1);
    const answerer = peers.join("one", registry, "first");
    expect((await scrape()).values).toEqual(["jobs_total 3", "depth 1"]);
    peers.say("first", { protocol: PROTOCOL, kind: "bye", thread: 1 });
    answerer.greet();
    expect(await scrape()).toMatchObject({ silent: 0, values: ["jobs_total 3"] });
    expect((await scrape()).values).toEqual(["jobs_total 3"]);
  });

  it("are not disturbed by the answers to those of others", async () => {
    const { peers, scrape } = whole();
    const registry = new Registry();
    new Gauge({ name: "depth", help, registers: [registry] }).set(1);
    peers.join("one", registry);
    await scrape();
    const [reply] = peers.received;
    if (reply?.kind !== "reply") throw new Error("no reply");
    peers.say("one", { ...reply, scrape: "other 1", snapshot: { ...reply.snapshot, families: [99] } });
    await scrape();
    expect(peers.received.at(-1)).toMatchObject({ snapshot: { families: [1] } });
  });
});
