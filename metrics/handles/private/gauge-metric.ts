import type { GaugeDefinition } from "../../definitions";
import type { GaugeSeries, LabelledGauge } from "../metric-handles";
import { finite, level } from "./checked-value";
import type { ExposedMetric, Sample } from "./exposed-metric";
import type { LabelInput } from "./label-reader";
import { SeriesMap, type Series } from "./series-map";

interface Level {
  value: number;
}

class KeptGauge implements GaugeSeries {
  constructor(
    private readonly metric: string,
    private readonly series: SeriesMap<Level>,
    private kept: Series<Level>,
  ) {}

  set(value: number): void {
    const checked = level(this.metric, value);
    this.live().value = checked;
  }

  inc(value = 1): void {
    const amount = finite(this.metric, value);
    this.live().value += amount;
  }

  dec(value = 1): void {
    const amount = finite(this.metric, value);
    this.live().value -= amount;
  }

  private live(): Level {
    this.kept = this.series.live(this.kept);
    return this.kept.state;
  }
}

/** A gauge, its series, and what computes them at a scrape. */
export class GaugeMetric implements LabelledGauge<string>, ExposedMetric<GaugeDefinition> {
  private readonly series: SeriesMap<Level>;
  private readonly updates = new Set<() => void | Promise<void>>();

  constructor(readonly definition: GaugeDefinition) {
    this.series = new SeriesMap(definition, () => ({ value: 0 }), false);
  }

  set(labels: LabelInput, value: number): void {
    const checked = level(this.definition.name, value);
    this.series.resolve(labels).state.value = checked;
  }

  inc(labels: LabelInput, value = 1): void {
    const amount = finite(this.definition.name, value);
    this.series.resolve(labels).state.value += amount;
  }

  dec(labels: LabelInput, value = 1): void {
    const amount = finite(this.definition.name, value);
    this.series.resolve(labels).state.value -= amount;
  }

  labels(labels: LabelInput): GaugeSeries {
    return new KeptGauge(this.definition.name, this.series, this.series.resolve(labels));
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

  async samples(): Promise<Sample[]> {
    await Promise.all(Array.from(this.updates, async (update) => update()));
    return Array.from(this.series, ({ labels, state }) => ({ labels: { ...labels }, value: state.value }));
  }
}
