import type { CounterDefinition } from "../../definitions";
import { exemplarLabels, Exemplars } from "../../series/exemplars";
import type { LabelInput } from "../../series/label-rules";
import { MetricSeries, type KeptPlace } from "../../series/metric-series";
import { WRITTEN, type SeriesTable } from "../../series/series-table";
import type { CounterSeries, ExemplarLabels, LabelledCounter } from "../metric-handles";
import { increment } from "./checked-value";
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
    if (!(Number.isFinite(value) && value >= 0)) increment(this.metric.definition.name, value);
    const labels = exemplar && exemplarLabels(this.metric.definition.name, exemplar);
    const place = this.place === -1 ? this.metric.series.revive(this) : this.place;
    const { table } = this;
    (table.values[place] as number) += value;
    table.marks[place] = WRITTEN;
    if (labels !== undefined) this.metric.exemplars.put(place, 0, labels, value);
  }
}

/** A counter and its series. */
export class CounterMetric implements LabelledCounter<string>, ExposedMetric<CounterDefinition> {
  readonly series: MetricSeries;
  readonly exemplars = new Exemplars();
  private readonly table: SeriesTable;

  constructor(
    readonly definition: CounterDefinition,
    shared: SharedOptions,
  ) {
    this.series = new MetricSeries(definition, { ...shared, stride: 1, lines: 1, startsAtZero: true });
    this.table = this.series.table;
    this.table.accompany(this.exemplars);
  }

  inc(labels: LabelInput, value = 1, exemplar?: ExemplarLabels): void {
    const { table } = this;
    if (!(Number.isFinite(value) && value >= 0)) increment(this.definition.name, value);
    const exemplars = exemplar && exemplarLabels(this.definition.name, exemplar);
    const place = this.series.resolve(labels);
    (table.values[place] as number) += value;
    table.marks[place] = WRITTEN;
    if (exemplars !== undefined) this.exemplars.put(place, 0, exemplars, value);
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
