import type { CounterDefinition } from "../../definitions";
import { tellReset } from "../../private/resets";
import { turnAfter } from "../../private/shared-turns";
import { exemplarLabels, Exemplars } from "../../series/exemplars";
import type { LabelInput } from "../../series/label-rules";
import { MetricSeries, type KeptPlace } from "../../series/metric-series";
import { ownRecorder, type RecordValue } from "../../series/own-recorder";
import { WRITTEN, type SeriesTable } from "../../series/series-table";
import type { CounterSeries, ExemplarLabels, LabelledCounter } from "../metric-handles";
import { increment, isIncrement } from "./checked-value";
import { labelsOf, type ExposedMetric, type Sample, type SharedOptions } from "../exposed-metric";

/** Whether sums of such numbers are exact in whatever order they are added; they have 32 bits. Nobody has checked the type. */
const isWhole = (value: number): boolean => typeof value === "number" && value >>> 0 === value;

/**
 * A series that counts by itself, in a field of its own, which costs less than half of what the table does. The table takes
 * over what it has counted before anybody reads it.
 */
class KeptCounter implements CounterSeries, KeptPlace {
  /** What was counted since; above 0 only while the metric knows of it, and only whole numbers are added. */
  pending = 0;

  constructor(
    private readonly metric: CounterMetric,
    public place: number,
    readonly texts: readonly string[],
  ) {}

  get isAhead(): boolean {
    return this.pending > 0;
  }

  inc(value = 1, exemplar?: ExemplarLabels): void {
    if (this.pending > 0 && exemplar === undefined && isWhole(value)) this.pending += value;
    else this.metric.countKept(this, value, exemplar);
  }

  gone(): void {
    this.metric.forget(this);
  }
}

/** About how long it takes to bring one series up to date, in microseconds. */
const WORK_A_SERIES = 0.05;

/** A counter and its series. */
export class CounterMetric implements LabelledCounter<string>, ExposedMetric<CounterDefinition> {
  readonly series: MetricSeries;
  readonly exemplars = new Exemplars();
  readonly inc: RecordValue<ExemplarLabels>;
  private readonly table: SeriesTable;
  /** Those whose count the table has not taken over. */
  private readonly counting = new Set<KeptCounter>();
  /** Whether nothing but whole numbers was ever added, so that the order of additions makes no difference. */
  private onlyWhole = true;

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
      record: (place, value) => this.count(place, value),
      byDefault: 1,
      otherwise: (labels, value = 1, exemplar) => this.check(value, exemplar, () => this.series.resolve(labels)),
    });
  }

  /** Checks an event, looks for its series only then, and counts it. */
  check(value: number, exemplar: ExemplarLabels | undefined, placeOf: () => number): void {
    const { name } = this.definition;
    increment(name, value);
    const exemplars = exemplar === undefined ? undefined : exemplarLabels(name, exemplar);
    this.add(placeOf(), value, exemplars);
  }

  /** Counts a value that is checked already. */
  add(place: number, value: number, exemplar?: ReadonlyMap<string, string>): void {
    this.count(place, value);
    if (exemplar !== undefined) this.exemplars.put(place, 0, exemplar, value);
  }

  // It is a part of whatever counts, and short for that.
  private count(place: number, value: number): void {
    const { table } = this;
    if (!isWhole(value) && this.onlyWhole) this.countInOrder();
    (table.values[place] as number) += value;
    table.marks[place] = WRITTEN;
  }

  /** Counts an event of a kept series, and lets the series count the next ones by itself where it can. */
  countKept(kept: KeptCounter, value: number, exemplar: ExemplarLabels | undefined): void {
    if (kept.place === -1 || exemplar !== undefined || !isIncrement(value)) {
      this.check(value, exemplar, () => this.series.placeOfKept(kept));
    } else if (this.onlyWhole && value > 0 && isWhole(value)) {
      kept.pending = value;
      this.counting.add(kept);
    } else {
      this.add(kept.place, value);
    }
  }

  /** Drops what a series has counted that is gone. */
  forget(kept: KeptCounter): void {
    kept.pending = 0;
    this.counting.delete(kept);
  }

  async update(): Promise<void> {
    for (const kept of this.counting) {
      this.takeOver(kept);
      const turn = turnAfter(WORK_A_SERIES);
      if (turn !== undefined) await turn;
    }
  }

  labels(labels: LabelInput): CounterSeries {
    return this.series.keep(labels, (place, texts) => new KeptCounter(this, place, texts));
  }

  remove(labels: LabelInput): void {
    this.series.remove(labels);
  }

  reset(): void {
    this.series.reset();
    tellReset(this);
  }

  samplesOf(place: number): Sample[] {
    const exemplar = this.exemplars.printedAt(place, 0);
    return [{ labels: labelsOf(this.series, place), value: this.table.values[place] ?? 0, exemplar }];
  }

  private takeOver(kept: KeptCounter): void {
    const { pending } = kept;
    this.forget(kept);
    this.add(kept.place, pending);
  }

  /** Has kept series write each event to the table from now on: sums of fractions depend on the order. */
  private countInOrder(): void {
    this.onlyWhole = false;
    for (const kept of this.counting) this.takeOver(kept);
  }
}
