import type { Finding, FindingKind } from "../finding";
import {
  operandsOf,
  unwrap,
  type Aggregation,
  type Binary,
  type Call,
  type Expression,
  type Modified,
  type Span,
} from "./expression";
import { AGGREGATION_PARAMETERS, SIGNATURES, type ValueType } from "./functions";
import { isNoTime } from "./number-literal";

const COMPARISONS = new Set(["==", "!=", "<", "<=", ">", ">="]);
const TRIMS = new Set(["</", ">/"]);
const SET_OPERATORS = new Set(["and", "or", "unless"]);

/** Whether an operator compares, and so filters unless `bool` is with it. */
export const isComparison = (operator: string): boolean => COMPARISONS.has(operator);

/** Whether an operator combines sets of series. */
export const isSetOperator = (operator: string): boolean => SET_OPERATORS.has(operator);

/** The type of an expression, or undefined where a variable stands for one. */
export function typeOf(expression: Expression): ValueType | undefined {
  switch (expression.kind) {
    case "aggregation":
    case "selector":
      return "instant vector";
    case "range":
    case "subquery":
      return "range vector";
    case "number":
      return "scalar";
    case "string":
      return "string";
    case "variable":
      return undefined;
    case "modified":
    case "parentheses":
    case "unary":
      return typeOf(expression.of);
    case "call":
      return SIGNATURES.get(expression.name.text)?.returns;
    case "binary": {
      const types = [typeOf(expression.left), typeOf(expression.right)];
      if (types.includes("instant vector")) return "instant vector";
      return types.includes(undefined) ? undefined : "scalar";
    }
  }
}

/** What is wrong with the types and the numbers of arguments of an expression. */
export function typeFindings(expression: Expression): Finding[] {
  return [...ownFindings(expression), ...operandsOf(expression).flatMap(typeFindings)];
}

function ownFindings(expression: Expression): Finding[] {
  switch (expression.kind) {
    case "aggregation":
      return aggregationFindings(expression);
    case "call":
      return callFindings(expression);
    case "binary":
      return binaryFindings(expression);
    case "modified":
      return modifierFindings(expression);
    case "unary":
      return wrongType(expression.of, ["scalar", "instant vector"], "a sign");
    case "range": {
      if (mayHaveWindow(expression.of)) return [];
      const text = "a window can only follow a selector: take a subquery, such as [1h:5m], of anything else";
      return [at("window-misplaced", expression.window, text)];
    }
    case "subquery":
      return wrongType(expression.of, ["instant vector"], "a subquery");
    case "number":
    case "parentheses":
    case "selector":
    case "string":
    case "variable":
      return [];
  }
}

/** Whether a window can follow: a selector, which may have been moved by anything but a fixed offset or time. */
function mayHaveWindow(expression: Expression): boolean {
  if (expression.kind !== "modified") return expression.kind === "selector";
  const { of, modifier, value } = expression;
  const fixed =
    value !== undefined && (modifier === "@" || (value.milliseconds !== undefined && !isNoTime(value.milliseconds)));
  return !fixed && mayHaveWindow(of);
}

const at = (kind: FindingKind, { from, to }: Span, message: string): Finding => ({ kind, from, to, message });

const withArticle = (type: ValueType): string => (type === "instant vector" ? `an ${type}` : `a ${type}`);

function remedy(wanted: readonly ValueType[], given: ValueType, expression: Expression): string {
  if (wanted.includes("range vector") && given === "instant vector") {
    return unwrap(expression).kind === "selector"
      ? ": add a window, such as [5m]"
      : ": make it a subquery, such as [1h:5m]";
  }
  if (wanted.includes("instant vector") && given === "range vector") {
    return ": put a function that takes a window around it, such as rate() or avg_over_time()";
  }
  if (wanted.includes("instant vector") && given === "scalar") return ": put vector() around it";
  if (wanted.includes("scalar") && given === "instant vector") return ": put scalar() around it";
  return "";
}

function wrongType(expression: Expression, wanted: readonly ValueType[], who: string): Finding[] {
  const given = typeOf(expression);
  if (given === undefined || wanted.includes(given)) return [];
  const needs = wanted.map(withArticle).join(" or ");
  return [
    at(
      "wrong-type",
      expression,
      `${who} needs ${needs}, and this is ${withArticle(given)}${remedy(wanted, given, expression)}`,
    ),
  ];
}

const plural = (count: number): string => (count === 1 ? "1 argument" : `${count} arguments`);

function wrongCount(who: Span & { readonly text: string }, given: number, least: number, most: number): Finding[] {
  if (given >= least && given <= most) return [];
  let takes = plural(least);
  if (most === Infinity) takes = `at least ${takes}`;
  else if (most > least) takes = `${least} to ${plural(most)}`;
  return [at("wrong-argument-count", who, `${who.text}() takes ${takes}, and has ${given}`)];
}

function aggregationFindings({ operator, arguments: given }: Aggregation): Finding[] {
  const parameter = AGGREGATION_PARAMETERS[operator.text];
  const wanted: ValueType[] = parameter === undefined ? ["instant vector"] : [parameter, "instant vector"];
  const counted = wrongCount(operator, given.length, wanted.length, wanted.length);
  if (counted.length > 0) return counted;
  return given.flatMap((argument, index) => wrongType(argument, wanted.slice(index, index + 1), `${operator.text}()`));
}

function callFindings({ name, arguments: given }: Call): Finding[] {
  const signature = SIGNATURES.get(name.text);
  if (signature === undefined) return [];
  const counted = wrongCount(name, given.length, signature.least, signature.most);
  if (counted.length > 0) return counted;
  return given.flatMap((argument, index) => {
    const wanted = signature.parameters[index] ?? signature.parameters.at(-1);
    return wanted === undefined ? [] : wrongType(argument, [wanted], `${name.text}()`);
  });
}

function modifierFindings({ of, modifier }: Modified): Finding[] {
  let target = of;
  while (target.kind === "modified") target = target.of;
  if (modifier === "anchored" || modifier === "smoothed") {
    const fits = target.kind === "range" || (modifier === "smoothed" && target.kind === "selector");
    return fits
      ? []
      : [at("modifier-misplaced", of, `${modifier} can only follow a selector with a window, such as [5m]`)];
  }
  if (target.kind === "selector" || target.kind === "range" || target.kind === "subquery") return [];
  return [
    at(
      "modifier-misplaced",
      of,
      `${modifier} can only follow a selector or a subquery: put it directly behind each selector`,
    ),
  ];
}

function binaryFindings({ operator, bool, matching, left, right }: Binary): Finding[] {
  const sides = [left, right];
  const wrong = sides.flatMap((side) => wrongType(side, ["scalar", "instant vector"], `"${operator.text}"`));
  if (wrong.length > 0) return wrong;
  const scalars = sides.filter((side) => typeOf(side) === "scalar");
  const findings: Finding[] = [];
  if (bool && !isComparison(operator.text)) {
    findings.push(
      at("bool-without-comparison", operator, `bool belongs to comparisons, and "${operator.text}" is none`),
    );
  }
  if (scalars.length === 2 && isComparison(operator.text) && !bool) {
    findings.push(
      at("scalar-comparison", operator, `two scalars are compared with bool: write "${operator.text} bool"`),
    );
  }
  if (scalars.length === 2 && TRIMS.has(operator.text)) {
    const text = `"${operator.text}" works on histograms, and both sides are scalars`;
    findings.push(at("trim-of-scalars", operator, text));
  }
  if (isSetOperator(operator.text)) {
    findings.push(...scalars.flatMap((side) => wrongType(side, ["instant vector"], `"${operator.text}"`)));
    if (matching?.group !== undefined) {
      findings.push(
        at(
          "group-with-set-operator",
          operator,
          `${operator.text} matches many to many: leave group_${matching.group.many} out`,
        ),
      );
    }
  }
  if (matching !== undefined && matching.labels.length > 0 && scalars.length > 0) {
    findings.push(
      at(
        "matching-with-scalar",
        operator,
        `${matching.mode} (…) matches series, and one side is a scalar: leave it out`,
      ),
    );
  }
  if (matching?.mode === "on") {
    const matched = new Set(matching.labels.map(({ text }) => text));
    for (const label of matching.group?.labels.filter(({ text }) => matched.has(text)) ?? []) {
      findings.push(
        at(
          "lent-label-matched",
          label,
          `label "${label.text}" is in on (…) already, so that group_${matching.group?.many} need not lend it`,
        ),
      );
    }
  }
  return findings;
}
