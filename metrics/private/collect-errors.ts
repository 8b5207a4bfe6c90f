import { exposerMetrics } from "../definitions";
import { createMetrics, type MetricsRegistry } from "../handles";
import { shownValue } from "../series/shown-value";

const warned = new WeakMap<MetricsRegistry, Set<string>>();

/**
 * Counts a value that could not be computed, so that it costs nothing else: not the scrape, not the request. The first
 * failure of each source is also a process warning, which says why. It never throws, whatever was thrown.
 *
 * @param source the metric or option that failed
 */
export function countCollectError(registry: MetricsRegistry, source: string, error: unknown): void {
  let uncounted = "";
  try {
    count(registry, source);
  } catch (problem) {
    uncounted = `, and could not be counted: ${reasonOf(problem).reason}`;
  }
  const sources = warned.get(registry) ?? new Set();
  warned.set(registry, sources);
  if (sources.has(source)) return;
  sources.add(source);
  const { reason, detail } = reasonOf(error);
  process.emitWarning(`metrics: ${source} failed: ${reason}${uncounted}`, {
    code: "METRICS_COLLECT_ERROR",
    ...(detail === undefined ? {} : { detail }),
  });
}

/** @throws {MetricUsageError} where a metric of the application has a name of the counter's */
function count(registry: MetricsRegistry, source: string): void {
  // Another copy of this package may have created the counter in the same registry.
  const { collectErrorsTotal } = exposerMetrics;
  const existing = registry.getSingleMetric(collectErrorsTotal.name);
  if (existing !== undefined && "inc" in existing) existing.inc({ source });
  else createMetrics({ collectErrorsTotal }, { registry }).collectErrorsTotal.inc({ source });
}

/** What was thrown may be anything, even what throws when it is looked at. */
function reasonOf(error: unknown): { readonly reason: string; readonly detail?: string } {
  try {
    if (!(error instanceof Error)) return { reason: shownValue(error) };
    const { message, stack } = error;
    return { reason: shownValue(message), ...(typeof stack === "string" ? { detail: stack } : {}) };
  } catch {
    return { reason: "it threw what cannot be shown" };
  }
}
