import type { GaugeDefinition } from "../../definitions";
import type { LabelInput } from "../../series/label-rules";
import { MetricSeries, type KeptPlace } from "../../series/metric-series";
import { WRITTEN, type SeriesTable } from "../../series/series-table";
import type { GaugeSeries, LabelledGauge } from "../metric-handles";
import { finite, level } from "./checked-value";
import { labelsOf, type ExposedMetric, type Sample, type SharedOptions } from "../exposed-metric";

class KeptGauge implements GaugeSeries, KeptPlace {
  private readonly table: SeriesTable;

  constructor(
    private readonly metric: GaugeMetric,
    public place: number,
    readonly texts: readonly string[],
  ) {
    this.table = metric.series.table;
  }

  set(value: number): void {
    const checked = level(this.metric.definition.name, value);
    const place = this.found();
    this.table.values[place] = checked;
    this.table.marks[place] = WRITTEN;
  }

  inc(value = 1): void {
    const amount = finite(this.metric.definition.name, value);
    const place = this.found();
    (this.table.values[place] as number) += amount;
    this.table.marks[place] = WRITTEN;
  }

  dec(value = 1): void {
    this.inc(-finite(this.metric.definition.name, value));
  }

  private found(): number {
    return this.place === -1 ? this.metric.series.revive(this) : this.place;
  }
}

/** A gauge, its series, and what computes them at a scrape. */
export class GaugeMetric implements LabelledGauge<string>, ExposedMetric<GaugeDefinition> {
  readonly series: MetricSeries;
  private readonly table: SeriesTable;
  private readonly updates = new Set<() => void | Promise<void>>();

  constructor(
    readonly definition: GaugeDefinition,
    shared: SharedOptions,
  ) {
    this.series = new MetricSeries(definition, { ...shared, stride: 1, lines: 1, startsAtZero: false });
    this.table = this.series.table;
  }

  set(labels: LabelInput, value: number): void {
    const checked = level(this.definition.name, value);
    const place = this.series.resolve(labels);
    this.table.values[place] = checked;
    this.table.marks[place] = WRITTEN;
  }

  inc(labels: LabelInput, value = 1): void {
    const amount = finite(this.definition.name, value);
    const place = this.series.resolve(labels);
    (this.table.values[place] as number) += amount;
    this.table.marks[place] = WRITTEN;
  }

  dec(labels: LabelInput, value = 1): void {
    this.inc(labels, -finite(this.definition.name, value));
  }

  labels(labels: LabelInput): GaugeSeries {
    return this.series.keep(labels, (place, texts) => new KeptGauge(this, place, texts));
  }

  collect(update: () => void | Promise<void>): () => void {
    // One function may be handed over twice, and each hand-over ends by itself.
    const own = (): void | Promise<void> => update();
    this.updates.add(own);
    return () => void this.updates.delete(own);
  }

  remove(labels: LabelInput): void {
    this.series.remove(labels);
  }

  reset(): void {
    this.series.reset();
  }

  async update(): Promise<void> {
    await Promise.all(Array.from(this.updates, async (update) => update()));
  }

  samplesOf(place: number): Sample[] {
    return [{ labels: labelsOf(this.series, place), value: this.table.values[place] ?? 0 }];
  }
}
