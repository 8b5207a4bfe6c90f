import type { MetricDefinition } from "../definitions";
import type { Exemplars, PrintedExemplar } from "../series/exemplars";
import type { LabelInput } from "../series/label-rules";
import type { MetricSeries, MetricSeriesOptions } from "../series/metric-series";

/** What the metrics of one registry have in common. */
export type SharedOptions = Pick<MetricSeriesOptions, "budget" | "exposed" | "expireAfter">;

/** One line of a scrape; the name is the metric's own unless it has another one. */
export interface Sample {
  readonly labels: Record<string, string | number | undefined>;
  /** The labels of the series, where the line has others before them. */
  readonly sharedLabels?: Record<string, string>;
  readonly value: number;
  readonly metricName?: string;
  /** The latest, where there is one; a text registry does not print it. */
  readonly exemplar?: PrintedExemplar | undefined;
}

/** What a registry, and what serves it, have to know of a metric. */
export interface ExposedMetric<Definition extends MetricDefinition = MetricDefinition> {
  readonly definition: Definition;
  readonly series: MetricSeries;
  readonly exemplars?: Exemplars;
  /** Brings the numbers of all series up to date. */
  update?(): Promise<void>;
  /** The lines of one series, as objects that the receiver may keep. */
  samplesOf(place: number): Sample[];
  remove(labels: LabelInput): void;
  reset(): void;
}

/** The labels of a series as an object. */
export function labelsOf({ definition, table }: MetricSeries, place: number): Record<string, string> {
  const texts = table.texts(place);
  return Object.fromEntries(definition.labelNames.map((name, index) => [name, texts[index] ?? ""]));
}

const exposed = new WeakMap<object, ExposedMetric>();

/** Remembers what is behind a metric that a registry gets. */
export function expose(registered: object, metric: ExposedMetric): void {
  exposed.set(registered, metric);
}

/** What is behind a metric that a registry has; undefined for one that is not of this package. */
export const exposedMetric = (registered: object): ExposedMetric | undefined => exposed.get(registered);
