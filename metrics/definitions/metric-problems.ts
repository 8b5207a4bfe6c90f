import { isPlain, nameProblems, optionProblems, type OptionNames } from "../private/option-problems";
import { shown } from "../private/shown";
import type { Aggregation, LabelDefinition, MetricDefinition, MetricType } from "./metric-definition";

/** What Prometheus accepts as a metric's name in every exposition format. */
export const METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** What Prometheus accepts as a label's name in every exposition format; names that begin with `__` are its own. */
export const LABEL_NAME = /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/;

const RESERVED_LABELS: Readonly<Partial<Record<MetricType, string>>> = { histogram: "le", summary: "quantile" };

const METRIC = { name: true, help: true, labels: true } as const;

/** The options that each type of metric is defined by. */
const OPTIONS: Readonly<Record<MetricType, Readonly<Record<string, true>>>> = {
  counter: METRIC,
  gauge: { ...METRIC, aggregation: true },
  histogram: { ...METRIC, buckets: true },
  summary: { ...METRIC, quantiles: true },
};

const LABEL: OptionNames<LabelDefinition> = { open: true, values: true };

const AGGREGATIONS: Readonly<Record<Aggregation, true>> = { sum: true, first: true, ratio: true, distinct: true };

/** What a metric is defined by, as somebody gave it whom no compiler checked. */
type Given = Readonly<Record<string, unknown>>;

const isAscending = (values: readonly number[]) =>
  values.every((value, index) => index === 0 || value > (values[index - 1] ?? -Infinity));

const isText = (value: unknown): value is string => typeof value === "string";

/** Whether something is an object with keys of its own: a map or a set has none. */
const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value) && isPlain(value);

/** What is in an array, and undefined where it has a hole; nothing that is no array. */
const itemsOf = (values: unknown): readonly unknown[] => (Array.isArray(values) ? Array.from<unknown>(values) : []);

const isNumbers = (values: unknown): values is readonly number[] =>
  Array.isArray(values) && itemsOf(values).every((value) => typeof value === "number");

const isBuckets = (values: unknown): boolean =>
  isNumbers(values) && values.length > 0 && values.every(Number.isFinite) && isAscending(values);

const isQuantiles = (values: unknown): boolean =>
  isNumbers(values) && values.every((value) => value >= 0 && value <= 1) && isAscending(values);

function isValueList(values: unknown): boolean {
  const items = itemsOf(values);
  return items.every(isText) && items.length > 0 && new Set(items).size === items.length;
}

/** Half of a character: each is printed as the same bytes, so that two of them would be one value. */
const HALF_CHARACTER = /\p{Surrogate}/u;

const hasHalfCharacter = (values: unknown): boolean =>
  itemsOf(values).some((item) => isText(item) && HALF_CHARACTER.test(item));

/** @param isWhole whether nothing may be left out, as in what somebody has put together that no function made */
function ownProblems(type: MetricType, { aggregation, buckets, quantiles }: Given, isWhole: boolean): string[] {
  const isLeftOut = (value: unknown): boolean => value === undefined && !isWhole;
  switch (type) {
    case "counter":
      return [];
    case "gauge": {
      const known = isLeftOut(aggregation) || (isText(aggregation) && Object.hasOwn(AGGREGATIONS, aggregation));
      const all = Object.keys(AGGREGATIONS).join(", ");
      return known ? [] : [`aggregation must be one of ${all}: received ${shown(aggregation)}`];
    }
    case "histogram":
      if (isBuckets(buckets)) return [];
      return [`buckets must be one or more finite numbers, ascending: received ${shown(buckets)}`];
    case "summary":
      if (isLeftOut(quantiles) || isQuantiles(quantiles)) return [];
      return [`quantiles must lie between 0 and 1, ascending: received ${shown(quantiles)}`];
  }
}

function labelProblems(type: MetricType, label: string, definition: unknown): string[] {
  const problems: string[] = [];
  if (!LABEL_NAME.test(label)) {
    problems.push(`label names must match [a-zA-Z_][a-zA-Z0-9_]* and not begin with "__": received "${label}"`);
  }
  if (RESERVED_LABELS[type] === label) problems.push(`label "${label}" is written by the ${type} itself: rename it`);
  if (!isObject(definition)) {
    return [...problems, `label "${label}" must be an object, {} at least: received ${shown(definition)}`];
  }
  const values: unknown = Reflect.get(definition, "values");
  const open: unknown = Reflect.get(definition, "open");
  if (values !== undefined && !isValueList(values)) {
    problems.push(`values of label "${label}" must be one or more texts, each once: received ${shown(values)}`);
  }
  if (hasHalfCharacter(values)) {
    problems.push(`values of label "${label}" must hold whole characters: received half of one, a lone surrogate`);
  }
  if (open !== undefined && typeof open !== "boolean") {
    problems.push(`open of label "${label}" must be true or false: received ${shown(open)}`);
  }
  if (open === true && values !== undefined) {
    problems.push(`label "${label}" is open, and lists its values: leave out one of open and values`);
  }
  return [...problems, ...nameProblems(definition, LABEL, `labels.${label}.`)];
}

function labelsProblems(type: MetricType, labels: unknown, isWhole: boolean): string[] {
  if (labels === undefined && !isWhole) return [];
  if (!isObject(labels)) {
    return [`labels must be an object with a key for each label, such as { queue: {} }: received ${shown(labels)}`];
  }
  return Object.entries(labels).flatMap(([label, definition]) => labelProblems(type, label, definition));
}

function valueProblems(type: MetricType, given: Given, isWhole: boolean): string[] {
  const { name, help, labels } = given;
  const problems: string[] = [];
  if (!isText(name) || !METRIC_NAME.test(name)) {
    problems.push(`name must match [a-zA-Z_:][a-zA-Z0-9_:]*: received ${shown(name)}`);
  }
  if (!isText(help)) problems.push(`help must say what the metric is: received ${shown(help)}`);
  else if (help.trim() === "") problems.push("help must say what the metric is: received an empty text");
  return [...problems, ...labelsProblems(type, labels, isWhole), ...ownProblems(type, given, isWhole)];
}

/**
 * Every reason why a metric cannot be defined by these options; none when it can.
 *
 * @param isWhole whether nothing may be left out
 */
export function metricProblems(type: MetricType, options: object, isWhole = false): string[] {
  const given: Given = { ...options };
  const metric = isText(given["name"]) ? `metric "${given["name"]}"` : type;
  return optionProblems(options, OPTIONS[type], () => valueProblems(type, given, isWhole)).map(
    (problem) => `${metric}: ${problem}`,
  );
}

/**
 * Every reason why a definition cannot be exposed, which may have been changed since it was made, or put together by hand;
 * none when it can.
 */
export function definitionProblems({ type, labelNames, ...options }: MetricDefinition): string[] {
  const problems = metricProblems(type, options, true);
  if (!isObject(options.labels)) return problems;
  const known: readonly string[] = Object.keys(options.labels);
  const names = itemsOf(labelNames);
  const fine = names.length === known.length && known.every((label) => names.includes(label));
  if (fine) return problems;
  const rule = `labelNames must be those of labels, ${shown(known)}: received ${shown(labelNames)}`;
  return [...problems, `metric "${options.name}": ${rule}`];
}
