import type { Finding, FindingKind } from "../finding";
import { operandsOf, type Expression, type Span } from "./expression";
import { EXPERIMENTAL_FUNCTIONS, type PrometheusFeature } from "./functions";

/** Parts of PromQL that the server refuses as it is started. */
export function featureFindings(expression: Expression, enabled: ReadonlySet<PrometheusFeature>): Finding[] {
  const needed = neededFeature(expression);
  const own = needed === undefined || enabled.has(needed.feature) ? [] : [findingOf(needed)];
  return [...own, ...operandsOf(expression).flatMap((operand) => featureFindings(operand, enabled))];
}

interface Need {
  readonly kind: FindingKind;
  readonly place: Span;
  readonly what: string;
  readonly feature: PrometheusFeature;
}

function neededFeature(expression: Expression): Need | undefined {
  if (expression.kind === "call" || expression.kind === "aggregation") {
    const place = expression.kind === "call" ? expression.name : expression.operator;
    if (!EXPERIMENTAL_FUNCTIONS.has(place.text)) return undefined;
    const what = `${place.text}() is experimental`;
    return { kind: "experimental-function", place, what, feature: "promql-experimental-functions" };
  }
  if (expression.kind === "binary" && expression.fill !== undefined) {
    return {
      kind: "experimental-fill",
      place: expression.fill,
      what: "fill is experimental",
      feature: "promql-binop-fill-modifiers",
    };
  }
  if (expression.kind === "modified" && (expression.modifier === "anchored" || expression.modifier === "smoothed")) {
    const what = `${expression.modifier} is experimental`;
    return { kind: "experimental-modifier", place: expression, what, feature: "promql-extended-range-selectors" };
  }
  return undefined;
}

const findingOf = ({ kind, place: { from, to }, what, feature }: Need): Finding => ({
  kind,
  from,
  to,
  message: `${what}, and Prometheus refuses it unless it is started with --enable-feature=${feature}`,
});
