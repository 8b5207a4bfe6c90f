import type { MetricDefinition } from "../../definitions";
import type { LabelInput } from "./label-reader";

/** One line of a scrape; the name is the metric's own unless it has another one. */
export interface Sample {
  readonly labels: Record<string, string | number | undefined>;
  readonly value: number;
  readonly metricName?: string;
}

/** What a registry has to know of a metric. */
export interface ExposedMetric<Definition extends MetricDefinition = MetricDefinition> {
  readonly definition: Definition;
  /** The lines of one scrape, as objects that the receiver may keep. */
  samples(): Sample[] | Promise<Sample[]>;
  remove(labels: LabelInput): void;
  reset(): void;
}
