import type { CounterDefinition } from "../../definitions";
import { exemplarLabels, Exemplars } from "../../series/exemplars";
import type { LabelInput } from "../../series/label-rules";
import { MetricSeries, type KeptPlace } from "../../series/metric-series";
import { ownRecorder, type RecordValue } from "../../series/own-recorder";
import { WRITTEN, type SeriesTable } from "../../series/series-table";
import type { CounterSeries, ExemplarLabels, LabelledCounter } from "../metric-handles";
import { increment, isIncrement } from "./checked-value";
import { labelsOf, type ExposedMetric, type Sample, type SharedOptions } from "../exposed-metric";

class KeptCounter implements CounterSeries, KeptPlace {
  private readonly table: SeriesTable;

  constructor(
    private readonly metric: CounterMetric,
    public place: number,
    readonly texts: readonly string[],
  ) {
    this.table = metric.series.table;
  }

  inc(value = 1, exemplar?: ExemplarLabels): void {
    const { table, place } = this;
    if (place === -1 || exemplar !== undefined || !isIncrement(value)) {
      this.metric.check(value, exemplar, () => this.metric.series.placeOfKept(this));
      return;
    }
    (table.values[place] as number) += value;
    table.marks[place] = WRITTEN;
  }
}

/** A counter and its series. */
export class CounterMetric implements LabelledCounter<string>, ExposedMetric<CounterDefinition> {
  readonly series: MetricSeries;
  readonly exemplars = new Exemplars();
  readonly inc: RecordValue<ExemplarLabels>;
  private readonly table: SeriesTable;

  constructor(
    readonly definition: CounterDefinition,
    shared: SharedOptions,
  ) {
    this.series = new MetricSeries(definition, { ...shared, stride: 1, lines: 1, startsAtZero: true });
    this.table = this.series.table;
    this.table.accompany(this.exemplars);
    this.inc = ownRecorder({
      resolver: this.series.resolver,
      accepts: isIncrement,
      record: (place, value) => this.add(place, value),
      byDefault: 1,
      otherwise: (labels, value = 1, exemplar) => this.check(value, exemplar, () => this.series.resolve(labels)),
    });
  }

  /** Checks an event, looks for its series only then, and counts it. */
  check(value: number, exemplar: ExemplarLabels | undefined, placeOf: () => number): void {
    const { name } = this.definition;
    increment(name, value);
    const exemplars = exemplar && exemplarLabels(name, exemplar);
    this.add(placeOf(), value, exemplars);
  }

  /** Counts a value that is checked already. */
  add(place: number, value: number, exemplar?: ReadonlyMap<string, string>): void {
    const { table } = this;
    (table.values[place] as number) += value;
    table.marks[place] = WRITTEN;
    if (exemplar !== undefined) this.exemplars.put(place, 0, exemplar, value);
  }

  labels(labels: LabelInput): CounterSeries {
    return this.series.keep(labels, (place, texts) => new KeptCounter(this, place, texts));
  }

  remove(labels: LabelInput): void {
    this.series.remove(labels);
  }

  reset(): void {
    this.series.reset();
  }

  samplesOf(place: number): Sample[] {
    return [{ labels: labelsOf(this.series, place), value: this.table.values[place] ?? 0 }];
  }
}
