import type { KnownMetrics } from "./known-metrics";
import { substituteVariables } from "./private/grafana-variables";
import { listOf } from "./private/label-set";
import { resultOf } from "./private/labels";
import { parse } from "./private/syntax";

/**
 * The labels that the series of an expression may carry, the metric's name not counted; none where it is no expression.
 */
export function resultLabels(expression: string, metrics: KnownMetrics): string[] {
  const { expression: tree } = parse(substituteVariables(expression));
  return tree === undefined ? [] : listOf(resultOf(tree, metrics).labels);
}
