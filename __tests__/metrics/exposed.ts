import type { RequestListener } from "node:http";
import { Registry } from "prom-client";
import { counter, createMetrics, metricsHandler, type MetricsHandlerOptions } from "cdktf-monitoring-metrics";

const help = "What it is.";

/** A counter at 1, and a listener that serves it and passes other requests on. */
export function exposed(options: MetricsHandlerOptions = {}) {
  const registry = new Registry();
  const metrics = createMetrics({ jobs: counter({ name: "jobs_total", help }) }, { registry });
  metrics.jobs.inc();
  const handler = metricsHandler({ registry, ...options });
  const listener: RequestListener = (request, response) => {
    handler(request, response, () => response.writeHead(404).end("passed on"));
  };
  return { registry, listener };
}
