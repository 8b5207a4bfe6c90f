import { checkPromql } from "./check";
import type { Finding } from "./finding";
import type { KnownMetrics } from "./known-metrics";
import { substituteVariables } from "./private/grafana-variables";
import { labelsOf, allSeries } from "./private/known-series";
import { listOf, mayHave } from "./private/label-set";
import { resultOf } from "./private/labels";
import { didYouMean } from "./private/nearest";
import { patternProblem } from "./private/re2";
import { withoutVariables } from "./private/scan";
import { parse } from "./private/syntax";
import { variableFindings } from "./private/variables";

/** What the dashboard around the query of a template variable has. */
export interface VariableQueryOptions {
  /**
   * The dashboard's other variables, without `$`: the listed ones and Grafana's own; or `any`.
   *
   * @default "any"
   */
  readonly variables?: "any" | readonly string[];
}

/** The functions that Grafana's Prometheus datasource knows in the query of a template variable. */
const FUNCTIONS = ["label_names", "label_values", "metrics", "query_result"] as const;

const CALL = /^(\s*(\w+)\s*\()([^]*)\)\s*$/;
const LAST_LABEL = /^([^]*),(\s*)([a-zA-Z_$][\w${}:.]*)\s*$/;

const moved = (findings: readonly Finding[], by: number): Finding[] =>
  findings.map((finding) => ({ ...finding, from: finding.from + by, to: finding.to + by }));

/**
 * Everything that is wrong with the query of a template variable: `label_values(selector, label)`,
 * `label_values(label)`, `label_names()`, `metrics(regex)`, `query_result(expression)`, or a selector alone.
 */
export function checkVariableQuery(
  query: string,
  metrics: KnownMetrics,
  options: VariableQueryOptions = {},
): readonly Finding[] {
  const variables = variableFindings(substituteVariables(query), options.variables ?? "any");
  return [...variables, ...queryFindings(query, metrics)].sort((first, second) => first.from - second.from);
}

function queryFindings(query: string, metrics: KnownMetrics): readonly Finding[] {
  const [, head = "", name, inner = ""] = CALL.exec(query) ?? [];
  switch (name) {
    case "label_values":
      return labelValuesFindings(inner, head.length, metrics);
    case "label_names":
    case "metrics":
      return patternFindings(inner, head.length, name === "metrics", metrics);
    case "query_result":
      return moved(checkPromql(inner, metrics), head.length);
    case undefined:
    default:
      return otherFindings(query, name, metrics);
  }
}

function labelValuesFindings(inner: string, offset: number, metrics: KnownMetrics): readonly Finding[] {
  const [, selector, space = "", label] = LAST_LABEL.exec(inner) ?? [];
  if (selector === undefined || label === undefined) return labelOnlyFindings(inner, offset, metrics);
  const findings = moved(checkPromql(selector, metrics, { expect: "instant-vector" }), offset);
  const { expression } = parse(substituteVariables(selector));
  if (expression === undefined || label.includes("$")) return findings;
  const { labels } = resultOf(expression, metrics);
  if (mayHave(labels, label)) return findings;
  const names = listOf(labels);
  const from = offset + selector.length + 1 + space.length;
  const message = `no series here has label "${label}"${didYouMean(label, names, `: there are ${names.join(", ")}`)}`;
  return [...findings, { kind: "label-gone", from, to: from + label.length, message }];
}

function labelOnlyFindings(inner: string, offset: number, metrics: KnownMetrics): readonly Finding[] {
  const label = inner.trim();
  const from = offset + inner.indexOf(label);
  const place = { from, to: from + label.length };
  if (!/^[a-zA-Z_$][\w${}:.]*$/.test(label)) {
    const message = "label_values() takes a label, or a selector and a label: label_values(up, job)";
    return [{ kind: "variable-query-arguments", ...place, message }];
  }
  const labels = new Set([...allSeries(metrics)].flatMap(labelsOf));
  if (label.includes("$") || label === "__name__" || labels.has(label)) return [];
  return [
    { kind: "label-gone", ...place, message: `no known metric has a label "${label}"${didYouMean(label, labels)}` },
  ];
}

function patternFindings(
  inner: string,
  offset: number,
  matchesMetrics: boolean,
  metrics: KnownMetrics,
): readonly Finding[] {
  if (inner.trim() === "" && !matchesMetrics) return [];
  const problem = patternProblem(withoutVariables(inner));
  if (problem !== undefined) return moved([problem], offset);
  if (!matchesMetrics || inner.includes("$")) return [];
  const pattern = new RegExp(inner.trim());
  if ([...allSeries(metrics)].some(({ name }) => pattern.test(name))) return [];
  return [
    { kind: "unknown-metrics", from: offset, to: offset + inner.length, message: "no known metric has such a name" },
  ];
}

function otherFindings(query: string, name: string | undefined, metrics: KnownMetrics): readonly Finding[] {
  const findings = checkPromql(query, metrics, { expect: "instant-vector" });
  const unknown = findings.some(({ kind, from }) => kind === "unknown-function" && query.startsWith(name ?? "", from));
  if (name === undefined || !unknown) return findings;
  const from = query.indexOf(name);
  return [
    {
      kind: "unknown-variable-function",
      from,
      to: from + name.length,
      message: `unknown function "${name}"${didYouMean(name, FUNCTIONS)}`,
    },
  ];
}
