import type { LabelDefinition, MetricDefinition } from "cdktf-monitoring-metrics/definitions";
import type { TARGET_LABELS } from "../known-metrics";
import type { Matcher } from "./matchers";

type TargetLabel = (typeof TARGET_LABELS)[number];

/** A label as it is stored: one of the metric's own that a target has too is kept as `exported_…`. */
type Scraped<Label extends string> = Label extends TargetLabel ? `exported_${Label}` : Label;

type OwnLabel<Metric extends MetricDefinition> = keyof Metric["labels"] & string;

/** The labels that the series of a metric carry: its own, and those of its target. */
export type SeriesLabel<Metric extends MetricDefinition> = Scraped<OwnLabel<Metric>> | TargetLabel;

/** What a label can be held against: the values that its definition lists, none at all, and Grafana's variables. */
type ValueOf<Label extends LabelDefinition> = Label extends { readonly values: readonly (infer Value extends string)[] }
  ? Value | "" | `$${string}`
  : string;

/** Conditions on the labels of a metric: `{ method: '="GET"', endpoint: '=~"$endpoint"' }`. */
export type MatchersOf<Metric extends MetricDefinition> = {
  readonly [Label in OwnLabel<Metric> as Scraped<Label>]?: Matcher<ValueOf<Metric["labels"][Label]>>;
} & Readonly<Partial<Record<TargetLabel, Matcher>>>;

/** What a query can be told beside its metric and the labels that its result keeps. */
export interface QueryOptions<Metric extends MetricDefinition> {
  /**
   * Which series count, by label.
   *
   * @default - all
   */
  readonly where?: MatchersOf<Metric>;
  /**
   * Over how long: a duration as Prometheus writes it, or a variable of Grafana's. A rule has to say a duration.
   *
   * @default "$__rate_interval", which Grafana fits to the zoom and to the scrape interval
   */
  readonly window?: string;
}
