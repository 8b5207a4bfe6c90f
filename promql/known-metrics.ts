import type { Catalogue, LabelDefinition } from "cdktf-monitoring-metrics/definitions";

/** What a query may rely on about one metric. */
export interface KnownMetric {
  /** `unknown` where a program exposes the name without saying its type. */
  readonly type: "counter" | "gauge" | "histogram" | "summary" | "unknown";
  /** The labels that its series carry, those that the scrape adds included. */
  readonly labels: readonly string[];
  /**
   * Every value that a label can have, for labels where that is known.
   *
   * @default - no label's values are known
   */
  readonly labelValues?: Readonly<Record<string, readonly string[]>>;
  /**
   * The finite bucket bounds of a histogram, ascending.
   *
   * @default - not known
   */
  readonly buckets?: readonly number[];
}

/** Metrics by the name that a program declares, without `_bucket`, `_sum` and `_count`. */
export type KnownMetrics = ReadonlyMap<string, KnownMetric>;

/** Labels that this stack puts on every target. */
export const TARGET_LABELS = ["job", "instance", "host"] as const;

/** What Prometheus itself writes about every target; no `/metrics` page lists these. */
export const SCRAPE_METRICS: KnownMetrics = new Map<string, KnownMetric>(
  [
    "up",
    "scrape_duration_seconds",
    "scrape_samples_scraped",
    "scrape_samples_post_metric_relabeling",
    "scrape_series_added",
    "scrape_timeout_seconds",
    "scrape_sample_limit",
    "scrape_body_size_bytes",
  ].map((name) => [name, { type: "gauge", labels: [...TARGET_LABELS] }]),
);

/** What a catalogue's metrics look like once they are scraped. */
export function metricsOf(catalogue: Catalogue): KnownMetrics {
  return new Map(
    Object.values(catalogue).map((definition) => {
      const closed = Object.entries<LabelDefinition>(definition.labels).flatMap(([label, { values }]) =>
        values === undefined ? [] : [[label, values] as const],
      );
      const known: KnownMetric = {
        type: definition.type,
        labels: [...definition.labelNames, ...TARGET_LABELS],
        labelValues: Object.fromEntries(closed),
        ...(definition.type === "histogram" ? { buckets: definition.buckets } : {}),
      };
      return [definition.name, known];
    }),
  );
}

/** Several sources as one; of two that know the same name, the labels and label values of both hold. */
export function mergeMetrics(...sources: readonly KnownMetrics[]): KnownMetrics {
  const merged = new Map<string, KnownMetric>();
  for (const [name, metric] of sources.flatMap((source) => [...source])) {
    const earlier = merged.get(name);
    merged.set(name, earlier === undefined ? metric : union(earlier, metric));
  }
  return merged;
}

function union(first: KnownMetric, second: KnownMetric): KnownMetric {
  const labelValues: Record<string, readonly string[]> = {};
  for (const label of Object.keys(first.labelValues ?? {})) {
    // A label is closed only while every source says so; a source without the label says nothing about it.
    const values = second.labels.includes(label) ? second.labelValues?.[label] : [];
    if (values !== undefined) labelValues[label] = [...new Set([...(first.labelValues?.[label] ?? []), ...values])];
  }
  for (const [label, values] of Object.entries(second.labelValues ?? {})) {
    if (!first.labels.includes(label)) labelValues[label] = values;
  }
  const buckets = [...new Set([...(first.buckets ?? []), ...(second.buckets ?? [])])].sort((a, b) => a - b);
  return {
    type: first.type === second.type ? first.type : "unknown",
    labels: [...new Set([...first.labels, ...second.labels])],
    labelValues,
    ...(buckets.length > 0 ? { buckets } : {}),
  };
}
