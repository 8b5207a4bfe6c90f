import type { MetricsRegistry } from "../handles";

/**
 * The name of a metric as it was defined, which is that under which its registry has it: an OpenMetrics registry takes `_total`
 * out of the names of the counters that it prints, and leaves them so.
 */
export function definedName(registry: MetricsRegistry, metric: object & { readonly name: string }): string {
  const { name } = metric;
  const total = `${name}_total`;
  const has = (each: string): boolean => {
    const found: unknown = registry.getSingleMetric(each);
    return found === metric;
  };
  return !has(name) && has(total) ? total : name;
}
