import type { HistogramDefinition } from "../../definitions";
import { BucketIndex } from "../../series/bucket-index";
import { exemplarLabels, Exemplars } from "../../series/exemplars";
import type { LabelInput } from "../../series/label-rules";
import { MetricSeries, type KeptPlace } from "../../series/metric-series";
import { ownRecorder, type RecordValue } from "../../series/own-recorder";
import { WRITTEN, type SeriesTable } from "../../series/series-table";
import type { ExemplarLabels, LabelledObservations, ObservationSeries } from "../metric-handles";
import { finite, isFiniteNumber } from "./checked-value";
import { labelsOf, type ExposedMetric, type Sample, type SharedOptions } from "../exposed-metric";
import { startTimer } from "./start-timer";

class KeptHistogram implements ObservationSeries, KeptPlace {
  constructor(
    private readonly metric: HistogramMetric,
    public place: number,
    readonly texts: readonly string[],
  ) {}

  observe(value: number, exemplar?: ExemplarLabels): void {
    const { metric, place } = this;
    if (place === -1 || exemplar !== undefined || !isFiniteNumber(value)) {
      metric.check(value, exemplar, () => metric.series.placeOfKept(this));
      return;
    }
    metric.add(place, value);
  }

  startTimer(): () => number {
    return startTimer(this);
  }
}

/**
 * A histogram and its series. Each has the observations of each bucket by itself, of the one above the last bound too, and
 * then the sum.
 */
export class HistogramMetric implements LabelledObservations<string>, ExposedMetric<HistogramDefinition> {
  readonly series: MetricSeries;
  readonly exemplars = new Exemplars();
  readonly observe: RecordValue<ExemplarLabels>;
  private readonly table: SeriesTable;
  private readonly index: BucketIndex;
  private readonly stride: number;

  constructor(
    readonly definition: HistogramDefinition,
    shared: SharedOptions,
  ) {
    const buckets = definition.buckets.length;
    this.stride = buckets + 2;
    this.series = new MetricSeries(definition, {
      ...shared,
      stride: this.stride,
      lines: buckets + 3,
      startsAtZero: true,
    });
    this.table = this.series.table;
    this.table.accompany(this.exemplars);
    this.index = new BucketIndex(definition.buckets);
    this.observe = ownRecorder({
      resolver: this.series.resolver,
      accepts: isFiniteNumber,
      record: (place, value) => this.add(place, value),
      otherwise: (labels, value, exemplar) => this.check(value, exemplar, () => this.series.resolve(labels)),
    });
  }

  /** Checks an event, looks for its series only then, and counts it. */
  check(value: number | undefined, exemplar: ExemplarLabels | undefined, placeOf: () => number): void {
    const { name } = this.definition;
    const checked = finite(name, value);
    const exemplars = exemplar === undefined ? undefined : exemplarLabels(name, exemplar);
    this.add(placeOf(), checked, exemplars);
  }

  /** Counts a value that is checked already. */
  add(place: number, value: number, exemplar?: ReadonlyMap<string, string>): void {
    const { table, stride } = this;
    const bucket = this.index.find(value);
    const at = place * stride;
    (table.values[at + bucket] as number) += 1;
    (table.values[at + stride - 1] as number) += value;
    table.marks[place] = WRITTEN;
    if (exemplar !== undefined) this.exemplars.put(place, bucket, exemplar, value);
  }

  startTimer(labels: LabelInput): () => number {
    return this.labels(labels).startTimer();
  }

  labels(labels: LabelInput): ObservationSeries {
    return this.series.keep(labels, (place, texts) => new KeptHistogram(this, place, texts));
  }

  remove(labels: LabelInput): void {
    this.series.remove(labels);
  }

  reset(): void {
    this.series.reset();
  }

  samplesOf(place: number): Sample[] {
    const { name, buckets } = this.definition;
    const labels = labelsOf(this.series, place);
    const { values } = this.table;
    const at = place * this.stride;
    let below = 0;
    const counted = [...buckets, "+Inf"].map((le, index) => {
      below += values[at + index] ?? 0;
      const exemplar = this.exemplars.printedAt(place, index);
      return { metricName: `${name}_bucket`, labels: { le }, sharedLabels: labels, value: below, exemplar };
    });
    return [
      ...counted,
      { metricName: `${name}_sum`, labels: {}, sharedLabels: labels, value: values[at + this.stride - 1] ?? 0 },
      { metricName: `${name}_count`, labels: {}, sharedLabels: labels, value: below },
    ];
  }
}
