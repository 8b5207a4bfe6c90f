import { counter, createMetrics, histogram, renderRegistry, trackLatency } from "cdktf-monitoring-metrics";
import { Registry } from "prom-client";
import { BUCKETS, type Peer } from "./peers";

const labels = { endpoint: { open: true }, method: {}, status: {} } as const;

/** The exposer of this repository, under the shape of its peers. */
export function ours(openMetrics = false): Peer {
  const registry = new Registry();
  const { events, latency } = createMetrics(
    {
      events: counter({ name: "events_total", help: "Measured.", labels }),
      latency: histogram({ name: "latency_seconds", help: "Measured.", labels, buckets: BUCKETS }),
    },
    { registry, lineBudget: 10_000_000 },
  );
  const format = openMetrics ? "openmetrics" : "text";
  return {
    inc: (values, value) => events.inc(values, value),
    observe: (values, value) => latency.observe(values, value),
    kept: (values) => {
      const series = events.labels(values);
      return (value) => series.inc(value);
    },
    timed: (values) => {
      const series = latency.labels(values);
      return (work) => trackLatency(series, {})(work);
    },
    page: async () => {
      let length = 0;
      for await (const chunk of renderRegistry(registry, { format })) length += chunk.length;
      return length;
    },
    total: async () => {
      const metrics = await registry.getMetricsAsJSON();
      const counted = metrics.flatMap(({ values }) =>
        values.filter((value) => !("metricName" in value) || String(value.metricName).endsWith("_count")),
      );
      return counted.reduce((sum, { value }) => sum + value, 0);
    },
  };
}
