import { getHeapStatistics } from "node:v8";
import { exposerMetrics } from "../definitions";
import { createMetrics, type MetricsRegistry } from "../handles";

/**
 * Exposes the largest heap that V8 allows, read at each scrape: what `--max-old-space-size` or the machine's memory make
 * of it. prom-client's default metrics have the heap that is in use, and not what it may grow to.
 */
export function collectHeapLimit(registry: MetricsRegistry): void {
  const { heapSizeLimitBytes } = exposerMetrics;
  // Several monitorings of one registry share it, as they share the default metrics.
  if (registry.getSingleMetric(heapSizeLimitBytes.name) !== undefined) return;
  const gauge = createMetrics({ heapSizeLimitBytes }, { registry }).heapSizeLimitBytes;
  gauge.collect(() => gauge.set(getHeapStatistics().heap_size_limit));
}
