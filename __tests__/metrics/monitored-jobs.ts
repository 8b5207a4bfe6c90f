import { Registry } from "prom-client";
import { counter, createMonitoring, defineCatalogue, histogram, summary } from "cdktf-monitoring-metrics";
import { series } from "./scrape";

const help = "What it is.";

/** What the tests of trackers record into. */
export const catalogue = defineCatalogue({
  jobSeconds: histogram({ name: "job_seconds", help, labels: { queue: {} }, buckets: [1] }),
  startupSeconds: histogram({ name: "startup_seconds", help, buckets: [1] }),
  phaseSeconds: summary({ name: "phase_seconds", help, labels: { phase: {} }, quantiles: [] }),
  jobErrors: counter({ name: "job_errors_total", help, labels: { queue: {} } }),
});

/** A monitoring whose clock moves when the test says so. */
export function monitored() {
  let time = 0;
  const registry = new Registry();
  const monitoring = createMonitoring({ registry, catalogue, defaultMetrics: false, now: () => time });
  const errors = monitoring.metrics.jobErrors.labels({ queue: "mail" });
  const tracker = monitoring.trackLatency(monitoring.metrics.jobSeconds, { queue: "mail" }, { errors });
  return {
    monitoring,
    tracker,
    registry,
    pass: (seconds: number) => void (time += seconds * 1_000),
    /** Calls, their seconds in all, and failures. */
    recorded: async () => {
      const lines = [...(await series(registry, "job_seconds")), ...(await series(registry, "job_errors_total"))];
      return ["_count", "_sum", "errors_total"].map((name) =>
        Number(lines.find((line) => line.includes(`${name}{`))?.split(" ")[1]),
      );
    },
  };
}
