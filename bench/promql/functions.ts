/** The types of PromQL, a letter each: instant vector, range vector (matrix), scalar, text. */
export type TypeLetter = "v" | "m" | "s" | "t";

/** What a function takes and gives; `?` is for one that may be left out, `*` for one that may come again. */
export interface WrittenFunction {
  readonly name: string;
  readonly parameters: readonly TypeLetter[];
  readonly least: number;
  readonly most: number;
  readonly returns: TypeLetter;
}

// As the documentation of Prometheus 3.14 lists them, and so apart from what the check takes from the grammar.
const LISTED: Readonly<Record<string, string>> = {
  "v v":
    "abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count " +
    "histogram_stddev histogram_stdvar histogram_sum ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp",
  "m v":
    "absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate " +
    "last_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time",
  "v? v": "day_of_month day_of_week day_of_year days_in_month hour minute month year",
  "vss v": "clamp",
  "vs v": "clamp_max clamp_min",
  "vs? v": "round",
  "ssv v": "histogram_fraction",
  "sv v": "histogram_quantile",
  "vttt* v": "label_join",
  "vtttt v": "label_replace",
  "ms v": "predict_linear",
  "sm v": "quantile_over_time",
  "s v": "vector",
  "v s": "scalar",
  " s": "pi time",
};

// Refused by a server that is not started for them.
const EXPERIMENTAL: Readonly<Record<string, string>> = {
  "m v": "mad_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time",
  "mss v": "double_exponential_smoothing",
  "vts* v": "histogram_quantiles",
  "vv? v": "info",
  "vt* v": "sort_by_label sort_by_label_desc",
  "v v": "start_timestamp",
  " s": "start end step range",
  "ss s": "max_of min_of",
};

function functionsOf(listed: Readonly<Record<string, string>>): WrittenFunction[] {
  return Object.entries(listed).flatMap(([signature, names]) => {
    const [taken = "", returns = "v"] = signature.split(" ");
    const parameters = Array.from(taken.replace(/[?*]$/, "")) as TypeLetter[];
    const [most, least] = taken.endsWith("*")
      ? [parameters.length + 2, parameters.length - 1]
      : [parameters.length, parameters.length - (taken.endsWith("?") ? 1 : 0)];
    return names.split(" ").map((name) => ({ name, parameters, least, most, returns: returns as TypeLetter }));
  });
}

export const FUNCTIONS: readonly WrittenFunction[] = functionsOf(LISTED);

export const EXPERIMENTAL_FUNCTIONS: readonly WrittenFunction[] = functionsOf(EXPERIMENTAL);

/** Aggregations, with the type of what some take before their vector. */
export const AGGREGATIONS: readonly (readonly [name: string, parameter: TypeLetter | undefined])[] = [
  ...["avg", "count", "group", "max", "min", "stddev", "stdvar", "sum"].map((name) => [name, undefined] as const),
  ...["bottomk", "quantile", "topk"].map((name) => [name, "s"] as const),
  ["count_values", "t"],
];

export const EXPERIMENTAL_AGGREGATIONS: readonly string[] = ["limitk", "limit_ratio"];
