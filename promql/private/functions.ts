import { getFunction } from "@prometheus-io/codemirror-promql/dist/cjs/types/function";

/** The four types that an expression of PromQL can have. */
export type ValueType = "instant vector" | "range vector" | "scalar" | "string";

/** What a function takes and gives. */
export interface Signature {
  readonly parameters: readonly ValueType[];
  readonly least: number;
  readonly most: number;
  readonly returns: ValueType;
}

const TYPES: Readonly<Record<string, ValueType>> = {
  vector: "instant vector",
  matrix: "range vector",
  scalar: "scalar",
  string: "string",
};

/** A part of PromQL that a Prometheus server refuses unless it is started with the feature. */
export type PrometheusFeature =
  "promql-binop-fill-modifiers" | "promql-experimental-functions" | "promql-extended-range-selectors";

/** What Prometheus 3.14 refuses without `--enable-feature=promql-experimental-functions`. */
export const EXPERIMENTAL_FUNCTIONS: ReadonlySet<string> = new Set([
  "double_exponential_smoothing",
  "end",
  "histogram_quantiles",
  "info",
  "limit_ratio",
  "limitk",
  "mad_over_time",
  "range",
  "sort_by_label",
  "sort_by_label_desc",
  "start",
  "start_timestamp",
  "step",
  "ts_of_first_over_time",
  "ts_of_last_over_time",
  "ts_of_max_over_time",
  "ts_of_min_over_time",
]);

/** Functions that make sense of counters alone: they take every decrease for a restart. */
export const COUNTER_FUNCTIONS: ReadonlySet<string> = new Set(["increase", "irate", "rate", "resets"]);

/** Functions that look at how samples follow each other, and so need several in their window. */
export const WINDOWED_FUNCTIONS: ReadonlySet<string> = new Set([
  "delta",
  "deriv",
  "increase",
  "irate",
  "predict_linear",
  "rate",
]);

/** Functions after which a series still has its metric's name. */
export const NAME_KEEPING_FUNCTIONS: ReadonlySet<string> = new Set([
  "first_over_time",
  "info",
  "label_join",
  "label_replace",
  "last_over_time",
  "sort",
  "sort_by_label",
  "sort_by_label_desc",
  "sort_desc",
]);

/** The type of the first argument of each aggregation that takes two; all others take one. */
export const AGGREGATION_PARAMETERS: Readonly<Record<string, ValueType>> = {
  bottomk: "scalar",
  count_values: "string",
  limit_ratio: "scalar",
  limitk: "scalar",
  quantile: "scalar",
  topk: "scalar",
};

/** Aggregations that choose among their series rather than make new ones. */
export const CHOOSING_AGGREGATIONS: ReadonlySet<string> = new Set(["bottomk", "limit_ratio", "limitk", "topk"]);

/** Every aggregation. */
export const AGGREGATIONS: readonly string[] = [
  ...Object.keys(AGGREGATION_PARAMETERS),
  ...["avg", "count", "group", "max", "min", "stddev", "stdvar", "sum"],
];

// The terms of the grammar are numbered, and no list says which are functions.
const LAST_TERM = 255;

// Its declaration leaves out that a term may be no function.
const functionOf: (term: number) => ReturnType<typeof getFunction> | undefined = getFunction;

function readSignatures(): ReadonlyMap<string, Signature> {
  const signatures = new Map<string, Signature>();
  for (let term = 0; term <= LAST_TERM; term++) {
    const known = functionOf(term);
    if (known === undefined) continue;
    const { argTypes, variadic, returnType } = known;
    // The table writes "Cosh" and "Sinh", and takes pi() for a vector.
    const name = known.name.toLowerCase();
    signatures.set(name, {
      parameters: argTypes.map((type) => TYPES[type] ?? "instant vector"),
      least: variadic === 0 ? argTypes.length : argTypes.length - 1,
      most: variadic < 0 ? Infinity : Math.max(argTypes.length, argTypes.length - 1 + variadic),
      returns: name === "pi" ? "scalar" : (TYPES[returnType] ?? "instant vector"),
    });
  }
  return signatures;
}

/** Every function that is not an aggregation, as the Prometheus project itself lists them. */
export const SIGNATURES: ReadonlyMap<string, Signature> = readSignatures();
