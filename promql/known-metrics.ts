import { formatFloat, type Catalogue, type LabelDefinition } from "cdktf-monitoring-metrics/definitions";

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
  /**
   * Whether series may carry labels beside those that are listed.
   *
   * @default false
   */
  readonly otherLabels?: boolean;
}

/** Metrics by the name that a program declares, without `_bucket`, `_sum` and `_count`. */
export type KnownMetrics = ReadonlyMap<string, KnownMetric>;

/** Labels that this stack puts on every target. */
export const TARGET_LABELS = ["job", "instance", "host"] as const;

/** The labels of a metric once it is scraped: a label of its own that a target has too is kept as `exported_…`. */
export const scrapedLabels = (own: readonly string[]): string[] => [...own.map(scrapedLabel), ...TARGET_LABELS];

function scrapedLabel(own: string): string {
  const target: readonly string[] = TARGET_LABELS;
  return target.includes(own) ? `exported_${own}` : own;
}

/** What Prometheus itself writes about every target; no `/metrics` page lists these. */
export const SCRAPE_METRICS: KnownMetrics = new Map<string, KnownMetric>(
  [
    "up",
    "scrape_duration_seconds",
    "scrape_samples_scraped",
    "scrape_samples_post_metric_relabeling",
    "scrape_series_added",
  ].map((name) => [name, { type: "gauge", labels: [...TARGET_LABELS] }]),
);

/** What Prometheus writes about the alerting rules that it evaluates itself; each alert adds the labels of its series. */
export const ALERT_METRICS: KnownMetrics = new Map<string, KnownMetric>([
  [
    "ALERTS",
    {
      type: "gauge",
      labels: ["alertname", "alertstate", "severity"],
      labelValues: { alertstate: ["pending", "firing"] },
      otherLabels: true,
    },
  ],
  ["ALERTS_FOR_STATE", { type: "gauge", labels: ["alertname", "severity"], otherLabels: true }],
]);

/** What a catalogue's metrics look like once they are scraped. */
export function metricsOf(catalogue: Catalogue): KnownMetrics {
  return new Map(
    Object.values(catalogue).map((definition) => {
      const closed = Object.entries<LabelDefinition>(definition.labels).flatMap(([label, { values }]) =>
        values === undefined ? [] : [[scrapedLabel(label), values] as const],
      );
      const known: KnownMetric = {
        type: definition.type,
        labels: scrapedLabels(definition.labelNames),
        labelValues: {
          ...Object.fromEntries(closed),
          ...(definition.type === "summary" ? { quantile: definition.quantiles.map(formatFloat) } : {}),
        },
        ...(definition.type === "histogram" ? { buckets: definition.buckets } : {}),
      };
      return [definition.name, known];
    }),
  );
}

/** Several sources as one; of two that know the same name, the labels and label values of both hold. */
export function mergeMetrics(...sources: readonly KnownMetrics[]): KnownMetrics {
  const merged = new Map<string, KnownMetric>();
  for (const source of sources) {
    for (const [name, metric] of source) {
      const earlier = merged.get(name);
      merged.set(name, earlier === undefined || earlier === metric ? metric : union(earlier, metric));
    }
  }
  return merged;
}

function union(first: KnownMetric, second: KnownMetric): KnownMetric {
  const otherLabels = first.otherLabels === true || second.otherLabels === true;
  const buckets = unionOfBuckets(first, second);
  return {
    type: first.type === second.type ? first.type : "unknown",
    labels: [...new Set([...first.labels, ...second.labels])],
    labelValues: unionOfValues(first, second),
    ...(buckets === undefined ? {} : { buckets }),
    ...(otherLabels ? { otherLabels } : {}),
  };
}

function unionOfValues(first: KnownMetric, second: KnownMetric): Record<string, readonly string[]> {
  const labelValues: Record<string, readonly string[]> = {};
  for (const label of Object.keys({ ...first.labelValues, ...second.labelValues })) {
    // A label is closed only while every source that has it says so.
    const sets = [first, second]
      .filter(({ labels, labelValues: values }) => labels.includes(label) || values?.[label] !== undefined)
      .map(({ labelValues: values }) => values?.[label]);
    if (!sets.includes(undefined)) labelValues[label] = [...new Set(sets.flatMap((set) => set ?? []))];
  }
  return labelValues;
}

// The bounds are known only while every source that has a histogram knows its own.
function unionOfBuckets(first: KnownMetric, second: KnownMetric): readonly number[] | undefined {
  const sets = [first, second].filter(({ type }) => type === "histogram").map(({ buckets }) => buckets);
  if (sets.length === 0 || sets.includes(undefined)) return undefined;
  return [...new Set(sets.flatMap((set) => set ?? []))].sort((a, b) => a - b);
}
