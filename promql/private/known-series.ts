import { formatFloat } from "cdktf-monitoring-metrics/definitions";
import type { KnownMetric, KnownMetrics } from "../known-metrics";

/** What a query can name: a metric, or one of the parts in which a histogram or a summary is stored. */
export interface Series {
  readonly name: string;
  readonly metric: KnownMetric;
  readonly part: "whole" | "bucket" | "sum" | "count";
}

const PARTS = ["bucket", "sum", "count"] as const;

function partsOf({ type }: KnownMetric): readonly Series["part"][] {
  if (type === "histogram") return PARTS;
  // A name whose sources disagree may be a histogram or a summary in one of them.
  if (type === "unknown") return ["whole", ...PARTS];
  return type === "summary" ? ["whole", "sum", "count"] : ["whole"];
}

/** What the name stands for, or undefined where nothing has it. */
export function findSeries(name: string, metrics: KnownMetrics): Series | undefined {
  const declared = metrics.get(name);
  if (declared !== undefined && partsOf(declared).includes("whole")) return { name, metric: declared, part: "whole" };
  for (const part of PARTS) {
    const metric = name.endsWith(`_${part}`) ? metrics.get(name.slice(0, -part.length - 1)) : undefined;
    if (metric !== undefined && partsOf(metric).includes(part)) return { name, metric, part };
  }
  return undefined;
}

/** Everything that a query can name. */
export function* allSeries(metrics: KnownMetrics): Generator<Series> {
  for (const [name, metric] of metrics) {
    for (const part of metric.type === "unknown" ? (["whole"] as const) : partsOf(metric)) {
      yield { name: part === "whole" ? name : `${name}_${part}`, metric, part };
    }
  }
}

/** The labels of a series, its name not counted. */
export function labelsOf({ metric, part }: Series): readonly string[] {
  if (part === "bucket") return [...metric.labels, "le"];
  return part === "whole" && metric.type === "summary" ? [...metric.labels, "quantile"] : metric.labels;
}

/** Every value that a label of a series can have, or undefined where that is not known. */
export function valuesOf({ metric, part }: Series, label: string): readonly string[] | undefined {
  if (label === "le" && part === "bucket") return metric.buckets && [...metric.buckets.map(formatFloat), "+Inf"];
  const { labelValues = {} } = metric;
  return Object.hasOwn(labelValues, label) ? labelValues[label] : undefined;
}

/** Whether a label's values are numbers that Prometheus itself writes. */
export const isNumericLabel = ({ metric, part }: Series, label: string): boolean =>
  (label === "le" && part === "bucket") || (label === "quantile" && part === "whole" && metric.type === "summary");

/** What is not a counter about a series; undefined where it is one, or may be. */
export function notACounter({ metric, part }: Series): string | undefined {
  if (part !== "whole" || metric.type === "counter" || metric.type === "unknown") return undefined;
  return metric.type === "summary" ? "a summary's quantile" : `a ${metric.type}`;
}
