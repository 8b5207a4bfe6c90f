import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { Counter, Registry } from "prom-client";
import {
  counter,
  createMetrics,
  EXPOSER_ENVIRONMENT,
  gauge,
  histogram,
  LABEL_VALUE_LENGTH,
  renderRegistry,
  scrapeLimitsFor,
} from "cdktf-monitoring-metrics";
import { series } from "./scrape";

const help = "What it is.";
const labels = { user: { open: true }, status: {} } as const;
const definitions = {
  visits: counter({ name: "visits_total", help, labels }),
  jobs: counter({ name: "jobs_total", help, labels: { queue: { open: true } } }),
};

function create(options: Parameters<typeof createMetrics>[1] = {}) {
  const registry = new Registry();
  return { registry, metrics: createMetrics(definitions, { registry, lineBudget: 100, ...options }) };
}

const warnings = jest.spyOn(process, "emitWarning");
beforeEach(() => void warnings.mockImplementation().mockClear());
afterEach(() => void Reflect.deleteProperty(process.env, EXPOSER_ENVIRONMENT.lineBudget));

describe("the line budget", () => {
  it("folds open labels beyond it, keeps closed ones, loses no event, counts them and warns once", async () => {
    const { registry, metrics } = create();
    for (let user = 0; user < 100_000; user += 1) metrics.visits.inc({ user, status: user % 2 === 0 ? 200 : 500 });
    const lines = await series(registry, "visits_total");
    expect(lines.length).toBeLessThanOrEqual(100);
    expect(lines.filter((line) => line.includes('user="overflow"'))).toHaveLength(2);
    const values = lines.map((line) => Number(line.split(" ").at(-1)));
    expect(values.reduce((sum, value) => sum + value, 0)).toBe(100_000);
    const kept = lines.length - 2;
    expect(await series(registry, "metrics_overflow_events_total")).toEqual([
      `metrics_overflow_events_total{metric="visits_total"} ${100_000 - kept}`,
    ]);
    expect(warnings).toHaveBeenCalledTimes(1);
    expect(warnings.mock.calls[0]?.[0]).toContain("the line budget of 100 is full");
  });

  it("counts every event of a kept series that it folds, and none before the first, until there is room", async () => {
    const { registry, metrics } = create();
    for (let queue = 0; queue < 500; queue += 1) metrics.jobs.inc({ queue });
    const folded = async () =>
      Number((await series(registry, "metrics_overflow_events_total"))[0]?.split(" ").at(-1) ?? NaN);
    const before = await folded();
    const kept = metrics.jobs.labels({ queue: "late" });
    expect(await folded()).toBe(before);
    for (let event = 0; event < 3; event += 1) kept.inc();
    expect(await folded()).toBe(before + 3);
    metrics.jobs.reset();
    kept.inc();
    expect(await series(registry, "jobs_total")).toEqual(['jobs_total{queue="late"} 1']);
    expect(await folded()).toBe(before + 3);
  });

  it("holds a share for each metric with open labels that no other can take", async () => {
    const { registry, metrics } = create();
    for (let user = 0; user < 500; user += 1) metrics.visits.inc({ user, status: 200 });
    for (let queue = 0; queue < 25; queue += 1) metrics.jobs.inc({ queue });
    expect((await series(registry, "jobs_total")).join()).not.toContain("overflow");
  });

  it("makes room when series are removed", async () => {
    const { registry, metrics } = create();
    for (let queue = 0; queue < 500; queue += 1) metrics.jobs.inc({ queue });
    metrics.jobs.reset();
    metrics.jobs.inc({ queue: "new" });
    expect(await series(registry, "jobs_total")).toEqual(['jobs_total{queue="new"} 1']);
  });

  it("folds labels without a list as well at twice the budget, so that memory has a bound", async () => {
    const { registry, metrics } = create();
    for (let status = 0; status < 1_000; status += 1) metrics.visits.inc({ user: "a", status });
    const lines = await series(registry, "visits_total");
    expect(lines.length).toBeLessThanOrEqual(201);
    expect(lines).toContain(`visits_total{user="overflow",status="overflow"} ${1_000 - lines.length + 1}`);
  });

  it("keeps the other labels of a metric with open ones, however many values a metric without any has", async () => {
    const registry = new Registry();
    const depth = gauge({ name: "depth", help, labels: { queue: {} } });
    const metrics = createMetrics({ ...definitions, depth }, { registry, lineBudget: 100 });
    for (let queue = 0; queue < 1_000; queue += 1) metrics.depth.set({ queue }, 1);
    for (let user = 0; user < 100; user += 1) {
      for (const status of [200, 500]) metrics.visits.inc({ user, status });
    }
    const visits = await series(registry, "visits_total");
    const overflow = visits.filter((line) => line.includes('user="overflow"')).map((line) => line.split(" ")[0]);
    expect(overflow.sort()).toEqual([
      'visits_total{user="overflow",status="200"}',
      'visits_total{user="overflow",status="500"}',
    ]);
    const depths = await series(registry, "depth");
    expect(depths).toContain('depth{queue="overflow"} 1');
    expect(visits.length + depths.length).toBeLessThanOrEqual(200);
  });

  it("holds a share for each metric without open labels that no other can take", async () => {
    const registry = new Registry();
    const named = (name: string) => gauge({ name, help, labels: { queue: {} } });
    const metrics = createMetrics({ one: named("one"), other: named("other") }, { registry, lineBudget: 100 });
    for (let queue = 0; queue < 1_000; queue += 1) metrics.one.set({ queue }, 1);
    for (let queue = 0; queue < 25; queue += 1) metrics.other.set({ queue }, 1);
    expect((await series(registry, "other")).join()).not.toContain("overflow");
    expect(await series(registry, "one")).toHaveLength(175);
  });

  it("holds for handles that go on after their registry was cleared", async () => {
    const { registry, metrics } = create();
    const jobs = registry.getSingleMetric("jobs_total");
    registry.clear();
    for (let queue = 0; queue < 1_000; queue += 1) metrics.jobs.inc({ queue });
    registry.registerMetric(jobs ?? new Counter({ name: "missing", help }));
    expect((await series(registry, "jobs_total")).length).toBeLessThanOrEqual(101);
  });

  it("counts a metric again that comes back to its registry", async () => {
    const { registry, metrics } = create();
    const jobs = registry.getSingleMetric("jobs_total");
    metrics.jobs.inc({ queue: "first" });
    registry.removeSingleMetric("jobs_total");
    for (let user = 0; user < 1_000; user += 1) metrics.visits.inc({ user, status: 200 });
    registry.registerMetric(jobs ?? new Counter({ name: "missing", help }));
    for (let queue = 0; queue < 1_000; queue += 1) metrics.jobs.inc({ queue });
    // Its own share, and the overflow.
    expect(await series(registry, "jobs_total")).toHaveLength(26);
  });

  it("is whole again for metrics that are created anew under the same names", async () => {
    const { registry } = create();
    for (let time = 0; time < 10; time += 1) {
      registry.clear();
      const { jobs } = createMetrics(definitions, { registry });
      for (let queue = 0; queue < 75; queue += 1) jobs.inc({ queue });
      expect(await series(registry, "jobs_total")).toHaveLength(75);
    }
    expect(warnings).not.toHaveBeenCalled();
  });

  it("looks rarely which metrics are still exposed, however many events it folds", () => {
    const registry = new Registry();
    const many = Array.from({ length: 200 }, (_, index) => {
      const definition = counter({ name: `c${index}_total`, help, labels: { user: { open: true } } });
      return [`c${index}`, definition] as const;
    });
    const metrics = createMetrics(Object.fromEntries(many), { registry, lineBudget: 100 });
    for (let user = 0; user < 1_000; user += 1) metrics["c0"]?.inc({ user });
    const looks = jest.spyOn(registry, "getSingleMetric");
    for (let user = 1_000; user < 2_000; user += 1) metrics["c0"]?.inc({ user });
    expect(looks.mock.calls.length).toBeLessThan(3_000);
  });

  it("comes from the environment unless it is given", () => {
    process.env[EXPOSER_ENVIRONMENT.lineBudget] = "many";
    expect(() => createMetrics(definitions, { registry: new Registry() })).toThrow(
      'metrics: environment variable METRICS_LINE_BUDGET must be a whole number of at least 1: received "many"',
    );
    expect(() => create({ lineBudget: 0, expireAfter: -1 })).toThrow(
      'metrics: option "lineBudget" must be a whole number of at least 1: received 0\nmetrics: option "expireAfter" must be a number of seconds above 0: received -1',
    );
  });

  it("gives limits that a full page stays below", () => {
    expect(scrapeLimitsFor(20_000)).toEqual({ samples: 45_000, labelValueLength: 768, bodySize: 57_600_000 });
  });
});

describe("a label value", () => {
  it("is cut to a length, never within a character", async () => {
    const { registry, metrics } = create();
    metrics.jobs.inc({ queue: `${"x".repeat(LABEL_VALUE_LENGTH - 1)}😀 and more` });
    metrics.jobs.inc({ queue: "y".repeat(LABEL_VALUE_LENGTH + 1) });
    expect(await series(registry, "jobs_total")).toEqual([
      `jobs_total{queue="${"x".repeat(LABEL_VALUE_LENGTH - 1)}"} 1`,
      `jobs_total{queue="${"y".repeat(LABEL_VALUE_LENGTH)}"} 1`,
    ]);
  });
});

describe("an idle series", () => {
  it("is removed once nothing was recorded for as long as set, and a kept one begins again at 0", async () => {
    let now = 0;
    const { registry, metrics } = create({ expireAfter: 60 });
    const kept = metrics.jobs.labels({ queue: "kept" });
    const scrape = async (at: number) => {
      now = at;
      const chunks: string[] = [];
      for await (const chunk of renderRegistry(registry, { format: "text", now: () => now }))
        chunks.push(String(chunk));
      return chunks.join("").match(/^jobs_total.*$/gm);
    };
    kept.inc(5);
    metrics.jobs.inc({ queue: "busy" });
    expect(await scrape(0)).toHaveLength(2);
    metrics.jobs.inc({ queue: "busy" });
    expect(await scrape(60_000)).toHaveLength(2);
    expect(await scrape(60_001)).toEqual(['jobs_total{queue="busy"} 2']);
    kept.inc(2);
    expect(await scrape(60_002)).toEqual(['jobs_total{queue="busy"} 2', 'jobs_total{queue="kept"} 2']);
  });
});

describe("rendering", () => {
  it("lets the event loop have a turn whenever it had 10 ms to itself", async () => {
    const registry = new Registry();
    const metrics = createMetrics(
      {
        load: gauge({ name: "load", help, labels: { queue: {} } }),
        seconds: histogram({ name: "job_seconds", help, labels: { queue: {} }, buckets: [0, 1] }),
      },
      { registry, lineBudget: 1_000_000 },
    );
    for (let queue = 0; queue < 40_000; queue += 1) metrics.load.set({ queue }, queue);
    let now = 0;
    let turns = 0;
    let chunks = 0;
    const options = {
      format: "text" as const,
      now: () => now,
      turn: () => {
        turns += 1;
        return Promise.resolve();
      },
    };
    for await (const _ of renderRegistry(registry, options)) {
      chunks += 1;
      now += 5;
    }
    expect(chunks).toBeGreaterThan(5);
    expect(turns).toBe(Math.floor((chunks - 1) / 2));
  });
});

describe("a process that forbids code to be generated", () => {
  it("counts as any other, with the same checks", () => {
    const program = `
      const { Registry } = require("prom-client");
      const { counter } = require("./metrics/definitions");
      const { createMetrics } = require("./metrics/handles");
      const registry = new Registry();
      const jobs = counter({ name: "jobs_total", help: "Jobs.", labels: { queue: {}, worker: {} } });
      const metrics = createMetrics({ jobs }, { registry });
      for (let index = 0; index < 3; index += 1) metrics.jobs.inc({ queue: 7, worker: "w" });
      metrics.jobs.inc({ worker: "w", queue: "7" });
      try {
        metrics.jobs.inc({ queue: "7", host: "h" });
      } catch (error) {
        console.log(error.name);
      }
      try {
        new Function("");
      } catch (error) {
        console.log(error.name);
      }
      void registry.getSingleMetricAsString("jobs_total").then((text) => console.log(text.split("\\n").at(-1)));
    `;
    const flags = ["--require", "tsx/cjs", "--disallow-code-generation-from-strings", "-e", program];
    const printed = execFileSync(process.execPath, flags, { encoding: "utf8", cwd: join(__dirname, "../..") });
    expect(printed).toBe('MetricUsageError\nEvalError\njobs_total{queue="7",worker="w"} 4\n');
  });
});
