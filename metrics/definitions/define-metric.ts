import { metricProblems } from "./metric-problems";
import type {
  Aggregation,
  CounterDefinition,
  GaugeDefinition,
  HistogramDefinition,
  LabelDefinitions,
  MetricType,
  SummaryDefinition,
} from "./metric-definition";

/** What a metric without labels has. */
// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- no name is exactly what is meant
type NoLabels = LabelDefinitions<never>;

/** The names of labels, as a union of strings. */
type NameOf<Labels> = keyof Labels & string;

/** What every kind of metric is defined by. */
export interface MetricOptions<Labels extends LabelDefinitions> {
  /** The name on the wire, in the form `[a-zA-Z_:][a-zA-Z0-9_:]*`. */
  readonly name: string;
  /** One sentence for the reader of `/metrics`. */
  readonly help: string;
  /**
   * The labels, in the order in which they are printed, each with what is known of its values.
   *
   * @default - no labels
   */
  readonly labels?: Labels;
}

/** What a gauge is defined by. */
export interface GaugeOptions<Labels extends LabelDefinitions> extends MetricOptions<Labels> {
  /**
   * How the gauges of several processes merge.
   *
   * @default "sum"
   */
  readonly aggregation?: Aggregation;
}

/** What a histogram is defined by. */
export interface HistogramOptions<Labels extends LabelDefinitions> extends MetricOptions<Labels> {
  /** The finite upper bounds, ascending; `+Inf` is implied. */
  readonly buckets: readonly number[];
}

/** What a summary is defined by. */
export interface SummaryOptions<Labels extends LabelDefinitions> extends MetricOptions<Labels> {
  /**
   * The quantiles, each between 0 and 1, ascending.
   *
   * @default [0.5, 0.9, 0.99]
   */
  readonly quantiles?: readonly number[];
}

/** Thrown when a definition cannot be exposed; it names every reason at once. */
export class MetricDefinitionError extends Error {
  override readonly name = "MetricDefinitionError";

  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}

function base<Labels extends LabelDefinitions>(options: MetricOptions<Labels>) {
  const labels = { ...options.labels } as Labels;
  return { name: options.name, help: options.help, labels, labelNames: Object.keys(labels) as NameOf<Labels>[] };
}

function define<Definition>(type: MetricType, options: object, definition: () => Definition): Readonly<Definition> {
  const problems = metricProblems(type, options);
  if (problems.length > 0) throw new MetricDefinitionError(problems);
  return Object.freeze(definition());
}

/**
 * Defines a counter.
 *
 * @throws {MetricDefinitionError} when a name or a label cannot be exposed, or an option is unknown
 */
export function counter<const Labels extends LabelDefinitions = NoLabels>(
  options: MetricOptions<Labels>,
): CounterDefinition<NameOf<NoInfer<Labels>>, NoInfer<Labels>> {
  return define("counter", options, () => ({ ...base(options), type: "counter" }));
}

/**
 * Defines a gauge.
 *
 * @throws {MetricDefinitionError} when a name or a label cannot be exposed, or an option is unknown
 */
export function gauge<const Labels extends LabelDefinitions = NoLabels>(
  options: GaugeOptions<Labels>,
): GaugeDefinition<NameOf<NoInfer<Labels>>, NoInfer<Labels>> {
  return define("gauge", options, () => ({
    ...base(options),
    type: "gauge",
    aggregation: options.aggregation ?? "sum",
  }));
}

/**
 * Defines a histogram.
 *
 * @throws {MetricDefinitionError} when a name, a label or a bucket cannot be exposed, or an option is unknown
 */
export function histogram<const Labels extends LabelDefinitions = NoLabels>(
  options: HistogramOptions<Labels>,
): HistogramDefinition<NameOf<NoInfer<Labels>>, NoInfer<Labels>> {
  return define("histogram", options, () => ({
    ...base(options),
    type: "histogram",
    buckets: [...options.buckets],
  }));
}

/**
 * Defines a summary.
 *
 * @throws {MetricDefinitionError} when a name, a label or a quantile cannot be exposed, or an option is unknown
 */
export function summary<const Labels extends LabelDefinitions = NoLabels>(
  options: SummaryOptions<Labels>,
): SummaryDefinition<NameOf<NoInfer<Labels>>, NoInfer<Labels>> {
  return define("summary", options, () => ({
    ...base(options),
    type: "summary",
    quantiles: [...(options.quantiles ?? [0.5, 0.9, 0.99])],
  }));
}
