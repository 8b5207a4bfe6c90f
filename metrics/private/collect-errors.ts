import { exposerMetrics } from "../definitions";
import { createMetrics, type MetricsRegistry } from "../handles";

const warned = new WeakMap<MetricsRegistry, Set<string>>();

/**
 * Counts a value that could not be computed, so that it costs nothing else: not the scrape, not the request. The first
 * failure of each source is also a process warning, which says why.
 *
 * @param source the metric or option that failed
 */
export function countCollectError(registry: MetricsRegistry, source: string, error: unknown): void {
  // Another copy of this package may have created the counter in the same registry.
  const { collectErrorsTotal } = exposerMetrics;
  const existing = registry.getSingleMetric(collectErrorsTotal.name);
  if (existing !== undefined && "inc" in existing) existing.inc({ source });
  else createMetrics({ collectErrorsTotal }, { registry }).collectErrorsTotal.inc({ source });

  const sources = warned.get(registry) ?? new Set();
  warned.set(registry, sources);
  if (sources.has(source)) return;
  sources.add(source);
  const reason = error instanceof Error ? error.message : String(error);
  process.emitWarning(`metrics: ${source} failed: ${reason}`, {
    code: "METRICS_COLLECT_ERROR",
    ...(error instanceof Error && error.stack !== undefined ? { detail: error.stack } : {}),
  });
}
