import { Registry } from "prom-client";
import { createMonitoring, type MonitoringOptions } from "cdktf-monitoring-metrics";
import { series } from "./scrape";

/** What reads the series of one metric: as lines, and as values by the label. */
export function readers(registry: Registry) {
  const lines = (name: string) => series(registry, name);
  const values = async (name: string) =>
    Object.fromEntries((await lines(name)).map((line) => [/"(.*)"/.exec(line)?.[1] ?? "", Number(line.split(" ")[1])]));
  return { lines, values };
}

/** A monitoring whose clock moves when the test says so. */
export function monitored(options: MonitoringOptions = {}) {
  let time = 0;
  const registry = new Registry();
  const monitoring = createMonitoring({ registry, defaultMetrics: false, now: () => time, ...options });
  return { monitoring, registry, pass: (seconds: number) => void (time += seconds * 1_000), ...readers(registry) };
}
