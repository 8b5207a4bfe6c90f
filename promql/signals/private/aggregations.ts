import type { GaugeDefinition, MetricDefinition } from "cdktf-monitoring-metrics/definitions";
import type { SignalOptions } from "../api-signals";
import { selector, type Matchers } from "./selector";

/** How fast counters grow, a second. */
export const sumOfRates = (metric: string, { window, by, where }: SignalOptions, matchers: Matchers = {}) =>
  `sum by (${by.join(", ")}) (rate(${selector(metric, { ...where, ...matchers })}[${window}]))`;

/** The value below which the given share of a histogram's observations lies. */
export const quantileOf = (definition: MetricDefinition, quantile: number, options: SignalOptions) =>
  `histogram_quantile(${quantile}, ${sumOfRates(`${definition.name}_bucket`, { ...options, by: [...options.by, "le"] })})`;

/**
 * How much counters grew within the window, the first value of a new series included. `increase` alone misses that one:
 * a counter that appears with the value 1 did not grow. A series is new where it has no sample one window ago, and only
 * if its target was scraped at that time: after an outage every series looks new.
 */
export function counted(definition: MetricDefinition, { window, by, where }: SignalOptions): string {
  const series = selector(definition.name, where);
  const grown = `increase(${series}[${window}]) > 0`;
  const appeared = `${series} unless ${series} offset ${window}`;
  return `sum by (${by.join(", ")}) ((${grown}) or (${appeared}) and on (job, instance) (up offset ${window} == 1))`;
}

/**
 * A gauge over several instances, merged as its definition says: added up where they add up, and else the largest, since
 * there is no sum of shares, of one machine's memory seen twice, or of users who may be the same.
 */
export const merged = (definition: GaugeDefinition, { by, where }: Omit<SignalOptions, "window">) =>
  `${definition.aggregation === "sum" ? "sum" : "max"} by (${by.join(", ")}) (${selector(definition.name, where)})`;
