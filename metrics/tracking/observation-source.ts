import type { HistogramDefinition, LabelOf, SummaryDefinition } from "../definitions";
import type { LabelledObservations, LabelValuesOf, ObservationSeries } from "../handles";

/** Where a latency goes: a histogram or summary, or its definition in the catalogue of the monitoring. */
export type ObservationSource =
  LabelledObservations<string> | ObservationSeries | HistogramDefinition | SummaryDefinition;

type NoLabels = Readonly<Record<string, never>>;

/** The label values that go with a source: none where it has no labels. */
export type SourceLabels<Source> = Source extends ObservationSeries
  ? NoLabels
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
