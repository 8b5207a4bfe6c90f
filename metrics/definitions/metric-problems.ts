import type { LabelDefinition, MetricDefinition } from "./metric-definition";

/** What Prometheus accepts as a metric's name in every exposition format. */
export const METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** What Prometheus accepts as a label's name in every exposition format; names that begin with `__` are its own. */
export const LABEL_NAME = /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/;

const RESERVED_LABELS: Readonly<Record<string, readonly string[]>> = {
  histogram: ["le"],
  summary: ["quantile"],
};

const isAscending = (values: readonly number[]) =>
  values.every((value, index) => index === 0 || value > (values[index - 1] ?? -Infinity));

function boundProblems(definition: MetricDefinition): string[] {
  if (definition.type === "histogram") {
    const { buckets } = definition;
    const fine = buckets.length > 0 && buckets.every(Number.isFinite) && isAscending(buckets);
    return fine ? [] : [`buckets must be one or more finite numbers, ascending: received [${buckets.join(", ")}]`];
  }
  if (definition.type === "summary") {
    const { quantiles } = definition;
    const fine = quantiles.every((quantile) => quantile >= 0 && quantile <= 1) && isAscending(quantiles);
    return fine ? [] : [`quantiles must lie between 0 and 1, ascending: received [${quantiles.join(", ")}]`];
  }
  return [];
}

const shown = (values: readonly unknown[]): string =>
  `[${values.map((value) => (typeof value === "string" ? `"${value}"` : String(value))).join(", ")}]`;

function labelProblems({ type, labelNames, labels }: MetricDefinition): string[] {
  const described = Object.entries<LabelDefinition>(labels);
  const problems: string[] = [];
  for (const label of labelNames) {
    if (!LABEL_NAME.test(label)) {
      problems.push(`label names must match [a-zA-Z_][a-zA-Z0-9_]* and not begin with "__": received "${label}"`);
    }
    if (RESERVED_LABELS[type]?.includes(label)) {
      problems.push(`label "${label}" is written by the ${type} itself: rename it`);
    }
  }
  const known = described.map(([label]) => label);
  if (labelNames.length !== known.length || known.some((label) => !labelNames.includes(label))) {
    problems.push(`labelNames must be those of labels, ${shown(known)}: received ${shown(labelNames)}`);
  }
  for (const [label, { values }] of described) {
    if (values === undefined) continue;
    const fine = values.length > 0 && values.every((value) => typeof value === "string");
    if (fine && new Set(values).size === values.length) continue;
    problems.push(`values of label "${label}" must be one or more texts, each once: received ${shown(values)}`);
  }
  return problems;
}

/** Every reason why a definition cannot be exposed; none when it can. */
export function metricProblems(definition: MetricDefinition): string[] {
  const problems: string[] = [];
  if (!METRIC_NAME.test(definition.name)) {
    problems.push(`name must match [a-zA-Z_:][a-zA-Z0-9_:]*: received "${definition.name}"`);
  }
  if (definition.help.trim() === "") problems.push("help must say what the metric is: received an empty text");
  problems.push(...labelProblems(definition), ...boundProblems(definition));
  return problems.map((problem) => `metric "${definition.name}": ${problem}`);
}
