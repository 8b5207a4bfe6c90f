import { Summary } from "prom-client";
import type { SummaryDefinition } from "../../definitions";
import type { LabelledObservations, ObservationSeries } from "../metric-handles";
import { finite } from "./checked-value";
import type { ExposedMetric, Sample } from "./exposed-metric";
import type { LabelInput } from "./label-reader";
import { SeriesMap, type Series } from "./series-map";
import { startTimer } from "./start-timer";

class KeptSummary implements ObservationSeries {
  constructor(
    private readonly metric: string,
    private readonly series: SeriesMap<Summary>,
    private kept: Series<Summary>,
  ) {}

  observe(value: number): void {
    const checked = finite(this.metric, value);
    this.kept = this.series.live(this.kept);
    this.kept.state.observe(checked);
  }

  startTimer(): () => number {
    return startTimer((seconds) => this.observe(seconds));
  }
}

/**
 * A summary and its series. Each series is a prom-client summary without labels: its digest estimates the quantiles,
 * over the life of the process.
 */
export class SummaryMetric implements LabelledObservations<string>, ExposedMetric<SummaryDefinition> {
  private readonly series: SeriesMap<Summary>;

  constructor(readonly definition: SummaryDefinition) {
    const { name, help, quantiles } = definition;
    const create = () => new Summary({ name, help, percentiles: [...quantiles], registers: [] });
    this.series = new SeriesMap(definition, create, true);
  }

  observe(labels: LabelInput, value: number): void {
    const checked = finite(this.definition.name, value);
    this.series.resolve(labels).state.observe(checked);
  }

  startTimer(labels: LabelInput): () => number {
    return this.labels(labels).startTimer();
  }

  labels(labels: LabelInput): ObservationSeries {
    return new KeptSummary(this.definition.name, this.series, this.series.resolve(labels));
  }

  remove(labels: LabelInput): void {
    this.series.remove(labels);
  }

  reset(): void {
    this.series.reset();
  }

  async samples(): Promise<Sample[]> {
    const digests = await Promise.all(
      Array.from(this.series, async ({ labels, state }) => ({ labels, values: (await state.get()).values })),
    );
    return digests.flatMap(({ labels, values }) =>
      values.map((value) => ({ ...value, labels: { ...value.labels, ...labels } })),
    );
  }
}
