import { Summary } from "prom-client";
import type { SummaryDefinition } from "../../definitions";
import type { LabelInput } from "../../series/label-rules";
import { MetricSeries, type KeptPlace } from "../../series/metric-series";
import { WRITTEN, type SeriesCompanion, type SeriesTable } from "../../series/series-table";
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

/**
 * A summary and its series. Each has its quantiles, its sum and its count; a prom-client summary without labels estimates
 * the quantiles, over the life of the process, and is asked for them at a scrape.
 */
export class SummaryMetric implements LabelledObservations<string>, ExposedMetric<SummaryDefinition>, SeriesCompanion {
  readonly series: MetricSeries;
  private readonly table: SeriesTable;
  private readonly stride: number;
  private readonly digests = new Map<number, Summary>();

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
    this.digestOf(place).observe(value);
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
    this.digests.set(to, digest);
  }

  removed(place: number): void {
    this.digests.delete(place);
  }

  async update(): Promise<void> {
    const estimates = new Map<Summary, readonly { readonly value: number }[]>();
    await Promise.all(
      Array.from(this.digests.values(), async (digest) => estimates.set(digest, (await digest.get()).values)),
    );
    // Read again, as series may have moved, or gone, meanwhile.
    for (const [place, digest] of this.digests) {
      const values = estimates.get(digest);
      this.definition.quantiles.forEach((_, index) => {
        this.table.values[place * this.stride + index] = values?.[index]?.value ?? 0;
      });
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

  private digestOf(place: number): Summary {
    const known = this.digests.get(place);
    if (known !== undefined) return known;
    const { name, help, quantiles } = this.definition;
    const digest = new Summary({ name, help, percentiles: [...quantiles], registers: [] });
    this.digests.set(place, digest);
    return digest;
  }
}
