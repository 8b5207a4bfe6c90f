import type { MetricDefinition } from "cdktf-monitoring-metrics/definitions";
import type { SignalOptions } from "../api-signals";
import { sumBy } from "../../private/query-text";
import { selector } from "../../queries/matchers";

/**
 * How much counters grew within the window, the first value of a new series included. `increase` alone misses that one:
 * a counter that appears with the value 1 did not grow. A series is new where it has no sample one window ago, and only
 * if its target was scraped at that time: after an outage every series looks new.
 */
export function counted(definition: Pick<MetricDefinition, "name">, { window, by, where }: SignalOptions): string {
  const series = selector(definition.name, where);
  const grown = `increase(${series}[${window}]) > 0`;
  const appeared = `${series} unless ${series} offset ${window}`;
  return sumBy(by, `(${grown}) or (${appeared}) and on (job, instance) (up offset ${window} == 1)`);
}

/**
 * How much counters grew within the window, as exactly as a total in a panel wants it: a series that is new counts with
 * its whole value. It is new where it has no sample one window ago, unless its target was down at that time.
 */
export function grownBy(definition: MetricDefinition, { window, by, where }: SignalOptions): string {
  const series = selector(definition.name, where);
  const appeared = `${series} unless ${series} offset ${window} unless on (job, instance) (up offset ${window} == 0)`;
  return sumBy(by, `(${appeared}) or increase(${series}[${window}])`);
}
