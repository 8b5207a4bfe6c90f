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
  type LabelOf,
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
