import type { HistogramDefinition } from "../../definitions";
import type { LabelledObservations, ObservationSeries } from "../metric-handles";
import { finite } from "./checked-value";
import type { ExposedMetric, Sample } from "./exposed-metric";
import type { LabelInput } from "./label-reader";
import { SeriesMap, type Series } from "./series-map";
import { startTimer } from "./start-timer";

interface Distribution {
  /** Observations in each bucket by itself, the one above the last bound included. */
  readonly counts: Float64Array;
  sum: number;
  count: number;
}

function bucketOf(bounds: readonly number[], value: number): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value <= (bounds[middle] ?? Infinity)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function add(distribution: Distribution, bounds: readonly number[], value: number): void {
  const bucket = bucketOf(bounds, value);
  distribution.counts[bucket] = (distribution.counts[bucket] ?? 0) + 1;
  distribution.sum += value;
  distribution.count += 1;
}

class KeptHistogram implements ObservationSeries {
  constructor(
    private readonly definition: HistogramDefinition,
    private readonly series: SeriesMap<Distribution>,
    private kept: Series<Distribution>,
  ) {}

  observe(value: number): void {
    const checked = finite(this.definition.name, value);
    this.kept = this.series.live(this.kept);
    add(this.kept.state, this.definition.buckets, checked);
  }

  startTimer(): () => number {
    return startTimer((seconds) => this.observe(seconds));
  }
}

/** A histogram and its series. */
export class HistogramMetric implements LabelledObservations<string>, ExposedMetric<HistogramDefinition> {
  private readonly series: SeriesMap<Distribution>;

  constructor(readonly definition: HistogramDefinition) {
    const create = () => ({ counts: new Float64Array(definition.buckets.length + 1), sum: 0, count: 0 });
    this.series = new SeriesMap<Distribution>(definition, create, true);
  }

  observe(labels: LabelInput, value: number): void {
    const checked = finite(this.definition.name, value);
    add(this.series.resolve(labels).state, this.definition.buckets, checked);
  }

  startTimer(labels: LabelInput): () => number {
    return this.labels(labels).startTimer();
  }

  labels(labels: LabelInput): ObservationSeries {
    return new KeptHistogram(this.definition, this.series, this.series.resolve(labels));
  }

  remove(labels: LabelInput): void {
    this.series.remove(labels);
  }

  reset(): void {
    this.series.reset();
  }

  samples(): Sample[] {
    return Array.from(this.series, (series) => this.samplesOf(series)).flat();
  }

  private samplesOf({ labels, state }: Series<Distribution>): Sample[] {
    const { name, buckets } = this.definition;
    let below = 0;
    const counted = buckets.map((le, index) => {
      below += state.counts[index] ?? 0;
      return { metricName: `${name}_bucket`, labels: { le, ...labels }, value: below };
    });
    return [
      ...counted,
      { metricName: `${name}_bucket`, labels: { le: "+Inf", ...labels }, value: state.count },
      { metricName: `${name}_sum`, labels: { ...labels }, value: state.sum },
      { metricName: `${name}_count`, labels: { ...labels }, value: state.count },
    ];
  }
}
