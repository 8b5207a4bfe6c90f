import { exposerMetrics, EXPOSER_ENVIRONMENT, OVERFLOW_VALUE } from "../definitions";
import { createMetrics, type MetricsRegistry } from "../handles";

const warned = new WeakSet<MetricsRegistry>();

/**
 * Counts series of workers that the page of all of them had no room for. The first is also a process warning, which says
 * what to do.
 */
export function countFoldedSeries(registry: MetricsRegistry, metric: string, series: number): void {
  const { overflowEventsTotal } = exposerMetrics;
  const existing = registry.getSingleMetric(overflowEventsTotal.name);
  if (existing !== undefined && "inc" in existing) existing.inc({ metric }, series);
  else createMetrics({ overflowEventsTotal }, { registry }).overflowEventsTotal.inc({ metric }, series);

  if (warned.has(registry)) return;
  warned.add(registry);
  process.emitWarning(
    `metrics: the line budget of the page of all processes is full: new values of open labels become "${OVERFLOW_VALUE}", first of metric "${metric}": find the label that a client chooses freely, or raise ${EXPOSER_ENVIRONMENT.lineBudget}`,
    { code: "METRICS_LINE_BUDGET" },
  );
}
