import { Counter, Histogram, register, Registry, type OpenMetricsContentType } from "prom-client";
import {
  apiMetrics,
  counter,
  createMetrics,
  defineCatalogue,
  gauge,
  histogram,
  MetricDefinitionError,
  MetricUsageError,
  summary,
} from "cdktf-monitoring-metrics";
import { series } from "./scrape";

const help = "What it is.";

const catalogue = defineCatalogue({
  jobs: counter({ name: "jobs_total", help, labels: { queue: {}, worker: {} } }),
  restarts: counter({ name: "restarts_total", help }),
  results: counter({ name: "results_total", help, labels: { result: { values: ["ok", "failed"] } } }),
  depth: gauge({ name: "queue_depth", help, labels: { queue: {} } }),
  load: gauge({ name: "load", help }),
  duration: histogram({ name: "job_seconds", help, labels: { queue: {} }, buckets: [0.1, 1] }),
  startup: histogram({ name: "startup_seconds", help, buckets: [1] }),
  phases: histogram({ name: "phase_seconds", help, labels: { phase: { values: ["a", "b"] } }, buckets: [1] }),
  size: summary({ name: "job_bytes", help, labels: { queue: {} }, quantiles: [0.5] }),
  total: summary({ name: "total_bytes", help, quantiles: [] }),
});

function create() {
  const registry = new Registry();
  return { registry, metrics: createMetrics(catalogue, { registry }) };
}

describe("createMetrics", () => {
  afterEach(() => register.clear());

  it("registers every metric of the catalogue under its name", () => {
    const { registry } = create();
    expect(registry.getMetricsAsArray().map(({ name }) => name)).toEqual(
      Object.values(catalogue).map(({ name }) => name),
    );
  });

  it("uses prom-client's global registry unless it is given one", () => {
    createMetrics({ restarts: catalogue.restarts });
    expect(register.getSingleMetric("restarts_total")).toBeDefined();
  });

  it("creates nothing when the registry has one of the names, and names them all", () => {
    const registry = new Registry();
    new Counter({ name: "restarts_total", help, registers: [registry] });
    new Counter({ name: "job_seconds_count", help, registers: [registry] });
    expect(() => createMetrics(catalogue, { registry })).toThrow(
      new MetricUsageError([
        'metric "restarts_total": the registry has it already: create a catalogue\'s handles once and share them, or give a registry of its own',
        'metric "job_seconds_count": the registry has it already: create a catalogue\'s handles once and share them, or give a registry of its own',
      ]),
    );
    expect(registry.getMetricsAsArray()).toHaveLength(2);
  });

  it.each([
    [
      histogram({ name: "jobs", help, buckets: [1] }),
      counter({ name: "jobs_count", help }),
      'metric "jobs_count": writes "jobs_count", as "jobs" does',
    ],
    [
      counter({ name: "jobs_total", help }),
      gauge({ name: "jobs", help }),
      'metric "jobs": writes "jobs" in OpenMetrics, as "jobs_total" does',
    ],
    [
      counter({ name: "jobs", help }),
      counter({ name: "jobs_total", help }),
      'metric "jobs_total": writes "jobs_total" in OpenMetrics, as "jobs" does',
    ],
  ])("refuses a metric that writes a name of one which the registry has: %j, %j", (first, second, problem) => {
    const registry = new Registry();
    createMetrics({ first }, { registry });
    expect(() => createMetrics({ second }, { registry })).toThrow(
      new MetricUsageError([`${problem}, which the registry has already: rename one of them`]),
    );
    expect(registry.getMetricsAsArray()).toHaveLength(1);
  });

  it("refuses a metric that writes a name of prom-client's, which OpenMetrics may have renamed", async () => {
    const registry = new Registry<OpenMetricsContentType>();
    registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    new Histogram({ name: "jobs", help, registers: [registry] });
    const counted = counter({ name: "runs_total", help });
    createMetrics({ counted }, { registry });
    await registry.metrics();
    const second = { sum: counter({ name: "jobs_sum", help }), gauge: gauge({ name: "runs", help }), counted };
    expect(() => createMetrics({ sum: second.sum }, { registry })).toThrow('writes "jobs_sum", as "jobs" does');
    expect(() => createMetrics({ gauge: second.gauge }, { registry })).toThrow('as "runs_total" does');
    expect(() => createMetrics({ counted }, { registry })).toThrow('metric "runs_total": the registry has it already');
  });

  it("refuses a definition that was changed to one which cannot be exposed", () => {
    const registry = new Registry();
    const duration = { ...catalogue.duration, buckets: [1, Infinity] };
    const results = { ...catalogue.results, labels: { result: { values: ["ok", "ok"] } } } as const;
    expect(() => createMetrics({ duration, results }, { registry })).toThrow(
      new MetricDefinitionError([
        'metric "job_seconds": buckets must be one or more finite numbers, ascending: received [1, Infinity]',
        'metric "results_total": values of label "result" must be one or more texts, each once: received ["ok", "ok"]',
      ]),
    );
    expect(registry.getMetricsAsArray()).toEqual([]);
  });

  it("refuses a catalogue whose metrics write the same name", () => {
    const twice = { first: catalogue.restarts, second: catalogue.restarts };
    expect(() => createMetrics(twice, { registry: new Registry() })).toThrow(MetricDefinitionError);
  });

  it("prints what prom-client prints for the same events", async () => {
    const { registry, metrics } = create();
    metrics.jobs.inc({ worker: "w1", queue: 'a "quoted"\\\n' }, 2.5);
    metrics.duration.observe({ queue: "mail" }, 0.5);
    expect(await registry.getSingleMetricAsString("jobs_total")).toBe(
      '# HELP jobs_total What it is.\n# TYPE jobs_total counter\njobs_total{queue="a \\"quoted\\"\\\\\\n",worker="w1"} 2.5',
    );
    expect(await series(registry, "job_seconds")).toEqual([
      'job_seconds_bucket{le="0.1",queue="mail"} 0',
      'job_seconds_bucket{le="1",queue="mail"} 1',
      'job_seconds_bucket{le="+Inf",queue="mail"} 1',
      'job_seconds_sum{queue="mail"} 0.5',
      'job_seconds_count{queue="mail"} 1',
    ]);
  });

  it("names counters as OpenMetrics does in a registry of that format", async () => {
    const registry = new Registry<OpenMetricsContentType>();
    registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    createMetrics({ restarts: catalogue.restarts }, { registry }).restarts.inc();
    expect(await registry.metrics()).toBe(
      "# HELP restarts What it is.\n# TYPE restarts counter\nrestarts_total 1\n# EOF\n",
    );
  });
});

describe("a series that exists from the start", () => {
  it("is the only one of a metric without labels", async () => {
    const { registry } = create();
    expect(await series(registry, "restarts_total")).toEqual(["restarts_total 0"]);
    expect(await series(registry, "load")).toEqual(["load 0"]);
    expect(await series(registry, "total_bytes")).toEqual(["total_bytes_sum 0", "total_bytes_count 0"]);
  });

  it("is each one whose labels all have a closed list, of a counter or histogram", async () => {
    const { registry } = create();
    expect(await series(registry, "results_total")).toEqual([
      'results_total{result="ok"} 0',
      'results_total{result="failed"} 0',
    ]);
    expect(await series(registry, "phase_seconds")).toContain('phase_seconds_count{phase="b"} 0');
  });

  it("is none of a gauge with a closed list: its value is not known to be 0", async () => {
    const registry = new Registry();
    createMetrics({ activeUsers: apiMetrics.activeUsers }, { registry });
    expect(await series(registry, "active_users")).toEqual([]);
  });

  it("is none where a label is not closed", async () => {
    const { registry } = create();
    expect(await series(registry, "jobs_total")).toEqual([]);
  });
});

describe("a counter", () => {
  it("grows by 1 unless told otherwise", async () => {
    const { registry, metrics } = create();
    metrics.restarts.inc();
    metrics.restarts.inc(2);
    metrics.jobs.inc({ queue: "mail", worker: "w1" });
    expect(await series(registry, "restarts_total")).toEqual(["restarts_total 3"]);
    expect(await series(registry, "jobs_total")).toEqual(['jobs_total{queue="mail",worker="w1"} 1']);
  });

  it.each([NaN, Infinity, -1])("refuses to grow by %d, and stays as it was", async (value) => {
    const { registry, metrics } = create();
    const refusal = `metric "jobs_total": a counter grows by a finite number that is not negative: received ${value}`;
    const labels = { queue: "mail", worker: "w1" };
    expect(() => metrics.jobs.inc(labels, value)).toThrow(new MetricUsageError([refusal]));
    expect(() => metrics.jobs.labels(labels).inc(value)).toThrow(refusal);
    expect(await series(registry, "jobs_total")).toEqual(['jobs_total{queue="mail",worker="w1"} 0']);
  });

  it("refuses a text that looks like a number, which prom-client would append", () => {
    const { metrics } = create();
    // @ts-expect-error a counter grows by a number
    expect(() => metrics.restarts.inc("")).toThrow(
      'metric "restarts_total": a counter grows by a finite number that is not negative: received ""',
    );
  });

  it("starts at 0 again after a reset, and only where it existed from the start", async () => {
    const { registry, metrics } = create();
    metrics.restarts.inc();
    metrics.results.inc({ result: "ok" });
    metrics.jobs.inc({ queue: "mail", worker: "w1" });
    metrics.restarts.reset();
    registry.resetMetrics();
    expect(await series(registry, "restarts_total")).toEqual(["restarts_total 0"]);
    expect(await series(registry, "results_total")).toEqual([
      'results_total{result="ok"} 0',
      'results_total{result="failed"} 0',
    ]);
    expect(await series(registry, "jobs_total")).toEqual([]);
  });
});

describe("a gauge", () => {
  it("is set, and goes up and down", async () => {
    const { registry, metrics } = create();
    metrics.depth.set({ queue: "mail" }, 5);
    metrics.depth.inc({ queue: "mail" });
    metrics.depth.dec({ queue: "mail" }, 3);
    metrics.load.set(2);
    metrics.load.inc(3);
    metrics.load.dec();
    expect(await series(registry, "queue_depth")).toEqual(['queue_depth{queue="mail"} 3']);
    expect(await series(registry, "load")).toEqual(["load 4"]);
  });

  it("refuses NaN, and keeps its value", async () => {
    const { registry, metrics } = create();
    metrics.load.set(1);
    expect(() => metrics.load.set(NaN)).toThrow(
      'metric "load": a gauge is set to a number other than NaN: received NaN',
    );
    expect(() => metrics.load.inc(Infinity)).toThrow(
      'metric "load": the value must be a finite number: received Infinity',
    );
    expect(() => metrics.depth.dec({ queue: "mail" }, NaN)).toThrow(
      'metric "queue_depth": the value must be a finite number: received NaN',
    );
    expect(await series(registry, "load")).toEqual(["load 1"]);
  });

  it("may be infinite", async () => {
    const { registry, metrics } = create();
    metrics.load.set(-Infinity);
    expect(await series(registry, "load")).toEqual(["load -Inf"]);
  });

  it("is brought up to date at each scrape, until that is ended", async () => {
    const { registry, metrics } = create();
    let reads = 0;
    const end = metrics.depth.collect(() => {
      reads += 1;
      metrics.depth.set({ queue: "mail" }, reads);
    });
    await series(registry, "queue_depth");
    expect(await series(registry, "queue_depth")).toEqual(['queue_depth{queue="mail"} 2']);
    end();
    await series(registry, "queue_depth");
    expect(reads).toBe(2);
  });

  it("waits for what takes its time at a scrape, also without labels", async () => {
    const { registry, metrics } = create();
    metrics.load.collect(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      metrics.load.set(7);
    });
    expect(await series(registry, "load")).toEqual(["load 7"]);
  });
});

describe("a histogram", () => {
  it("counts a value in the bucket whose bound it equals, and all above it", async () => {
    const { registry, metrics } = create();
    for (const value of [0.05, 0.1, 0.5, 1, 7]) metrics.duration.observe({ queue: "mail" }, value);
    expect(await series(registry, "job_seconds")).toEqual([
      'job_seconds_bucket{le="0.1",queue="mail"} 2',
      'job_seconds_bucket{le="1",queue="mail"} 4',
      'job_seconds_bucket{le="+Inf",queue="mail"} 5',
      'job_seconds_sum{queue="mail"} 8.65',
      'job_seconds_count{queue="mail"} 5',
    ]);
  });

  it("takes no labels where it has none", async () => {
    const { registry, metrics } = create();
    metrics.startup.observe(0.5);
    expect(await series(registry, "startup_seconds")).toContain("startup_seconds_sum 0.5");
  });

  it.each([NaN, Infinity])("refuses %d", (value) => {
    const { metrics } = create();
    const refusal = `metric "job_seconds": the value must be a finite number: received ${value}`;
    expect(() => metrics.duration.observe({ queue: "mail" }, value)).toThrow(refusal);
    expect(() => metrics.duration.labels({ queue: "mail" }).observe(value)).toThrow(refusal);
  });

  it("times in seconds", async () => {
    jest.useFakeTimers();
    try {
      const { registry, metrics } = create();
      const stop = metrics.duration.startTimer({ queue: "mail" });
      jest.advanceTimersByTime(250);
      expect(stop()).toBeCloseTo(0.25, 9);
      expect(await series(registry, "job_seconds")).toContain('job_seconds_sum{queue="mail"} 0.25');
    } finally {
      jest.useRealTimers();
    }
  });
});

describe("a summary", () => {
  it("gives its quantiles, sum and count", async () => {
    const { registry, metrics } = create();
    for (const value of [1, 2, 3]) metrics.size.observe({ queue: "mail" }, value);
    const kept = metrics.size.labels({ queue: "sms" });
    kept.observe(5);
    expect(await series(registry, "job_bytes")).toEqual([
      'job_bytes{quantile="0.5",queue="mail"} 2',
      'job_bytes_sum{queue="mail"} 6',
      'job_bytes_count{queue="mail"} 3',
      'job_bytes{quantile="0.5",queue="sms"} 5',
      'job_bytes_sum{queue="sms"} 5',
      'job_bytes_count{queue="sms"} 1',
    ]);
  });

  it("refuses NaN", () => {
    const { metrics } = create();
    const refusal = 'metric "job_bytes": the value must be a finite number: received NaN';
    expect(() => metrics.size.observe({ queue: "mail" }, NaN)).toThrow(refusal);
    expect(() => metrics.size.labels({ queue: "mail" }).observe(NaN)).toThrow(refusal);
  });

  it("times, and is reset and removed", async () => {
    const { registry, metrics } = create();
    metrics.size.startTimer({ queue: "mail" })();
    expect(await series(registry, "job_bytes")).toContain('job_bytes_count{queue="mail"} 1');
    metrics.size.remove({ queue: "mail" });
    expect(await series(registry, "job_bytes")).toEqual([]);
    metrics.size.observe({ queue: "mail" }, 1);
    metrics.size.reset();
    expect(await series(registry, "job_bytes")).toEqual([]);
  });
});

describe("labels", () => {
  it("are refused when they are not exactly the metric's own, all failures at once", () => {
    const { metrics } = create();
    // @ts-expect-error "worker" is missing and "host" is unknown
    expect(() => metrics.jobs.inc({ queue: "mail", host: "h" })).toThrow(
      new MetricUsageError([
        'metric "jobs_total": label "worker" is missing: its labels are queue, worker',
        'metric "jobs_total": label "host" is unknown: its labels are queue, worker',
      ]),
    );
    // @ts-expect-error "worker" is missing
    expect(() => metrics.jobs.labels({ queue: "mail" })).toThrow('label "worker" is missing');
    // @ts-expect-error "host" is unknown
    expect(() => metrics.depth.set({ queue: "mail", host: "h" }, 1)).toThrow('label "host" is unknown');
    // @ts-expect-error "queue" is missing
    expect(() => metrics.duration.observe({}, 1)).toThrow('label "queue" is missing');
    // @ts-expect-error "queue" is missing
    expect(() => metrics.size.startTimer({})).toThrow('label "queue" is missing');
  });

  it("are refused when a value is neither text nor number", () => {
    const { metrics } = create();
    // @ts-expect-error null is no label value
    expect(() => metrics.depth.set({ queue: null }, 1)).toThrow(
      'metric "queue_depth": label "queue" must be a text or a number: received null',
    );
  });

  it("do not compile on a metric that has none", () => {
    const { metrics } = create();
    // @ts-expect-error the metric has no labels
    expect(() => metrics.restarts.inc({ queue: "mail" })).toThrow(MetricUsageError);
  });

  it("are refused when a value is outside its closed list", () => {
    const { metrics } = create();
    // @ts-expect-error "maybe" is not in the list
    expect(() => metrics.results.inc({ result: "maybe" })).toThrow(
      'metric "results_total": label "result" must be one of "ok", "failed": received "maybe"',
    );
  });

  it("are the same whether a value is a number or its text", async () => {
    const { registry, metrics } = create();
    metrics.depth.set({ queue: 7 }, 1);
    metrics.depth.inc({ queue: "7" });
    expect(await series(registry, "queue_depth")).toEqual(['queue_depth{queue="7"} 2']);
  });

  it("never merge two series, whatever their values contain", async () => {
    const { registry, metrics } = create();
    metrics.jobs.inc({ queue: "x,worker:y", worker: "z" });
    metrics.jobs.inc({ queue: "x", worker: "y,worker:z" });
    metrics.jobs.inc({ queue: "1:", worker: "" });
    metrics.jobs.inc({ queue: "", worker: "1:" });
    expect(await series(registry, "jobs_total")).toHaveLength(4);
  });

  it("are copied: what the caller does to the object afterwards changes nothing", async () => {
    const { registry, metrics } = create();
    const labels = { queue: "mail" };
    metrics.depth.set(labels, 1);
    labels.queue = "sms";
    expect(await series(registry, "queue_depth")).toEqual(['queue_depth{queue="mail"} 1']);
    const [depth] = await registry.getMetricsAsJSON().then((all) => all.filter(({ name }) => name === "queue_depth"));
    Object.assign(depth?.values[0]?.labels ?? {}, { queue: "changed" });
    expect(await series(registry, "queue_depth")).toEqual(['queue_depth{queue="mail"} 1']);
  });
});

describe("a kept series", () => {
  it("is the one that its labels name", async () => {
    const { registry, metrics } = create();
    const mail = metrics.jobs.labels({ queue: "mail", worker: "w1" });
    mail.inc();
    metrics.jobs.inc({ queue: "mail", worker: "w1" });
    mail.inc(3);
    expect(await series(registry, "jobs_total")).toEqual(['jobs_total{queue="mail",worker="w1"} 5']);
  });

  it("goes on counting after its series was removed, from 0", async () => {
    const { registry, metrics } = create();
    const job = { queue: "mail", worker: "w1" };
    const kept = [metrics.jobs.labels(job), metrics.jobs.labels(job)];
    for (const each of kept) each.inc();
    metrics.jobs.remove(job);
    metrics.jobs.remove(job);
    expect(await series(registry, "jobs_total")).toEqual([]);
    for (const each of kept) each.inc();
    expect(await series(registry, "jobs_total")).toEqual(['jobs_total{queue="mail",worker="w1"} 2']);
  });

  it("goes on after a reset, of every type", async () => {
    const { registry, metrics } = create();
    const depth = metrics.depth.labels({ queue: "mail" });
    const duration = metrics.duration.labels({ queue: "mail" });
    const size = metrics.size.labels({ queue: "mail" });
    metrics.depth.reset();
    metrics.duration.reset();
    metrics.size.reset();
    depth.set(1);
    depth.inc();
    depth.dec(3);
    duration.observe(1);
    duration.startTimer()();
    size.startTimer()();
    expect(await series(registry, "queue_depth")).toEqual(['queue_depth{queue="mail"} -1']);
    expect(await series(registry, "job_seconds")).toContain('job_seconds_count{queue="mail"} 2');
    expect(await series(registry, "job_bytes")).toContain('job_bytes_count{queue="mail"} 1');
  });

  it("is removed with its gauge or histogram", async () => {
    const { registry, metrics } = create();
    metrics.depth.set({ queue: "mail" }, 1);
    metrics.duration.observe({ queue: "mail" }, 1);
    metrics.depth.remove({ queue: "mail" });
    metrics.duration.remove({ queue: "mail" });
    expect(await series(registry, "queue_depth")).toEqual([]);
    expect(await series(registry, "job_seconds")).toEqual([]);
  });
});
