import type { Finding } from "../finding";
import type { KnownMetrics } from "../known-metrics";
import { operandsOf, unwrap, type Binary, type Expression } from "./expression";
import { findSeries } from "./known-series";
import { isComparison } from "./types";

/** Aggregations and functions whose result is never above the largest value that they are given. */
const STAYS_BELOW = new Set([
  ...["avg", "bottomk", "limitk", "max", "min", "quantile", "topk"],
  ...["avg_over_time", "last_over_time", "max_over_time", "min_over_time", "quantile_over_time"],
  ...["label_join", "label_replace", "sort", "sort_desc", "sort_by_label", "sort_by_label_desc"],
]);

/** The most that a quantile can be, and the buckets that say so. */
interface Limit {
  readonly value: number;
  readonly series: string;
}

/**
 * Quantiles that are compared with more than they can ever be: where a quantile lies beyond the largest finite bucket,
 * histogram_quantile() gives the bound of that bucket.
 */
export function bucketLimitFindings(expression: Expression, text: string, metrics: KnownMetrics): Finding[] {
  const own = expression.kind === "binary" ? ownFindings(expression, text, metrics) : [];
  return [...own, ...operandsOf(expression).flatMap((operand) => bucketLimitFindings(operand, text, metrics))];
}

const MIRRORED: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

function ownFindings({ operator, left, right, from, to }: Binary, text: string, metrics: KnownMetrics): Finding[] {
  if (!isComparison(operator.text)) return [];
  for (const [quantile, threshold, comparison] of [
    [left, right, operator.text],
    [right, left, MIRRORED[operator.text] ?? operator.text],
  ] as const) {
    const limit = limitOf(quantile, text, metrics);
    const value = numberOf(threshold, text);
    if (limit === undefined || value === undefined || !decidesNothing(comparison, value, limit.value)) continue;
    const message =
      `the quantile is at most ${limit.value}, the largest finite bucket bound of "${limit.series}", so that this is ` +
      `${/[>=]/.test(comparison.charAt(0)) ? "never" : "always"} true: compare with less, or add a larger bucket`;
    return [{ kind: "threshold-beyond-buckets", from, to, message }];
  }
  return [];
}

function decidesNothing(comparison: string, threshold: number, most: number): boolean {
  return comparison === ">" || comparison === "<=" ? threshold >= most : threshold > most;
}

/** The most that an expression can be, where it is a quantile of known buckets, maybe scaled or aggregated. */
function limitOf(given: Expression, text: string, metrics: KnownMetrics): Limit | undefined {
  const expression = unwrap(given);
  if (expression.kind === "modified" || expression.kind === "subquery") return limitOf(expression.of, text, metrics);
  if (expression.kind === "binary") return scaledLimit(expression, text, metrics);
  if (expression.kind !== "aggregation" && expression.kind !== "call") return undefined;
  const { text: name } = expression.kind === "call" ? expression.name : expression.operator;
  const buckets = name === "histogram_quantile" ? expression.arguments[1] : undefined;
  if (buckets !== undefined) return largestBound(buckets, metrics);
  if (!STAYS_BELOW.has(name)) return undefined;
  return expression.arguments.map((argument) => limitOf(argument, text, metrics)).find((limit) => limit !== undefined);
}

/** A quantile in another unit, milliseconds say. */
function scaledLimit({ operator, left, right }: Binary, text: string, metrics: KnownMetrics): Limit | undefined {
  const limit = limitOf(left, text, metrics);
  const factor = numberOf(right, text);
  if (limit === undefined || factor === undefined || factor <= 0) return undefined;
  if (operator.text === "*") return { ...limit, value: limit.value * factor };
  return operator.text === "/" ? { ...limit, value: limit.value / factor } : undefined;
}

function largestBound(buckets: Expression, metrics: KnownMetrics): Limit | undefined {
  const limits = namesIn(buckets).map((name): Limit | undefined => {
    const series = findSeries(name, metrics);
    const bounds = series?.part === "bucket" ? series.metric.buckets : undefined;
    return bounds === undefined || bounds.length === 0 ? undefined : { value: Math.max(...bounds), series: name };
  });
  // One whose buckets are not known may have any.
  if (limits.includes(undefined)) return undefined;
  return limits.reduce((most, limit) => ((limit?.value ?? 0) > (most?.value ?? 0) ? limit : most), limits[0]);
}

/** The names that are selected; a selector without one counts as a name that nobody knows. */
const namesIn = (expression: Expression): string[] =>
  expression.kind === "selector"
    ? [expression.names[0]?.variable === false ? expression.names[0].text : ""]
    : operandsOf(expression).flatMap(namesIn);

function numberOf(given: Expression, text: string): number | undefined {
  const expression = unwrap(given);
  if (expression.kind !== "number") return undefined;
  const value = Number(text.slice(expression.from, expression.to));
  return Number.isNaN(value) ? undefined : value;
}
