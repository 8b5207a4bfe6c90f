import type { CounterDefinition, HistogramDefinition, SummaryDefinition } from "cdktf-monitoring-metrics/definitions";
import { sumOfIncreases, sumOfRates } from "../private/query-text";
import { buildQuery } from "./private/build-query";
import type { QueryOptions, SeriesLabel } from "./query-options";

/** A metric that counts: events, or the observations of a histogram or a summary. */
export type CountingDefinition = CounterDefinition | HistogramDefinition | SummaryDefinition;

const countedSeries = ({ type, name }: CountingDefinition): string => (type === "counter" ? name : `${name}_count`);

/**
 * How many events a second: `sum by (job) (rate(api_requests_total[$__rate_interval]))`. Of a histogram or a summary, how
 * many observations.
 *
 * @param by the labels that the result keeps; with none it is one number for everything
 * @throws {QueryError} for what the compiler cannot see: a window, a value or a regular expression that cannot work
 */
export const rate = <Metric extends CountingDefinition>(
  metric: Metric,
  by: readonly SeriesLabel<Metric>[],
  options: QueryOptions<Metric> = {},
): string =>
  buildQuery({ name: "rate", metric, by, options, text: (parts) => sumOfRates(countedSeries(metric), parts) });

/**
 * How many events within the window: `sum by (job) (increase(api_requests_total[1h]))`. It is an estimate: Prometheus
 * stretches what it saw to the whole window, and does not see the first event of a series.
 *
 * @param by the labels that the result keeps; with none it is one number for everything
 * @throws {QueryError} for what the compiler cannot see: a window, a value or a regular expression that cannot work
 */
export const increase = <Metric extends CountingDefinition>(
  metric: Metric,
  by: readonly SeriesLabel<Metric>[],
  options: QueryOptions<Metric> = {},
): string =>
  buildQuery({ name: "increase", metric, by, options, text: (parts) => sumOfIncreases(countedSeries(metric), parts) });
