/** How Prometheus treats the samples of a metric. */
export type MetricType = "counter" | "gauge" | "histogram" | "summary";

/**
 * How the values of one gauge series that several processes expose become one.
 *
 * - `sum`: they add up (sessions held by each process).
 * - `first`: each process reports the same thing, so one of them speaks for all (the machine's memory).
 * - `ratio`: recomputed from the merged numerators and denominators.
 * - `distinct`: recomputed from the merged sets of what was seen, so that nothing counts twice.
 */
export type Aggregation = "sum" | "first" | "ratio" | "distinct";

/** What is known of a label's values. */
export interface LabelDefinition {
  /**
   * Whether a client can choose the value, so that the number of values has no bound of its own; not where they are listed.
   *
   * @default false
   */
  readonly open?: boolean;
  /**
   * Every value that the label can have: at least one, each once.
   *
   * @default - not listed
   */
  readonly values?: readonly string[];
}

/** Labels by their names, each with what is known of its values. */
export type LabelDefinitions<Label extends string = string> = Readonly<Record<Label, LabelDefinition>>;

interface MetricBase<Label extends string, Labels extends LabelDefinitions<Label>> {
  /** The name on the wire, in the form `[a-zA-Z_:][a-zA-Z0-9_:]*`. */
  readonly name: string;
  /** One sentence for the reader of `/metrics`. */
  readonly help: string;
  /** The label names, in the order in which they are printed. */
  readonly labelNames: readonly Label[];
  /** What is known of each label's values. */
  readonly labels: Labels;
}

/** A value that only grows, and starts at 0 when the process does. */
export interface CounterDefinition<
  Label extends string = string,
  Labels extends LabelDefinitions<Label> = LabelDefinitions<Label>,
> extends MetricBase<Label, Labels> {
  readonly type: "counter";
}

/** A value that goes up and down. */
export interface GaugeDefinition<
  Label extends string = string,
  Labels extends LabelDefinitions<Label> = LabelDefinitions<Label>,
> extends MetricBase<Label, Labels> {
  readonly type: "gauge";
  /** How the gauges of several processes merge. */
  readonly aggregation: Aggregation;
}

/** Observations counted into buckets. */
export interface HistogramDefinition<
  Label extends string = string,
  Labels extends LabelDefinitions<Label> = LabelDefinitions<Label>,
> extends MetricBase<Label, Labels> {
  readonly type: "histogram";
  /** The finite upper bounds, ascending; `+Inf` is implied. */
  readonly buckets: readonly number[];
}

/** Observations kept as quantiles that one process computes. */
export interface SummaryDefinition<
  Label extends string = string,
  Labels extends LabelDefinitions<Label> = LabelDefinitions<Label>,
> extends MetricBase<Label, Labels> {
  readonly type: "summary";
  /** The quantiles, each between 0 and 1, ascending. */
  readonly quantiles: readonly number[];
}

/**
 * One metric, defined once: the application increments it, Prometheus scrapes it, dashboards and alerts query it.
 */
export type MetricDefinition<Label extends string = string> =
  CounterDefinition<Label> | GaugeDefinition<Label> | HistogramDefinition<Label> | SummaryDefinition<Label>;

/** The label names of a definition, as a union of strings. */
export type LabelOf<Definition> = Definition extends { readonly labelNames: readonly (infer Label)[] }
  ? Label extends string
    ? Label
    : never
  : never;
