import type { CounterDefinition } from "../../definitions";
import type { CounterSeries, LabelledCounter } from "../metric-handles";
import { increment } from "./checked-value";
import type { ExposedMetric, Sample } from "./exposed-metric";
import type { LabelInput } from "./label-reader";
import { SeriesMap, type Series } from "./series-map";

interface Count {
  value: number;
}

class KeptCounter implements CounterSeries {
  constructor(
    private readonly metric: string,
    private readonly series: SeriesMap<Count>,
    private kept: Series<Count>,
  ) {}

  inc(value = 1): void {
    const amount = increment(this.metric, value);
    this.kept = this.series.live(this.kept);
    this.kept.state.value += amount;
  }
}

/** A counter and its series. */
export class CounterMetric implements LabelledCounter<string>, ExposedMetric<CounterDefinition> {
  private readonly series: SeriesMap<Count>;

  constructor(readonly definition: CounterDefinition) {
    this.series = new SeriesMap(definition, () => ({ value: 0 }), true);
  }

  inc(labels: LabelInput, value = 1): void {
    const amount = increment(this.definition.name, value);
    this.series.resolve(labels).state.value += amount;
  }

  labels(labels: LabelInput): CounterSeries {
    return new KeptCounter(this.definition.name, this.series, this.series.resolve(labels));
  }

  remove(labels: LabelInput): void {
    this.series.remove(labels);
  }

  reset(): void {
    this.series.reset();
  }

  samples(): Sample[] {
    return Array.from(this.series, ({ labels, state }) => ({ labels: { ...labels }, value: state.value }));
  }
}
