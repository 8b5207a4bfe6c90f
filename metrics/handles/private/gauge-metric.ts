import type { GaugeDefinition } from "../../definitions";
import { tellReset } from "../../private/resets";
import type { LabelInput } from "../../series/label-rules";
import { MetricSeries, type KeptPlace } from "../../series/metric-series";
import { ownRecorder, type RecordValue } from "../../series/own-recorder";
import { WRITTEN, type SeriesTable } from "../../series/series-table";
import type { GaugeSeries, LabelledGauge } from "../metric-handles";
import { finite, isFiniteNumber, isLevel, level, requireUpdate } from "./checked-value";
import { labelsOf, type ExposedMetric, type Sample, type SharedOptions } from "../exposed-metric";

class KeptGauge implements GaugeSeries, KeptPlace {
  constructor(
    private readonly metric: GaugeMetric,
    public place: number,
    readonly texts: readonly string[],
  ) {}

  set(value: number): void {
    const checked = level(this.metric.definition.name, value);
    this.metric.put(this.metric.series.placeOfKept(this), checked);
  }

  inc(value = 1): void {
    const checked = finite(this.metric.definition.name, value);
    this.metric.add(this.metric.series.placeOfKept(this), checked);
  }

  dec(value = 1): void {
    this.inc(-finite(this.metric.definition.name, value));
  }
}

/** A gauge, its series, and what computes them at a scrape. */
export class GaugeMetric implements LabelledGauge<string>, ExposedMetric<GaugeDefinition> {
  readonly series: MetricSeries;
  readonly set: RecordValue<never>;
  readonly inc: RecordValue<never>;
  private readonly table: SeriesTable;
  private readonly updates = new Set<() => void | Promise<void>>();

  constructor(
    readonly definition: GaugeDefinition,
    shared: SharedOptions,
  ) {
    this.series = new MetricSeries(definition, { ...shared, stride: 1, lines: 1, startsAtZero: false });
    this.table = this.series.table;
    const { resolver } = this.series;
    this.set = ownRecorder({
      resolver,
      accepts: isLevel,
      record: (place, value) => this.put(place, value),
      otherwise: (labels, value) => {
        const checked = level(definition.name, value);
        this.put(this.series.resolve(labels), checked);
      },
    });
    this.inc = ownRecorder({
      resolver,
      accepts: isFiniteNumber,
      record: (place, value) => this.add(place, value),
      byDefault: 1,
      otherwise: (labels, value = 1) => {
        const checked = finite(definition.name, value);
        this.add(this.series.resolve(labels), checked);
      },
    });
  }

  /** Sets a value that is checked already. */
  put(place: number, value: number): void {
    this.table.values[place] = value;
    this.table.marks[place] = WRITTEN;
  }

  /** Adds a value that is checked already. */
  add(place: number, value: number): void {
    (this.table.values[place] as number) += value;
    this.table.marks[place] = WRITTEN;
  }

  dec(labels: LabelInput, value = 1): void {
    this.inc(labels, -finite(this.definition.name, value));
  }

  labels(labels: LabelInput): GaugeSeries {
    return this.series.keep(labels, (place, texts) => new KeptGauge(this, place, texts));
  }

  collect(update: () => void | Promise<void>): () => void {
    requireUpdate(this.definition.name, update);
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
    tellReset(this);
  }

  async update(): Promise<void> {
    // All are waited for, as one that hangs would else be asked again at each scrape where another one throws.
    const updates = await Promise.allSettled(Array.from(this.updates, async (update) => update()));
    const failed = updates.find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
  }

  samplesOf(place: number): Sample[] {
    return [{ labels: labelsOf(this.series, place), value: this.table.values[place] ?? 0 }];
  }
}
