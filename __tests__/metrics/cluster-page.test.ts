import { Counter, Gauge, Registry } from "prom-client";
import { counter, createMetrics, histogram } from "cdktf-monitoring-metrics";
import { printPage } from "../../metrics/cluster/private/family-reading";
import { MergedPage } from "../../metrics/cluster/private/merged-page";
import { SnapshotTaker } from "../../metrics/cluster/private/take-snapshot";
import { Turns } from "../../metrics/private/turns";
import { whole } from "./memory-peers";

const help = "What it is.";

describe("what all threads of a process say alike", () => {
  const processMetrics = (cpu: number) => (registry: Registry) => {
    const registers = [registry];
    new Counter({ name: "process_cpu_user_seconds_total", help, registers }).inc(cpu);
    new Gauge({ name: "process_resident_memory_bytes", help, registers }).set(64);
    new Gauge({ name: "nodejs_heap_size_used_bytes", help, registers }).set(8);
  };

  function joined() {
    const { peers, scrape } = whole({ timeout: 0.5 });
    const join = (name: string, process: string, cpu: number) => {
      const registry = new Registry();
      processMetrics(cpu)(registry);
      peers.join(name, registry, process);
    };
    return { peers, scrape, join };
  }

  it("is counted once a process, and what each says of itself once a thread", async () => {
    const { scrape, join } = joined();
    join("one", "first", 5);
    join("two", "first", 5);
    join("three", "second", 7);
    expect((await scrape()).values).toEqual([
      "process_cpu_user_seconds_total 12",
      "process_resident_memory_bytes 128",
      "nodejs_heap_size_used_bytes 24",
    ]);
  });

  it("stays with the process when one of its threads ends, and is kept once when the process does", async () => {
    const { peers, scrape, join } = joined();
    join("one", "first", 5);
    join("two", "first", 5);
    await scrape();
    peers.leave("one");
    expect((await scrape()).values).toContain("process_cpu_user_seconds_total 5");
    join("three", "first", 6);
    expect((await scrape()).values).toContain("process_cpu_user_seconds_total 5");
    peers.leave("first");
    expect((await scrape()).values).toEqual(["process_cpu_user_seconds_total 5"]);
  });

  it("is taken from who answered rather than from who did not, as long as the process lives and when it ends", async () => {
    const { peers, scrape, join } = joined();
    join("one", "first", 5);
    join("two", "first", 6);
    await scrape();
    peers.deaf.add("one");
    expect((await scrape()).values).toContain("process_cpu_user_seconds_total 6");
    peers.leave("first");
    expect((await scrape()).values).toEqual(["process_cpu_user_seconds_total 6"]);
  });

  it("is taken once where several registries of a process have it", async () => {
    const registries = [new Registry(), new Registry()];
    registries.forEach(processMetrics(5));
    for (const registry of registries) new Counter({ name: "jobs_total", help, registers: [registry] }).inc(2);
    const { peers, scrape } = whole();
    peers.joinAll("one", registries);
    expect((await scrape()).values).toEqual([
      "process_cpu_user_seconds_total 5",
      "process_resident_memory_bytes 64",
      "nodejs_heap_size_used_bytes 8",
      "jobs_total 4",
    ]);
  });
});

describe("the line budget of a page", () => {
  const catalogue = {
    downloads: counter({ name: "downloads_total", help, labels: { user: { open: true }, kind: {} } }),
    seconds: histogram({ name: "seconds", help, labels: { user: { open: true } }, buckets: [1] }),
  };

  function joined(lineBudget?: number) {
    const all = whole({ ...(lineBudget === undefined ? {} : { lineBudget }) });
    const join = (name: string, users: number, own = 1_000) => {
      const registry = new Registry();
      const metrics = createMetrics(catalogue, { registry, lineBudget: own });
      for (let user = 0; user < users; user += 1) {
        metrics.downloads.inc({ user: `${name} "${user}"`, kind: "file" });
        metrics.seconds.observe({ user: `${name} ${user}` }, 0.5);
      }
      all.peers.join(name, registry);
      return metrics;
    };
    const page = async () => (await all.scrape()).values;
    const total = (lines: readonly string[], name: string) =>
      lines.filter((line) => line.startsWith(name)).reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
    return { ...all, join, page, total };
  }

  it("folds the open labels of further series, whole series at a time, and loses no event", async () => {
    const { join, page, total, folded } = joined(40);
    join("a", 12);
    join("b", 12);
    const lines = await page();
    expect(lines.length).toBeLessThanOrEqual(40 + 1 + 4);
    expect(lines.filter((line) => line.startsWith('downloads_total{user="overflow"'))).toEqual([
      expect.stringMatching(/^downloads_total\{user="overflow",kind="file"\} \d+$/),
    ]);
    expect(total(lines, "downloads_total")).toBe(24);
    expect(total(lines, "seconds_count")).toBe(24);
    expect(total(lines, 'seconds_bucket{le="+Inf"')).toBe(24);
    expect(total(lines, 'seconds_bucket{le="1"')).toBe(24);
    expect(Object.fromEntries(folded)).toEqual({ downloads_total: expect.any(Number), seconds: expect.any(Number) });
  });

  it("counts a series once that it folds, and not with each scrape", async () => {
    const { join, page, folded } = joined(40);
    const metrics = join("a", 30);
    await page();
    const before = folded.length;
    expect(before).toBeGreaterThan(0);
    await page();
    expect(folded).toHaveLength(before);
    metrics.downloads.inc({ user: "new", kind: "file" });
    await page();
    expect(folded.slice(before)).toEqual([["downloads_total", 1]]);
  });

  it("is the greatest of the processes' own, unless it is set", async () => {
    const unset = joined();
    unset.join("a", 10, 60);
    unset.join("b", 10, 1_000);
    expect((await unset.page()).some((line) => line.includes("overflow"))).toBe(false);
    const set = joined(20);
    set.join("a", 10, 1_000);
    expect((await set.page()).some((line) => line.includes("overflow"))).toBe(true);
  });

  it("holds however many processes were started one after another, and keeps what they counted", async () => {
    const { peers, join, page, total } = joined(40);
    for (let run = 0; run < 6; run += 1) {
      join(`run ${run}`, 12);
      await page();
      peers.leave(`run ${run}`);
    }
    const lines = await page();
    expect(lines.length).toBeLessThanOrEqual(40 + 1 + 4);
    expect(total(lines, "downloads_total")).toBe(72);
    expect(total(lines, "seconds_count")).toBe(72);
  });

  it("folds at twice as many lines the labels as well that are not open, and have no list of values", async () => {
    const { peers, page } = joined(10);
    const registry = new Registry();
    const labels = { queue: {}, result: { values: ["ok", "failed"] } } as const;
    const { jobs } = createMetrics(
      { jobs: counter({ name: "jobs_total", help, labels }) },
      { registry, lineBudget: 100 },
    );
    for (let queue = 0; queue < 30; queue += 1) jobs.inc({ queue, result: "ok" });
    peers.join("one", registry);
    const lines = await page();
    // The last one is for those of the overflow.
    expect(lines).toHaveLength(20);
    expect(lines.at(-1)).toBe('jobs_total{queue="overflow",result="ok"} 11');
  });

  it("does not touch the metrics of others", async () => {
    const { peers, page } = joined(1);
    const registry = new Registry();
    const jobs = new Counter({ name: "jobs_total", help, labelNames: ["queue"], registers: [registry] });
    for (let queue = 0; queue < 30; queue += 1) jobs.inc({ queue });
    peers.join("one", registry);
    expect(await page()).toHaveLength(30);
  });

  it("has room again for those who come once the lines of others are no more", async () => {
    const { join, page } = joined(40);
    const metrics = join("a", 30);
    await page();
    metrics.downloads.reset();
    metrics.seconds.reset();
    await page();
    metrics.downloads.inc({ user: "new", kind: "file" });
    expect(await page()).toEqual(['downloads_total{user="new",kind="file"} 1']);
  });

  it("begins anew without losing what those counted who are gone", async () => {
    const { peers, join, page } = joined();
    join("gone", 1);
    await page();
    peers.leave("gone");
    const metrics = join("a", 30);
    await page();
    metrics.downloads.reset();
    metrics.seconds.reset();
    await page();
    expect(await page()).toEqual([
      'downloads_total{user="gone \\"0\\"",kind="file"} 1',
      'seconds_bucket{le="1",user="gone 0"} 1',
      'seconds_bucket{le="+Inf",user="gone 0"} 1',
      'seconds_sum{user="gone 0"} 0.5',
      'seconds_count{user="gone 0"} 1',
    ]);
  });
});

describe("putting a page together", () => {
  it("lets others have their turn between some thousand lines, of the process's own and of those of others", async () => {
    const counted = { turns: 0 };
    let time = 0;
    const turns = () =>
      new Turns(
        () => (time += 10),
        () => {
          counted.turns += 1;
          return Promise.resolve();
        },
      );
    const registry = new Registry();
    const { jobs } = createMetrics(
      { jobs: counter({ name: "jobs_total", help, labels: { queue: {} } }) },
      { registry, lineBudget: 100_000 },
    );
    const foreign = new Counter({ name: "foreign_total", help, labelNames: ["queue"], registers: [registry] });
    for (let queue = 0; queue < 10_000; queue += 1) {
      jobs.inc({ queue });
      foreign.inc({ queue });
    }
    const taker = new SnapshotTaker();
    const snapshot = await taker.take([registry], 20, turns());
    expect(counted.turns).toBeGreaterThan(100);
    counted.turns = 0;
    const page = new MergedPage(undefined, () => undefined);
    const readings = await page.merge(
      { shares: [{ answerer: "one", process: "one", snapshot, past: false }], departures: [] },
      turns(),
    );
    expect(counted.turns).toBeGreaterThan(70);
    expect(Math.max(...[...printPage(readings, "text")].map((slice) => slice.split("\n").length))).toBeLessThan(2_100);
    counted.turns = 0;
    expect((await taker.take([registry], 20, turns())).families).toEqual(snapshot.families);
    expect(counted.turns).toBeGreaterThan(2);
  });

  it("has each line and its number, whatever comes, goes or begins anew meanwhile", async () => {
    const registry = new Registry();
    const { jobs } = createMetrics(
      { jobs: counter({ name: "jobs_total", help, labels: { queue: {} } }) },
      { registry },
    );
    for (let queue = 0; queue < 1_000; queue += 1) jobs.inc({ queue }, queue);
    let turn = 0;
    let time = 0;
    const meanwhile = () => {
      turn += 1;
      if (turn === 2) jobs.remove({ queue: 5 });
      if (turn !== 3) return Promise.resolve();
      jobs.reset();
      for (let queue = 0; queue < 500; queue += 1) jobs.inc({ queue }, queue);
      return Promise.resolve();
    };
    const { families, numbers } = await new SnapshotTaker().take(
      [registry],
      20,
      new Turns(() => (time += 10), meanwhile),
    );
    const lines = families[0]?.lines ?? [];
    expect(lines).toHaveLength(numbers.length);
    expect(lines.length).toBeGreaterThan(0);
    lines.forEach((line, index) => expect(line).toBe(`jobs_total{queue="${numbers[index]}"}`));
  });

  it("leaves a page as it is that is being printed while the next one is put together", async () => {
    const registry = new Registry();
    const jobs = new Counter({ name: "jobs_total", help, registers: [registry] });
    jobs.inc(1);
    const page = new MergedPage(undefined, () => undefined);
    const merge = async () => {
      const snapshot = await new SnapshotTaker().take([registry], 20);
      return page.merge(
        { shares: [{ answerer: "one", process: "one", snapshot, past: false }], departures: [] },
        new Turns(),
      );
    };
    const first = await merge();
    jobs.inc(1);
    await merge();
    expect([...printPage(first, "text")].join("")).toContain("\njobs_total 1\n");
  });

  it("is one page for each who asks, when several ask a process at once for what has changed", async () => {
    const registry = new Registry();
    const jobs = new Counter({ name: "jobs_total", help, labelNames: ["queue"], registers: [registry] });
    const taker = new SnapshotTaker();
    await taker.take([registry], 20);
    jobs.inc({ queue: "mail" });
    const taken = await Promise.all([taker.take([registry], 20), taker.take([registry], 20)]);
    const last = await taker.take([registry], 20);
    const [id] = last.families.map((family) => family.id);
    for (const { newest, families } of taken) {
      if (newest >= (id ?? 0)) expect(families.map((family) => family.id)).toContain(id);
    }
  });
});
