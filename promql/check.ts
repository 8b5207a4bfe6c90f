import { durationMilliseconds } from "./duration";
import type { Finding } from "./finding";
import type { KnownMetrics } from "./known-metrics";
import { bucketLimitFindings } from "./private/bucket-limits";
import { durationFindings } from "./private/durations";
import type { Expression } from "./private/expression";
import { featureFindings } from "./private/features";
import type { PrometheusFeature, ValueType } from "./private/functions";
import { substituteVariables } from "./private/grafana-variables";
import { resultOf } from "./private/labels";
import { retentionFindings } from "./private/retention";
import { parse } from "./private/syntax";
import { typeFindings, typeOf } from "./private/types";
import { variableFindings } from "./private/variables";
import { windowFindings } from "./private/windows";

export type { PrometheusFeature };

/** What the place in which an expression stands demands of it. */
export interface CheckOptions {
  /**
   * The type that the place takes: `instant-vector` an alert or a recording rule, `range-query` a panel, which takes
   * scalars too.
   *
   * @default "any"
   */
  readonly expect?: "instant-vector" | "range-query" | "any";
  /**
   * How often the targets are scraped, as Prometheus writes durations: a rate over fewer than four scrapes is a finding.
   *
   * @default - windows are not checked
   */
  readonly scrapeInterval?: string;
  /**
   * How long samples are kept, as Prometheus writes durations: what looks further back is a finding.
   *
   * @default - any time is taken for kept
   */
  readonly retention?: string;
  /**
   * The dashboard variables that the place fills in, without `$`: the listed ones and Grafana's own; `none`, as in a
   * rule file, not even those; or `any`.
   *
   * @default "any"
   */
  readonly variables?: "any" | "none" | readonly string[];
  /**
   * Features with which the Prometheus server is started.
   *
   * @default - none
   */
  readonly features?: readonly PrometheusFeature[];
}

/**
 * Everything that is wrong with an expression, in the order of the text; nothing where it works.
 *
 * Grafana's variables are understood. A syntax error hides what else is wrong.
 *
 * @throws {RangeError} when `scrapeInterval` or `retention` is no duration
 */
export function checkPromql(expression: string, metrics: KnownMetrics, options: CheckOptions = {}): readonly Finding[] {
  const scrapeInterval = milliseconds("scrapeInterval", options.scrapeInterval);
  const retention = milliseconds("retention", options.retention);
  const substitution = substituteVariables(expression);
  const variables = variableFindings(substitution, options.variables ?? "any");
  const parsed = parse(substitution);
  if (parsed.expression === undefined) return inOrder([...variables, ...parsed.findings]);
  const tree = parsed.expression;
  return inOrder([
    ...variables,
    ...rootFindings(tree, options.expect ?? "any"),
    ...typeFindings(tree),
    ...durationFindings(tree),
    ...featureFindings(tree, new Set(options.features)),
    ...resultOf(tree, metrics).findings,
    ...bucketLimitFindings(tree, expression, metrics),
    ...(scrapeInterval === undefined ? [] : windowFindings(tree, scrapeInterval)),
    ...(retention === undefined ? [] : retentionFindings(tree, retention)),
  ]);
}

function milliseconds(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = durationMilliseconds(text);
  if (value !== undefined && value > 0) return value;
  throw new RangeError(`${option} must be a duration above 0, such as "15s": received "${text}"`);
}

const WANTED: Readonly<Record<"instant-vector" | "range-query", readonly ValueType[]>> = {
  "instant-vector": ["instant vector"],
  "range-query": ["instant vector", "scalar"],
};

function rootFindings(expression: Expression, expect: "instant-vector" | "range-query" | "any"): Finding[] {
  const type = typeOf(expression);
  if (expect === "any" || type === undefined || WANTED[expect].includes(type)) return [];
  const { from, to } = expression;
  const kind = expect === "instant-vector" ? "not-for-a-rule" : "not-for-a-panel";
  const needed =
    expect === "instant-vector" ? "a rule needs an instant vector" : "a panel needs an instant vector or a scalar";
  return [{ kind, from, to, message: `${needed}, and the expression is a ${type}` }];
}

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((first, second) => first.from - second.from || first.to - second.to);
}
