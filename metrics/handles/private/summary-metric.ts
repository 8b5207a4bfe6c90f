import { Summary } from "prom-client";
import type { SummaryDefinition } from "../../definitions";
import { turnAfter } from "../../private/shared-turns";
import type { LabelInput } from "../../series/label-rules";
import { MetricSeries, type KeptPlace } from "../../series/metric-series";
import { UNRENDERED, WRITTEN, type SeriesCompanion, type SeriesTable } from "../../series/series-table";
import type { LabelledObservations, ObservationSeries } from "../metric-handles";
import { finite } from "./checked-value";
import { labelsOf, type ExposedMetric, type Sample, type SharedOptions } from "../exposed-metric";
import { startTimer } from "./start-timer";

class KeptSummary implements ObservationSeries, KeptPlace {
  constructor(
    private readonly metric: SummaryMetric,
    public place: number,
    readonly texts: readonly string[],
  ) {}

  observe(value: number): void {
    finite(this.metric.definition.name, value);
    this.metric.add(this.metric.series.placeOfKept(this), value);
  }

  startTimer(): () => number {
    return startTimer(this);
  }
}

/** What estimates the quantiles of one series. */
interface Digest {
  readonly summary: Summary;
  place: number;
  /** How many observations it had when it was last asked for them. */
  asked: number;
}

/** A prom-client summary puts its observations together when it has so many more; asking it costs no more than these. */
const DEAREST_OBSERVATIONS = 1_000;

/**
 * A summary and its series. Each has its quantiles, its sum and its count; a prom-client summary without labels estimates
 * the quantiles, over the life of the process, and is asked for them at a scrape, where there were observations since.
 */
export class SummaryMetric implements LabelledObservations<string>, ExposedMetric<SummaryDefinition>, SeriesCompanion {
  readonly series: MetricSeries;
  private readonly table: SeriesTable;
  private readonly stride: number;
  private readonly digests = new Map<number, Digest>();

  constructor(
    readonly definition: SummaryDefinition,
    shared: SharedOptions,
  ) {
    this.stride = definition.quantiles.length + 2;
    const options = { stride: this.stride, lines: this.stride, startsAtZero: true };
    this.series = new MetricSeries(definition, { ...shared, ...options });
    this.table = this.series.table;
    this.table.accompany(this);
  }

  observe(labels: LabelInput, value: number): void {
    finite(this.definition.name, value);
    this.add(this.series.resolve(labels), value);
  }

  /** Takes in a value that is checked already. */
  add(place: number, value: number): void {
    const { table } = this;
    const sum = (place + 1) * this.stride - 2;
    (table.values[sum] as number) += value;
    (table.values[sum + 1] as number) += 1;
    table.marks[place] = WRITTEN;
    this.digestOf(place).summary.observe(value);
  }

  startTimer(labels: LabelInput): () => number {
    return this.labels(labels).startTimer();
  }

  labels(labels: LabelInput): ObservationSeries {
    return this.series.keep(labels, (place, texts) => new KeptSummary(this, place, texts));
  }

  remove(labels: LabelInput): void {
    this.series.remove(labels);
  }

  reset(): void {
    this.series.reset();
  }

  moved(from: number, to: number): void {
    const digest = this.digests.get(from);
    if (digest === undefined) return;
    this.digests.delete(from);
    digest.place = to;
    this.digests.set(to, digest);
  }

  removed(place: number): void {
    this.digests.delete(place);
  }

  cleared(): void {
    this.digests.clear();
  }

  async update(): Promise<void> {
    for (const digest of this.digests.values()) {
      const observations = this.table.values[(digest.place + 1) * this.stride - 1] as number;
      if (digest.asked === observations) continue;
      const { values } = await digest.summary.get();
      digest.asked = observations;
      // The series may have moved, or gone, meanwhile.
      if (this.digests.get(digest.place) === digest) this.estimate(digest.place, values);
      const turn = turnAfter(Math.min(observations, DEAREST_OBSERVATIONS));
      if (turn !== undefined) await turn;
    }
  }

  samplesOf(place: number): Sample[] {
    const { name, quantiles } = this.definition;
    const { values } = this.table;
    const at = place * this.stride;
    const labels = () => labelsOf(this.series, place);
    return [
      ...quantiles.map((quantile, index) => ({ labels: { quantile, ...labels() }, value: values[at + index] ?? 0 })),
      { metricName: `${name}_sum`, labels: labels(), value: values[at + this.stride - 2] ?? 0 },
      { metricName: `${name}_count`, labels: labels(), value: values[at + this.stride - 1] ?? 0 },
    ];
  }

  private estimate(place: number, values: readonly { readonly value: number }[]): void {
    const { table } = this;
    this.definition.quantiles.forEach((_, index) => {
      table.values[place * this.stride + index] = values[index]?.value ?? 0;
    });
    // Another scrape may have printed what was observed since, with the quantiles from before.
    table.marks[place] = (table.marks[place] as number) | UNRENDERED;
  }

  private digestOf(place: number): Digest {
    const known = this.digests.get(place);
    if (known !== undefined) return known;
    const { name, help, quantiles } = this.definition;
    const summary = new Summary({ name, help, percentiles: [...quantiles], registers: [] });
    const digest = { summary, place, asked: 0 };
    this.digests.set(place, digest);
    return digest;
  }
}
