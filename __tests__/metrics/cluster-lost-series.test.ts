import { performance } from "node:perf_hooks";
import { Counter, Gauge, Histogram, Registry, Summary } from "prom-client";
import { counter, createMetrics, histogram } from "cdktf-monitoring-metrics";
import { AnsweringRegistries } from "../../metrics/cluster/private/answering-registries";
import { whole } from "./memory-peers";

const help = "What it is.";

/** Several processes that all have the metrics which the test makes in each. */
function joined<Metrics>(create: (registry: Registry) => Metrics, ...names: readonly string[]) {
  const all = whole();
  const join = (name: string): Metrics => {
    const registry = new Registry();
    const metrics = create(registry);
    all.peers.join(name, registry);
    return metrics;
  };
  return { ...all, join, metrics: names.map(join), page: async () => (await all.scrape()).values };
}

interface QueueCounter {
  inc(labels: { readonly queue: string }, value?: number): void;
  remove(labels: { readonly queue: string }): void;
}

const jobs = (registry: Registry) =>
  createMetrics({ jobs: counter({ name: "jobs_total", help, labels: { queue: {} } }) }, { registry }).jobs;

const foreignJobs = (registry: Registry) =>
  new Counter({ name: "jobs_total", help, labelNames: ["queue"], registers: [registry] });

const mail = { queue: "mail" };

describe("what a process counted in a series that it has no more", () => {
  it("stays counted when the series expires as long as another process has it", async () => {
    const clock = jest.spyOn(performance, "now").mockReturnValue(0);
    const definition = counter({ name: "jobs_total", help, labels: { queue: {} } });
    const create = (registry: Registry) => createMetrics({ jobs: definition }, { registry, expireAfter: 60 }).jobs;
    const { metrics, page } = joined(create, "idle", "busy");
    const [idle, busy] = metrics;
    idle?.inc(mail, 100);
    busy?.inc(mail, 50);
    expect(await page()).toEqual(['jobs_total{queue="mail"} 150']);
    for (let minute = 1; minute <= 4; minute += 1) {
      clock.mockReturnValue(minute * 40_000);
      busy?.inc(mail, 2);
      expect(await page()).toEqual([`jobs_total{queue="mail"} ${150 + 2 * minute}`]);
    }
    idle?.inc(mail, 1);
    expect(await page()).toEqual(['jobs_total{queue="mail"} 159']);
    clock.mockRestore();
  });

  it.each([
    ["of this package", jobs],
    ["of prom-client", foreignJobs],
  ])("stays counted when the series is removed, and when it begins again, in counters %s", async (_, create) => {
    const { metrics, page } = joined<QueueCounter>(create, "one", "two");
    const [one, two] = metrics;
    for (const queue of ["mail", "sms", "push"]) one?.inc({ queue }, 100);
    two?.inc(mail, 50);
    await page();
    one?.remove(mail);
    expect(await page()).toEqual([
      'jobs_total{queue="mail"} 150',
      'jobs_total{queue="sms"} 100',
      'jobs_total{queue="push"} 100',
    ]);
    one?.inc(mail, 7);
    expect(await page()).toContain('jobs_total{queue="mail"} 157');
    one?.remove(mail);
    one?.inc(mail, 3);
    expect(await page()).toContain('jobs_total{queue="mail"} 160');
  });

  it("is counted once when series begin again in another order", async () => {
    const { metrics, page } = joined(foreignJobs, "one", "two");
    const [one, two] = metrics;
    for (const queue of ["a", "b", "c", "d"]) {
      one?.inc({ queue }, 10);
      two?.inc({ queue }, 1);
    }
    await page();
    one?.reset();
    for (const [queue, count] of Object.entries({ c: 12, a: 14, d: 4 })) one?.inc({ queue }, count);
    expect(await page()).toEqual([
      'jobs_total{queue="a"} 15',
      'jobs_total{queue="b"} 11',
      'jobs_total{queue="c"} 13',
      'jobs_total{queue="d"} 15',
    ]);
  });

  it("goes when no process has the series any more, which then begins at 0", async () => {
    const { metrics, page } = joined(jobs, "one", "two");
    const [one, two] = metrics;
    one?.inc(mail, 100);
    two?.inc(mail, 50);
    await page();
    one?.remove(mail);
    expect(await page()).toEqual(['jobs_total{queue="mail"} 150']);
    two?.remove(mail);
    expect(await page()).toEqual([]);
    two?.inc(mail, 3);
    expect(await page()).toEqual(['jobs_total{queue="mail"} 3']);
  });

  it("stays counted with what a process counted that is gone", async () => {
    const { peers, metrics, page } = joined(jobs, "one", "two");
    const [one, two] = metrics;
    one?.inc(mail, 100);
    two?.inc(mail, 50);
    await page();
    one?.remove(mail);
    await page();
    peers.leave("two");
    expect(await page()).toEqual(['jobs_total{queue="mail"} 150']);
    peers.leave("one");
    expect(await page()).toEqual(['jobs_total{queue="mail"} 150']);
  });

  it("stays counted when the process goes that began again, and said so too late for a scrape", async () => {
    const { peers, metrics, page } = joined(jobs, "one", "two");
    const [one, two] = metrics;
    one?.inc(mail, 100);
    two?.inc(mail, 1);
    await page();
    one?.remove(mail);
    one?.inc(mail, 5);
    const [late] = peers.received.slice(-2);
    if (late?.kind !== "reply") throw new Error("no reply");
    await peers.answer("one", late.scrape);
    peers.leave("one");
    expect(await page()).toEqual(['jobs_total{queue="mail"} 106']);
  });

  it("is not told by an answer to an earlier scrape that comes after that to a later one", async () => {
    const { peers, metrics, page } = joined(jobs, "one", "two");
    const [one, two] = metrics;
    one?.inc(mail, 100);
    two?.inc(mail, 1);
    await page();
    const overtaken = peers.received.find((message) => message.kind === "reply");
    one?.inc(mail, 5);
    two?.inc(mail, 5);
    expect(await page()).toEqual(['jobs_total{queue="mail"} 111']);
    if (overtaken === undefined) throw new Error("no reply");
    peers.say("one", overtaken);
    peers.leave("one");
    peers.leave("two");
    expect(await page()).toEqual(['jobs_total{queue="mail"} 111']);
  });

  it("begins again at 0 where all processes do", async () => {
    const create = (registry: Registry) => new Counter({ name: "jobs_total", help, registers: [registry] });
    const { metrics, page } = joined(create, "one", "two");
    for (const each of metrics) each.inc(5);
    expect(await page()).toEqual(["jobs_total 10"]);
    metrics[0]?.reset();
    expect(await page()).toEqual(["jobs_total 10"]);
    metrics[1]?.reset();
    expect(await page()).toEqual(["jobs_total 0"]);
    metrics[1]?.inc(2);
    expect(await page()).toEqual(["jobs_total 2"]);
  });

  it("is that of whole series of histograms and summaries, which are told by their counts", async () => {
    const buckets = [1, 2];
    const create = (registry: Registry) => ({
      own: createMetrics({ own: histogram({ name: "own", help, labels: { queue: {} }, buckets }) }, { registry }).own,
      foreign: new Histogram({ name: "foreign", help, labelNames: ["queue"], buckets, registers: [registry] }),
      sizes: new Summary({ name: "sizes", help, labelNames: ["queue"], registers: [registry] }),
    });
    const { metrics, page } = joined(create, "one", "two");
    const each = <Value>(
      use: (observed: {
        observe(labels: typeof mail, value: number): void;
        remove(labels: typeof mail): void;
      }) => Value,
      of = metrics,
    ) => of.flatMap((process) => Object.values(process).map(use));
    each((observed) => [0.5, 1.5, 1.5, 3].map((value) => observed.observe(mail, value)));
    await page();
    const first = metrics.slice(0, 1);
    each((observed) => {
      observed.remove(mail);
      // More in the lowest bucket than before, and less on the whole.
      for (const value of [0.5, 0.5]) observed.observe(mail, value);
    }, first);
    const expected = (name: string) => [
      `${name}_bucket{le="1",queue="mail"} 4`,
      `${name}_bucket{le="2",queue="mail"} 8`,
      `${name}_bucket{le="+Inf",queue="mail"} 10`,
      `${name}_sum{queue="mail"} 14`,
      `${name}_count{queue="mail"} 10`,
    ];
    expect(await page()).toEqual([
      ...expected("own"),
      ...expected("foreign"),
      'sizes_sum{queue="mail"} 14',
      'sizes_count{queue="mail"} 10',
    ]);
    each((observed) => observed.observe(mail, -6), first);
    const lines = await page();
    for (const name of ["own", "foreign", "sizes"]) expect(lines).toContain(`${name}_sum{queue="mail"} 8`);
  });

  it("is not that of gauges", async () => {
    const create = (registry: Registry) =>
      new Gauge({ name: "depth", help, labelNames: ["queue"], registers: [registry] });
    const { metrics, page } = joined(create, "one", "two");
    for (const each of metrics) each.set(mail, 5);
    await page();
    metrics[0]?.remove(mail);
    expect(await page()).toEqual(['depth{queue="mail"} 5']);
    metrics[1]?.set(mail, 2);
    expect(await page()).toEqual(['depth{queue="mail"} 2']);
  });

  it("stays on a page that begins anew, and in its budget leaves room for others once it goes", async () => {
    const definition = counter({ name: "downloads_total", help, labels: { user: { open: true } } });
    const all = whole({ lineBudget: 40 });
    const [one, two] = ["one", "two"].map((name) => {
      const registry = new Registry();
      all.peers.join(name, registry);
      return createMetrics({ downloads: definition }, { registry }).downloads;
    });
    two?.inc({ user: "kept" }, 1);
    let kept = 1;
    for (let run = 0; run < 50; run += 1) {
      // Fewer each time: that it began again is seen by that alone.
      one?.inc({ user: "kept" }, 50 - run);
      kept += 50 - run;
      for (let user = 0; user < 10; user += 1) one?.inc({ user: `${run} ${user}` });
      const { values } = await all.scrape();
      expect(values).toContain(`downloads_total{user="kept"} ${kept}`);
      expect(values.length).toBeLessThanOrEqual(40);
      one?.reset();
    }
    expect((await all.scrape()).values).toEqual([`downloads_total{user="kept"} ${kept}`]);
    expect(all.folded).toEqual([]);
  });
});

describe("a series that a process left out for a while, and that comes back with all that it had counted", () => {
  const buckets = [1, 2];

  /** Metrics that leave a queue out of what they say while it is away, as those do that ask another system. */
  const asking = (registry: Registry) => {
    const away = new Set<string>();
    const totals = new Map<string, number>();
    const counter = new Counter({
      name: "jobs_total",
      help,
      labelNames: ["queue"],
      registers: [registry],
      collect() {
        this.reset();
        for (const [queue, total] of totals) if (!away.has(queue)) this.inc({ queue }, total);
      },
    });
    return { away, totals, counter };
  };

  const two = () => {
    const all = joined(asking, "one", "two");
    const [one, other] = all.metrics;
    if (one === undefined || other === undefined) throw new Error("no process");
    one.totals.set("mail", 100).set("sms", 1);
    other.totals.set("mail", 50);
    return { ...all, one, other };
  };

  it("is counted once, and what it counted meanwhile as well", async () => {
    const { one, other, page } = two();
    expect(await page()).toContain('jobs_total{queue="mail"} 150');
    for (let time = 1; time <= 3; time += 1) {
      one.away.add("mail");
      expect(await page()).toContain(`jobs_total{queue="mail"} ${150 + 2 * time - 2}`);
      expect(await page()).toContain(`jobs_total{queue="mail"} ${150 + 2 * time - 2}`);
      one.away.clear();
      one.totals.set("mail", 100 + time);
      other.totals.set("mail", 50 + time);
      expect(await page()).toContain(`jobs_total{queue="mail"} ${150 + 2 * time}`);
    }
  });

  it("is counted twice where it comes back with less, since it began again", async () => {
    const { one, page } = two();
    await page();
    one.away.add("mail");
    await page();
    one.away.clear();
    one.totals.set("mail", 99);
    expect(await page()).toContain('jobs_total{queue="mail"} 249');
  });

  it("is counted once where another process that had it is gone meanwhile", async () => {
    const { one, peers, page } = two();
    await page();
    one.away.add("mail");
    await page();
    peers.leave("two");
    expect(await page()).toContain('jobs_total{queue="mail"} 150');
    one.away.clear();
    one.totals.set("mail", 107);
    expect(await page()).toContain('jobs_total{queue="mail"} 157');
  });

  it("is counted once where no process had it meanwhile", async () => {
    const { one, other, page } = two();
    await page();
    for (const each of [one, other]) each.away.add("mail");
    expect(await page()).toEqual(['jobs_total{queue="sms"} 1']);
    other.away.clear();
    expect(await page()).toContain('jobs_total{queue="mail"} 50');
    one.away.clear();
    expect(await page()).toContain('jobs_total{queue="mail"} 150');
  });

  it("stays counted when the process that left it out is gone, and another one begins", async () => {
    const { one, peers, join, page } = two();
    await page();
    one.away.add("mail");
    await page();
    peers.leave("one");
    join("three").totals.set("mail", 100);
    expect(await page()).toContain('jobs_total{queue="mail"} 250');
  });

  it("is counted once on a page that began anew meanwhile", async () => {
    const { one, page } = two();
    await page();
    one.away.add("mail");
    for (let run = 0; run < 5; run += 1) {
      for (let queue = 0; queue < 20; queue += 1) one.totals.set(`${run} ${queue}`, 1);
      await page();
      for (let queue = 0; queue < 20; queue += 1) one.totals.delete(`${run} ${queue}`);
    }
    one.away.clear();
    expect(await page()).toEqual(['jobs_total{queue="mail"} 150', 'jobs_total{queue="sms"} 1']);
  });

  it("is a whole metric that was taken out of its registry, and is put in again", async () => {
    const create = (registry: Registry) => ({
      registry,
      own: createMetrics({ own: histogram({ name: "own", help, labels: { queue: {} }, buckets }) }, { registry }).own,
      foreign: new Histogram({ name: "foreign", help, labelNames: ["queue"], buckets, registers: [registry] }),
    });
    const { metrics, page } = joined(create, "one", "two");
    for (const { own, foreign } of metrics) {
      for (const each of [own, foreign]) for (const value of [0.5, 1.5, 3]) each.observe(mail, value);
    }
    const before = await page();
    expect(before).toContain('own_count{queue="mail"} 6');
    const registry = metrics[0]?.registry ?? new Registry();
    const taken = ["own", "foreign"].flatMap((name) => registry.getSingleMetric(name) ?? []);
    registry.clear();
    expect(await page()).toEqual(before);
    for (const each of taken) registry.registerMetric(each);
    expect(await page()).toEqual(before);
  });

  it("is another one where a metric of this package has it, whose series begin at 0", async () => {
    const { metrics, page } = joined(jobs, "one", "two");
    const [one, other] = metrics;
    one?.inc(mail, 1);
    other?.inc(mail, 50);
    await page();
    one?.remove(mail);
    await page();
    one?.inc(mail, 1);
    expect(await page()).toEqual(['jobs_total{queue="mail"} 52']);
  });

  it("is another one where a metric of this package was created anew", async () => {
    const registries: Registry[] = [];
    const create = (registry: Registry) => {
      registries.push(registry);
      return jobs(registry);
    };
    const { metrics, page } = joined(create, "one", "two");
    for (const each of metrics) each.inc(mail, 1);
    await page();
    const [registry] = registries;
    if (registry === undefined) throw new Error("no registry");
    registry.clear();
    expect(await page()).toEqual(['jobs_total{queue="mail"} 2']);
    jobs(registry).inc(mail, 1);
    expect(await page()).toEqual(['jobs_total{queue="mail"} 3']);
  });
});

describe("the registries of one thread", () => {
  it("are told apart: what one counted stays when it is cleared as long as another has the series, and is not doubled", async () => {
    const registries = [new Registry(), new Registry()];
    const counters = registries.map((registry) => new Counter({ name: "jobs_total", help, registers: [registry] }));
    counters.forEach((each, index) => each.inc(index === 0 ? 100 : 50));
    const { peers, scrape } = whole();
    const answering = new AnsweringRegistries();
    for (const registry of registries) answering.add(registry);
    peers.joinAll("one", answering);
    expect((await scrape()).values).toEqual(["jobs_total 150"]);
    registries[0]?.clear();
    expect((await scrape()).values).toEqual(["jobs_total 150"]);
    counters[1]?.inc(1);
    expect((await scrape()).values).toEqual(["jobs_total 151"]);
  });
});

describe("a counter that cannot be collected", () => {
  it("stands with what it said before, and is counted once when it can be again and when its process goes", async () => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    let fails = false;
    const collect = () => {
      if (fails) throw new Error("no answer");
    };
    const { peers, join, page } = joined((registry) => {
      const registers = [registry];
      return new Counter({ name: "jobs_total", help, registers, collect });
    });
    join("one").inc(3);
    const lines = async () => (await page()).filter((line) => line.startsWith("jobs_total"));
    expect(await lines()).toEqual(["jobs_total 3"]);
    fails = true;
    expect(await lines()).toEqual(["jobs_total 3"]);
    expect(await lines()).toEqual(["jobs_total 3"]);
    fails = false;
    expect(await lines()).toEqual(["jobs_total 3"]);
    fails = true;
    expect(await lines()).toEqual(["jobs_total 3"]);
    peers.leave("one");
    expect(await lines()).toEqual(["jobs_total 3"]);
    warnings.mockRestore();
  });
});
