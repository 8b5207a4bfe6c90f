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
    if (place === -1 || exemplar !== undefined || !isIncrement(value)) return this.incSlowly(value, exemplar);
    (table.values[place] as number) += value;
    table.marks[place] = WRITTEN;
  }

  private incSlowly(value: number, exemplar?: ExemplarLabels): void {
    const { metric } = this;
    increment(metric.definition.name, value);
    const labels = exemplar && exemplarLabels(metric.definition.name, exemplar);
    metric.add(this.place === -1 ? metric.series.revive(this) : this.place, value, labels);
  }
}

/** A counter and its series. */
export class CounterMetric implements LabelledCounter<string>, ExposedMetric<CounterDefinition> {
  readonly series: MetricSeries;
  readonly exemplars = new Exemplars();
  inc: RecordValue<ExemplarLabels>;
  private readonly table: SeriesTable;

  constructor(
    readonly definition: CounterDefinition,
    shared: SharedOptions,
  ) {
    this.series = new MetricSeries(definition, { ...shared, stride: 1, lines: 1, startsAtZero: true });
    this.table = this.series.table;
    this.table.accompany(this.exemplars);
    this.inc = (labels, value = 1, exemplar) => {
      increment(definition.name, value);
      const exemplars = exemplar && exemplarLabels(definition.name, exemplar);
      this.add(this.series.resolve(labels), value, exemplars);
    };
    const { resolver } = this.series;
    const record = (place: number, value: number) => this.add(place, value);
    ownRecorder(
      { resolver, accepts: isIncrement, record, byDefault: 1, otherwise: this.inc },
      (own) => (this.inc = own),
    );
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
