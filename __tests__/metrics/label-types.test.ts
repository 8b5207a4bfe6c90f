import { Registry } from "prom-client";
import {
  apiMetrics,
  counter,
  createMetrics,
  createMonitoring,
  defineCatalogue,
  gauge,
  histogram,
  MetricUsageError,
  summary,
  type CounterDefinition,
  type LabelledCounter,
  type LabelOf,
  type LabelValuesOf,
} from "cdktf-monitoring-metrics";

// Each line below an expectation does not compile: the type check fails where one of them does, and the test where one of
// them is not refused at run time as well.

const help = "What it is.";
const labels = { queue: {}, host: {} } as const;

const catalogue = defineCatalogue({
  jobs: counter({ name: "jobs_total", help, labels }),
  depth: gauge({ name: "depth", help, labels }),
  seconds: histogram({ name: "seconds", help, labels, buckets: [1] }),
  bytes: summary({ name: "bytes", help, labels }),
  starts: counter({ name: "starts_total", help }),
  load: gauge({ name: "load", help }),
});

const refused = (use: () => unknown): void => expect(use).toThrow(MetricUsageError);
const { jobs, depth, seconds, bytes, starts, load } = createMetrics(catalogue, { registry: new Registry() });

describe("a label that is missing", () => {
  it("does not compile, of any type of metric, nor of a kept series, a removal or a timer", () => {
    // @ts-expect-error "host" is missing
    refused(() => jobs.inc({ queue: "mail" }));
    // @ts-expect-error "host" is missing
    refused(() => depth.set({ queue: "mail" }, 1));
    // @ts-expect-error "host" is missing
    refused(() => seconds.observe({ queue: "mail" }, 1));
    // @ts-expect-error "host" is missing
    refused(() => bytes.observe({ queue: "mail" }, 1));
    // @ts-expect-error "host" is missing
    refused(() => depth.labels({ queue: "mail" }));
    // @ts-expect-error "host" is missing
    refused(() => jobs.remove({ queue: "mail" }));
    // @ts-expect-error "host" is missing
    refused(() => seconds.startTimer({ queue: "mail" }));
    // @ts-expect-error the labels themselves are missing
    refused(() => jobs.inc());
    // @ts-expect-error the labels themselves are missing
    refused(() => depth.labels());
  });
});

describe("a label that the metric does not have", () => {
  it("does not compile, nor does one that is misspelt", () => {
    // @ts-expect-error "user" is unknown
    refused(() => jobs.inc({ queue: "mail", host: "h", user: "alice" }));
    // @ts-expect-error "hosts" is unknown
    refused(() => depth.dec({ queue: "mail", hosts: "h" }));
    // @ts-expect-error the metric has no labels
    refused(() => starts.inc({ queue: "mail" }));
    // @ts-expect-error the metric has no labels
    refused(() => load.set({ queue: "mail" }, 1));
  });
});

describe("a label value that is neither a text nor a number", () => {
  it("does not compile", () => {
    // @ts-expect-error undefined is no label value
    refused(() => jobs.inc({ queue: undefined, host: "h" }));
    // @ts-expect-error a list is no label value
    refused(() => seconds.observe({ queue: ["mail"], host: "h" }, 1));
  });
});

const listed = { queue: {}, result: { values: ["ok", "failed"] }, status: { values: ["200", "503", "007"] } } as const;
const right = { queue: "mail", result: "ok", status: "200" } as const;

const listedCatalogue = defineCatalogue({
  attempts: counter({ name: "attempts_total", help, labels: listed }),
  waiting: gauge({ name: "waiting", help, labels: listed }),
  latency: histogram({ name: "latency_seconds", help, labels: listed, buckets: [1] }),
  size: summary({ name: "size_bytes", help, labels: listed }),
});

describe("a label value outside the closed list of its definition", () => {
  const { attempts, waiting, latency, size } = createMetrics(listedCatalogue, { registry: new Registry() });

  it("does not compile, of any type of metric", () => {
    // @ts-expect-error "failled" is not in the list
    refused(() => attempts.inc({ ...right, result: "failled" }));
    // @ts-expect-error "failled" is not in the list
    refused(() => waiting.set({ ...right, result: "failled" }, 1));
    // @ts-expect-error "failled" is not in the list
    refused(() => waiting.inc({ ...right, result: "failled" }));
    // @ts-expect-error "failled" is not in the list
    refused(() => waiting.dec({ ...right, result: "failled" }));
    // @ts-expect-error "failled" is not in the list
    refused(() => latency.observe({ ...right, result: "failled" }, 1));
    // @ts-expect-error "failled" is not in the list
    refused(() => size.observe({ ...right, result: "failled" }, 1));
  });

  it("does not compile, of a kept series, a removal, a timer or a tracker", () => {
    // @ts-expect-error "failled" is not in the list
    refused(() => attempts.labels({ ...right, result: "failled" }));
    // @ts-expect-error "failled" is not in the list
    refused(() => waiting.remove({ ...right, result: "failled" }));
    // @ts-expect-error "failled" is not in the list
    refused(() => latency.startTimer({ ...right, result: "failled" }));
    const registry = new Registry();
    const monitoring = createMonitoring({ registry, catalogue: listedCatalogue, defaultMetrics: false });
    // @ts-expect-error "failled" is not in the list
    refused(() => monitoring.trackLatency(monitoring.metrics.latency, { ...right, result: "failled" }));
    // @ts-expect-error "failled" is not in the list
    refused(() => monitoring.trackLatency(listedCatalogue.latency, { ...right, result: "failled" }));
    monitoring.trackLatency(monitoring.metrics.size, right);
    monitoring.trackLatency(listedCatalogue.size, right);
  });

  it("does not compile as a number either, while one whose text is in the list does", () => {
    attempts.inc({ ...right, status: 503 });
    // @ts-expect-error 404 is not in the list
    refused(() => attempts.inc({ ...right, status: 404 }));
    // @ts-expect-error the text of 7 is "7"
    refused(() => attempts.inc({ ...right, status: 7 }));
    // @ts-expect-error any number is more than the list has
    refused(() => attempts.inc({ ...right, status: NaN }));
  });

  it("does not compile for the metrics of this package", () => {
    const { metrics } = createMonitoring({ registry: new Registry(), defaultMetrics: false });
    metrics.apiRequestsTotal.inc({ endpoint: "/", method: "GET", status: 200 });
    // @ts-expect-error methods are upper case
    refused(() => metrics.apiRequestsTotal.inc({ endpoint: "/", method: "get", status: 200 }));
  });
});

describe("a label value without a closed list", () => {
  it("is any text or number", () => {
    const { attempts } = createMetrics(listedCatalogue, { registry: new Registry() });
    const queue: string | number = process.pid;
    attempts.inc({ ...right, queue });
    attempts.inc({ ...right, queue: `queue ${queue}` });
  });

  it("is one whose list the compiler does not know", () => {
    const values: readonly string[] = ["ok", "7"];
    const results = counter({ name: "results_total", help, labels: { result: { values } } });
    const metrics = createMetrics({ results }, { registry: new Registry() });
    metrics.results.inc({ result: "ok" });
    metrics.results.inc({ result: 7 });
    refused(() => metrics.results.inc({ result: "failled" }));
  });

  it("is one that a type without the list names", () => {
    const known: CounterDefinition<"result"> = counter({
      name: "results_total",
      help,
      labels: { result: { values: ["ok"] } },
    });
    const { results } = createMetrics({ results: known }, { registry: new Registry() });
    const anyOf: LabelledCounter<"result"> = results;
    anyOf.inc({ result: "ok" });
    refused(() => anyOf.inc({ result: "failled" }));
  });
});

describe("the label values of a definition", () => {
  it("are a type of their own, with the numbers that are in a list as texts", () => {
    const values: LabelValuesOf<typeof listedCatalogue.attempts> = { queue: 1, result: "failed", status: 200 };
    expect(values.status).toBe(200);
    // @ts-expect-error "failled" is not in the list
    const wrong: LabelValuesOf<typeof listedCatalogue.attempts> = { ...right, result: "failled" };
    expect(wrong.result).toBe("failled");
  });
});

describe("a metric that a catalogue does not have", () => {
  it("does not compile, whichever makes its handles", () => {
    const monitoring = createMonitoring({ registry: new Registry(), catalogue, defaultMetrics: false });
    const { metrics } = monitoring;
    // @ts-expect-error there is no such metric
    expect(metrics.workers).toBeUndefined();
    // @ts-expect-error "method" and "status" are missing
    refused(() => metrics.apiRequestsTotal.inc({ endpoint: "/" }));
    // @ts-expect-error "host" is missing
    refused(() => monitoring.trackLatency(metrics.seconds, { queue: "mail" }));
  });

  it("has its labels as a type of their own", () => {
    const label: LabelOf<typeof apiMetrics.apiRequestsTotal> = "endpoint";
    expect(apiMetrics.apiRequestsTotal.labelNames).toContain(label);
    // @ts-expect-error "path" is none of them
    const wrong: LabelOf<typeof apiMetrics.apiRequestsTotal> = "path";
    expect(apiMetrics.apiRequestsTotal.labelNames).not.toContain(wrong);
  });
});
