import { Registry } from "prom-client";
import { counter, createMetrics, defineCatalogue, gauge, histogram, summary } from "cdktf-monitoring-metrics";

const help = "What it is.";

/** Metrics of each type, with labels and without. */
export const catalogue = defineCatalogue({
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

/** The same, created in a registry of their own. */
export function create() {
  const registry = new Registry();
  return { registry, metrics: createMetrics(catalogue, { registry }) };
}
