import type { LabelValue, MetricsRegistry } from "../handles";

/** The labels that a registry has for every line; prom-client hands them out to nobody. */
export function defaultLabelsOf(registry: MetricsRegistry): Readonly<Record<string, LabelValue | undefined>> {
  const labels: unknown = Reflect.get(registry, "_defaultLabels");
  return typeof labels === "object" && labels !== null ? { ...labels } : {};
}
