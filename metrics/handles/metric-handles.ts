import type {
  Catalogue,
  CounterDefinition,
  GaugeDefinition,
  HistogramDefinition,
  LabelOf,
  MetricDefinition,
  SummaryDefinition,
} from "../definitions";
import type { LabelValue, LabelValues, LabelValuesOf } from "./label-values";

/**
 * What led to one event, as a metric's OpenMetrics page shows it beside the value: `{ trace_id: "…" }`. At most 128
 * characters together, names included.
 */
export type ExemplarLabels = Readonly<Record<string, LabelValue>>;

/** One series of a counter. */
export interface CounterSeries {
  /**
   * Adds to the counter.
   *
   * @param value finite, not negative; 1 unless given
   * @param exemplar what led to the event; none unless given
   * @throws {MetricUsageError} for any other value, or an exemplar that OpenMetrics does not allow
   */
  inc(value?: number, exemplar?: ExemplarLabels): void;
}

/** One series of a gauge. */
export interface GaugeSeries {
  /**
   * Sets the gauge.
   *
   * @throws {MetricUsageError} when the value is not a number, or NaN
   */
  set(value: number): void;
  /**
   * Adds to the gauge.
   *
   * @param value 1 unless given
   * @throws {MetricUsageError} when the value is not finite
   */
  inc(value?: number): void;
  /**
   * Takes away from the gauge.
   *
   * @param value 1 unless given
   * @throws {MetricUsageError} when the value is not finite
   */
  dec(value?: number): void;
}

/** One series of a histogram or summary. */
export interface ObservationSeries {
  /**
   * Records one observation, in the unit of the metric.
   *
   * @param exemplar what led to the observation; a summary has none
   * @throws {MetricUsageError} when the value is not finite, or OpenMetrics does not allow the exemplar
   */
  observe(value: number, exemplar?: ExemplarLabels): void;
  /** Starts a timer; calling what it returns records the seconds since, and returns them. */
  startTimer(): () => number;
}

interface SeriesSet<Values, Series> {
  /**
   * The series of these label values, to keep: it is looked up once, and takes no labels any more.
   *
   * @throws {MetricUsageError} for a missing or unknown label, or a value outside the label's closed list
   */
  labels(labels: Values): Series;
  /** Removes the series of these label values, until it is next written. */
  remove(labels: Values): void;
  /** Removes every series; those that exist from the start are at 0 again. */
  reset(): void;
}

/** A counter with labels. */
export interface LabelledCounter<
  Label extends string,
  Values extends LabelValues<Label> = LabelValues<Label>,
> extends SeriesSet<Values, CounterSeries> {
  /**
   * Adds to the counter's series of these label values.
   *
   * @param value finite, not negative; 1 unless given
   * @param exemplar what led to the event; none unless given
   * @throws {MetricUsageError} for wrong labels, any other value, or an exemplar that OpenMetrics does not allow
   */
  inc(labels: Values, value?: number, exemplar?: ExemplarLabels): void;
}

/** What runs at each scrape, before the metric is read. */
export interface Collectable {
  /**
   * Runs the function at each scrape, before the metric is read, so that what can be computed then costs nothing before.
   * One that throws, or rejects, takes the metric out of that scrape and is counted; the rest of the page is served.
   *
   * @returns what ends it
   */
  collect(update: () => void | Promise<void>): () => void;
}

/** A gauge with labels. */
export interface LabelledGauge<Label extends string, Values extends LabelValues<Label> = LabelValues<Label>>
  extends SeriesSet<Values, GaugeSeries>, Collectable {
  /**
   * Sets the gauge's series of these label values.
   *
   * @throws {MetricUsageError} for wrong labels or a value that is not a number
   */
  set(labels: Values, value: number): void;
  /**
   * Adds to the gauge's series of these label values.
   *
   * @param value 1 unless given
   * @throws {MetricUsageError} for wrong labels or a value that is not finite
   */
  inc(labels: Values, value?: number): void;
  /**
   * Takes away from the gauge's series of these label values.
   *
   * @param value 1 unless given
   * @throws {MetricUsageError} for wrong labels or a value that is not finite
   */
  dec(labels: Values, value?: number): void;
}

/** A histogram or summary with labels. */
export interface LabelledObservations<
  Label extends string,
  Values extends LabelValues<Label> = LabelValues<Label>,
> extends SeriesSet<Values, ObservationSeries> {
  /**
   * Records one observation, in the unit of the metric.
   *
   * @param exemplar what led to the observation; a summary has none
   * @throws {MetricUsageError} for wrong labels, a value that is not finite, or an exemplar that OpenMetrics does not allow
   */
  observe(labels: Values, value: number, exemplar?: ExemplarLabels): void;
  /**
   * Starts a timer; calling what it returns records the seconds since, and returns them.
   *
   * @throws {MetricUsageError} for wrong labels
   */
  startTimer(labels: Values): () => number;
}

/** What can begin again. */
export interface Resettable {
  /** Sets the metric back to 0. */
  reset(): void;
}

/** A counter as its definition makes it: without labels, its methods take none. */
export type CounterHandle<Label extends string, Values extends LabelValues<Label> = LabelValues<Label>> = [
  Label,
] extends [never]
  ? CounterSeries & Resettable
  : LabelledCounter<Label, Values>;

/** A gauge as its definition makes it: without labels, its methods take none. */
export type GaugeHandle<Label extends string, Values extends LabelValues<Label> = LabelValues<Label>> = [
  Label,
] extends [never]
  ? GaugeSeries & Collectable & Resettable
  : LabelledGauge<Label, Values>;

/** A histogram or summary as its definition makes it: without labels, its methods take none. */
export type ObservationHandle<Label extends string, Values extends LabelValues<Label> = LabelValues<Label>> = [
  Label,
] extends [never]
  ? ObservationSeries & Resettable
  : LabelledObservations<Label, Values>;

/** The handle that one definition makes. */
export type MetricHandle<Definition extends MetricDefinition> = Definition extends CounterDefinition
  ? CounterHandle<LabelOf<Definition>, LabelValuesOf<Definition>>
  : Definition extends GaugeDefinition
    ? GaugeHandle<LabelOf<Definition>, LabelValuesOf<Definition>>
    : Definition extends HistogramDefinition | SummaryDefinition
      ? ObservationHandle<LabelOf<Definition>, LabelValuesOf<Definition>>
      : never;

/** A handle for each key of a catalogue. */
export type MetricHandles<Definitions extends Catalogue> = {
  readonly [Key in keyof Definitions]: MetricHandle<Definitions[Key]>;
};
