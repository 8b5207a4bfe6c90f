import { canonicalFloat } from "cdktf-monitoring-metrics/definitions";
import type { KnownMetric } from "../known-metrics";

type MetricType = KnownMetric["type"];

/** One metric of a page, before a scrape adds its labels. */
export interface PageMetric {
  readonly type: MetricType;
  readonly labels: readonly string[];
  /** Of a histogram: its finite bounds, ascending. */
  readonly buckets: readonly number[];
  /** Of a summary: its quantiles as Prometheus writes them. */
  readonly quantiles: readonly string[];
}

const TYPE = /^# TYPE (\S+) (\S+)$/;
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[^"}]|"(?:\\.|[^"\\])*")*)\})?\s+\S/;
const LABEL = /\s*([a-zA-Z_][a-zA-Z0-9_]*)="((?:\\.|[^"\\])*)"\s*,?/g;

const TYPES: Readonly<Record<string, MetricType>> = {
  counter: "counter",
  gauge: "gauge",
  gaugehistogram: "unknown",
  histogram: "histogram",
  info: "gauge",
  stateset: "gauge",
  summary: "summary",
};

const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  counter: ["_created"],
  histogram: ["_bucket", "_sum", "_count", "_created"],
  summary: ["_sum", "_count", "_created"],
};

/** The metrics with at least one sample on a page in Prometheus' text format or in OpenMetrics. */
export function readPage(text: string): Map<string, PageMetric> {
  const lines = text.split("\n").map((line) => line.trim());
  const types = new Map(
    lines.flatMap((line) => {
      const [, name, type] = TYPE.exec(line) ?? [];
      return name === undefined || type === undefined ? [] : [[name, TYPES[type] ?? "unknown"] as const];
    }),
  );
  const collected = new Map<string, Collected>();
  for (const line of lines) {
    const [, sample, labels = ""] = SAMPLE.exec(line) ?? [];
    if (sample !== undefined) collect(sample, labels, types, collected);
  }
  return new Map([...collected].map(([name, metric]) => [name, finish(metric)]));
}

interface Collected {
  readonly type: MetricType;
  readonly labels: Set<string>;
  readonly buckets: Set<number>;
  readonly quantiles: Set<string>;
}

function collect(
  sample: string,
  labels: string,
  types: ReadonlyMap<string, MetricType>,
  collected: Map<string, Collected>,
): void {
  const family = familyOf(sample, types);
  if (family === undefined) return;
  const metric = collected.get(family.name) ?? {
    type: family.type,
    labels: new Set(),
    buckets: new Set(),
    quantiles: new Set(),
  };
  collected.set(family.name, metric);
  for (const [, label = "", value = ""] of labels.matchAll(LABEL)) {
    if (label === "le" && family.type === "histogram") metric.buckets.add(Number(value));
    else if (label === "quantile" && family.type === "summary") metric.quantiles.add(canonicalFloat(value) ?? value);
    else metric.labels.add(label);
  }
}

/** The metric that a sample belongs to, or undefined where it is none that a query would name. */
function familyOf(
  sample: string,
  types: ReadonlyMap<string, MetricType>,
): { readonly name: string; readonly type: MetricType } | undefined {
  const own = types.get(sample);
  if (own !== undefined) return { name: sample, type: own };
  const opened = sample.endsWith("_total") ? types.get(sample.slice(0, -"_total".length)) : undefined;
  if (opened === "counter") return { name: sample, type: "counter" };
  for (const [type, suffixes] of Object.entries(SUFFIXES)) {
    const suffix = suffixes.find((each) => sample.endsWith(each) && types.get(sample.slice(0, -each.length)) === type);
    if (suffix === "_created") return undefined;
    if (suffix !== undefined) return { name: sample.slice(0, -suffix.length), type: type as MetricType };
  }
  return { name: sample, type: infoType(sample, types) };
}

// OpenMetrics announces `x` and writes `x_info`.
const infoType = (sample: string, types: ReadonlyMap<string, MetricType>): MetricType =>
  (sample.endsWith("_info") && types.get(sample.slice(0, -"_info".length))) || "unknown";

function finish({ type, labels, buckets, quantiles }: Collected): PageMetric {
  return {
    type,
    labels: [...labels],
    buckets: [...buckets].filter(Number.isFinite).sort((a, b) => a - b),
    quantiles: [...quantiles].sort(),
  };
}
