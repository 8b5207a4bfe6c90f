import { formatFloat, type HistogramDefinition } from "cdktf-monitoring-metrics/definitions";
import { quantileOfBuckets, sumOfRates } from "../private/query-text";
import { buildQuery } from "./private/build-query";
import type { QueryOptions, SeriesLabel } from "./query-options";

/**
 * The value that the given share of a histogram's observations stays below:
 * `histogram_quantile(0.95, sum by (job, le) (rate(api_request_latency_seconds_bucket[$__rate_interval])))`. NaN where
 * nothing was observed, and never more than the largest finite bound.
 *
 * @param share 0 to 1: 0.95 is the 95th percentile
 * @param by the labels that the result keeps
 * @throws {QueryError} for what the compiler cannot see: a share, a window, a value or a regular expression
 */
export const quantile = <Metric extends HistogramDefinition>(
  share: number,
  metric: Metric,
  by: readonly SeriesLabel<Metric>[],
  options: QueryOptions<Metric> = {},
): string =>
  buildQuery({
    name: "quantile",
    metric,
    by,
    options,
    problems: share >= 0 && share <= 1 ? [] : [`share must lie between 0 and 1, as 0.95 does: received ${share}`],
    text: (parts) => quantileOfBuckets(metric.name, share, parts),
  });

/**
 * The share, 0 to 1, of a histogram's observations that are no larger than a bound:
 * `sum by (job) (rate(…_bucket{le="0.5"}[5m])) / sum by (job) (rate(…_count[5m]))`. NaN where nothing was observed.
 *
 * @param bound one of the histogram's bucket bounds, since only there observations are counted exactly
 * @param by the labels that the result keeps
 * @throws {QueryError} for what the compiler cannot see: a bound, a window, a value or a regular expression
 */
export const shareWithin = <Metric extends HistogramDefinition>(
  bound: number,
  metric: Metric,
  by: readonly SeriesLabel<Metric>[],
  options: QueryOptions<Metric> = {},
): string =>
  buildQuery({
    name: "shareWithin",
    metric,
    by,
    options,
    problems: boundProblems(bound, metric),
    text: (parts) => {
      const where = { ...parts.where, le: `="${formatFloat(bound)}"` };
      return `${sumOfRates(`${metric.name}_bucket`, { ...parts, where })} / ${sumOfRates(`${metric.name}_count`, parts)}`;
    },
  });

const boundProblems = (bound: number, { buckets }: HistogramDefinition): string[] =>
  buckets.includes(bound) ? [] : [`bound must be one of the bucket bounds ${buckets.join(", ")}: received ${bound}`];
