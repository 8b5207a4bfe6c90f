import { Counter, Histogram, register, Registry, type OpenMetricsContentType } from "prom-client";
import {
  apiMetrics,
  counter,
  createMetrics,
  gauge,
  histogram,
  MetricDefinitionError,
  MetricUsageError,
} from "cdktf-monitoring-metrics";
import { series } from "./scrape";
import { catalogue, create } from "./created-metrics";

const help = "What it is.";

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
