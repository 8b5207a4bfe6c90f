import { scrapedLabels, type KnownMetric, type KnownMetrics } from "../known-metrics";
import type { PageMetric } from "./metrics-page";

/**
 * Metrics as a file keeps them: of each its type, its labels, and behind `|` a histogram's bounds or a summary's
 * quantiles. `"histogram code handler | 0.1 0.2 0.4"`.
 */
export type RecordedMetrics = Readonly<Record<string, string>>;

const TYPES: readonly KnownMetric["type"][] = ["counter", "gauge", "histogram", "summary", "unknown"];

/** One metric as a file keeps it. */
export function encodeMetric({ type, labels, buckets, quantiles }: PageMetric): string {
  const head = [type, ...[...labels].sort()].join(" ");
  const tail = [...buckets, ...quantiles].join(" ");
  return tail === "" ? head : `${head} | ${tail}`;
}

/** Recorded metrics as a query meets them, with the labels that a scrape adds. */
export function decodeMetrics(recorded: RecordedMetrics): KnownMetrics {
  // Most metrics read like many others, "gauge device" say, and are decoded once.
  const decoded = new Map<string, KnownMetric>();
  const metrics = new Map<string, KnownMetric>();
  for (const [name, text] of Object.entries(recorded)) {
    const metric = decoded.get(text) ?? decodeMetric(text);
    decoded.set(text, metric);
    metrics.set(name, metric);
  }
  return metrics;
}

function decodeMetric(text: string): KnownMetric {
  const [head = "", tail] = text.split(" | ");
  const [first, ...labels] = head.split(" ");
  const type = TYPES.find((each) => each === first) ?? "unknown";
  const numbers = tail?.split(" ") ?? [];
  return {
    type,
    labels: scrapedLabels(labels),
    ...(type === "histogram" && numbers.length > 0 ? { buckets: numbers.map(Number) } : {}),
    ...(type === "summary" && numbers.length > 0 ? { labelValues: { quantile: numbers } } : {}),
  };
}
