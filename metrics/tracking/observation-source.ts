import type { Histogram, Summary } from "prom-client";
import type { HistogramDefinition, LabelOf, SummaryDefinition } from "../definitions";
import type { LabelledObservations, LabelValues, LabelValuesOf } from "../handles";

/** One series that latencies go to, such as what `labels({…})` of a histogram or summary keeps. */
export interface LatencySeries {
  observe(seconds: number): void;
}

/** A histogram or summary that prom-client made. */
export type PromClientObservations<Label extends string> = Histogram<Label> | Summary<Label>;

/**
 * Where a latency goes: a histogram or summary of this package or of prom-client, one of its series, or its definition in the
 * catalogue of the monitoring.
 */
export type ObservationSource =
  | LabelledObservations<string>
  | PromClientObservations<never>
  | LatencySeries
  | HistogramDefinition
  | SummaryDefinition;

type NoLabels = Readonly<Record<string, never>>;

/** The label values that go with a source: none where it has no labels. */
export type SourceLabels<Source> =
  Source extends PromClientObservations<infer Label>
    ? LabelValues<Label>
    : Source extends LabelledObservations<string, infer Values>
      ? Values
      : [LabelOf<Source>] extends [never]
        ? NoLabels
        : LabelValuesOf<Source>;

/** What to do besides recording a latency. */
export interface TrackLatencyOptions {
  /**
   * A series that counts the calls that fail: `metrics.jobErrorsTotal.labels({ queue })`.
   *
   * @default - failures are not counted
   */
  readonly errors?: { inc(): void };
}
