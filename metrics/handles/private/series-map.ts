import type { MetricDefinition } from "../../definitions";
import { LabelReader, type LabelInput, type LabelTexts } from "./label-reader";

/** One series of a metric, with what it counts. */
export interface Series<State> {
  readonly key: string;
  readonly labels: LabelTexts;
  readonly state: State;
  /** False once the series is removed: a kept series then has to be found anew. */
  attached: boolean;
}

/** The series of one metric, by their label values. */
export class SeriesMap<State> implements Iterable<Series<State>> {
  private readonly series = new Map<string, Series<State>>();
  private readonly reader: LabelReader;
  private readonly fromTheStart: readonly LabelTexts[];

  /**
   * @param startsAtZero whether the series of closed label sets exist before their first event, so that `increase` sees
   *   that event; a metric without labels exists in any case
   */
  constructor(
    definition: MetricDefinition,
    private readonly create: () => State,
    startsAtZero: boolean,
  ) {
    this.reader = new LabelReader(definition);
    const exists = startsAtZero || definition.labelNames.length === 0;
    this.fromTheStart = exists ? (this.reader.combinations() ?? []) : [];
    this.start();
  }

  /**
   * The series of these label values; it exists from then on.
   *
   * @throws {MetricUsageError} for labels that are not exactly the metric's own
   */
  resolve(labels: LabelInput): Series<State> {
    const key = this.reader.key(labels);
    return this.series.get(key) ?? this.add(key, this.reader.texts(labels));
  }

  /** The same series, or, when it was removed meanwhile, the one that took its place. */
  live(series: Series<State>): Series<State> {
    if (series.attached) return series;
    return this.series.get(series.key) ?? this.add(series.key, series.labels);
  }

  /**
   * Removes the series of these label values.
   *
   * @throws {MetricUsageError} for labels that are not exactly the metric's own
   */
  remove(labels: LabelInput): void {
    const key = this.reader.key(labels);
    const series = this.series.get(key);
    if (series === undefined) return;
    series.attached = false;
    this.series.delete(key);
  }

  /** Removes every series but those that exist from the start, which begin again. */
  reset(): void {
    for (const series of this.series.values()) series.attached = false;
    this.series.clear();
    this.start();
  }

  [Symbol.iterator](): Iterator<Series<State>> {
    return this.series.values();
  }

  private start(): void {
    for (const labels of this.fromTheStart) this.add(this.reader.key(labels), labels);
  }

  private add(key: string, labels: LabelTexts): Series<State> {
    const series: Series<State> = { key, labels, state: this.create(), attached: true };
    this.series.set(key, series);
    return series;
  }
}
