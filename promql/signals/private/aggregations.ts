import type { MetricDefinition } from "cdktf-monitoring-metrics/definitions";
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
export function counted(definition: Pick<MetricDefinition, "name">, { window, by, where }: SignalOptions): string {
  const series = selector(definition.name, where);
  const grown = `increase(${series}[${window}]) > 0`;
  const appeared = `${series} unless ${series} offset ${window}`;
  return `sum by (${by.join(", ")}) ((${grown}) or (${appeared}) and on (job, instance) (up offset ${window} == 1))`;
}

/**
 * How much counters grew within the window, as exactly as a total in a panel wants it: a series that is new counts with
 * its whole value. It is new where it has no sample one window ago, unless its target was down at that time.
 */
export function grownBy(definition: MetricDefinition, { window, by, where }: SignalOptions): string {
  const series = selector(definition.name, where);
  const appeared = `${series} unless ${series} offset ${window} unless on (job, instance) (up offset ${window} == 0)`;
  return `sum by (${by.join(", ")}) ((${appeared}) or increase(${series}[${window}]))`;
}
