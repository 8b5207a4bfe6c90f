import type { Finding, FindingKind } from "../finding";
import type { KnownMetrics } from "../known-metrics";
import { checkCounter } from "./counters";
import {
  unwrap,
  type Aggregation,
  type Binary,
  type Call,
  type Expression,
  type Matching,
  type Name,
  type Selector,
  type Span,
} from "./expression";
import { CHOOSING_AGGREGATIONS, COUNTER_FUNCTIONS, NAME_KEEPING_FUNCTIONS, type ValueType } from "./functions";
import { labelsOf } from "./known-series";
import {
  ANY_LABELS,
  NO_LABELS,
  METRIC_NAME_LABEL,
  intersection,
  labelSet,
  listOf,
  mayHave,
  withLabels,
  withoutLabels,
  withoutName,
  type LabelSet,
} from "./label-set";
import { didYouMean } from "./nearest";
import { patternProblem } from "./re2";
import { select, type Selected } from "./selectors";
import { isComparison, isSetOperator, typeOf } from "./types";

/** Where the argument is whose buckets a function reads. */
const BUCKET_ARGUMENT: Readonly<Record<string, number>> = {
  histogram_fraction: 2,
  histogram_quantile: 1,
  histogram_quantiles: 0,
};

/** What an expression gives. */
export interface Result {
  readonly labels: LabelSet;
  /** What is wrong with its metrics and labels. */
  readonly findings: readonly Finding[];
}

/** Follows the labels of an expression, and finds what is wrong with its metrics and labels. */
export function resultOf(expression: Expression, metrics: KnownMetrics): Result {
  const analysis = new LabelAnalysis(metrics);
  const labels = analysis.labels(expression);
  return { labels, findings: analysis.findings };
}

/** Follows the labels of every series from the selectors up. */
class LabelAnalysis {
  readonly findings: Finding[] = [];
  private readonly selected = new Map<Selector, Selected>();

  constructor(private readonly metrics: KnownMetrics) {}

  labels(expression: Expression): LabelSet {
    switch (expression.kind) {
      case "selector": {
        const selected = select(expression, this.metrics, this.findings);
        this.selected.set(expression, selected);
        const open = selected.open || selected.series.some(({ metric }) => metric.otherLabels);
        return labelSet([METRIC_NAME_LABEL, ...selected.series.flatMap(labelsOf)], open);
      }
      case "modified":
      case "parentheses":
      case "range":
      case "subquery":
        return this.labels(expression.of);
      case "unary":
        return withoutName(this.labels(expression.of));
      case "number":
      case "string":
        return NO_LABELS;
      case "variable":
        return ANY_LABELS;
      case "aggregation":
        return this.aggregation(expression);
      case "call":
        return this.call(expression);
      case "binary":
        return this.binary(expression);
    }
  }

  private report(kind: FindingKind, { from, to }: Span, message: string): void {
    this.findings.push({ kind, from, to, message });
  }

  private aggregation({ operator, grouping, arguments: given }: Aggregation): LabelSet {
    const sets = given.map((argument) => this.labels(argument));
    const all = sets.at(-1) ?? ANY_LABELS;
    const names = grouping?.labels ?? [];
    this.requireEach("label-gone", names, all, "no series here has");
    if (CHOOSING_AGGREGATIONS.has(operator.text)) return all;
    const kept = grouping?.mode === "without" ? withoutName(withoutNames(all, names)) : onlyNames(names);
    const [label] = given;
    const counted = operator.text === "count_values" && label?.kind === "string" ? [label.value.text] : [];
    return withLabels(kept, counted);
  }

  private requireEach(kind: FindingKind, names: readonly Name[], available: LabelSet, who: string, purpose = ""): void {
    for (const name of names) {
      if (name.variable || mayHave(available, name.text)) continue;
      this.report(kind, name, `${who} label "${name.text}"${purpose}${alternatives(name.text, available)}`);
    }
  }

  private call(call: Call): LabelSet {
    const { name, arguments: given } = call;
    const sets = given.map((argument) => this.labels(argument));
    const series = sets[0] ?? NO_LABELS;
    if (COUNTER_FUNCTIONS.has(name.text)) checkCounter(call, this.selected, this.findings);
    const buckets = BUCKET_ARGUMENT[name.text];
    if (buckets !== undefined) return this.buckets(call, buckets, sets[buckets] ?? ANY_LABELS);
    switch (name.text) {
      case "absent":
      case "absent_over_time":
        return this.absent(given[0]);
      case "label_replace":
        return this.labelReplace(given, series);
      case "label_join":
        this.requireEach("label-gone", stringsOf(given.slice(3)), series, "no series here has");
        return this.withDestination(series, given[1]);
      case "sort_by_label":
      case "sort_by_label_desc":
        this.requireEach("label-gone", stringsOf(given.slice(1)), series, "no series here has");
        return series;
      case "info":
        return { ...series, open: true };
      case "scalar":
      case "vector":
        return NO_LABELS;
      default: {
        const vectors = given.findIndex((argument) => isVector(typeOf(argument)));
        const labels = sets[vectors] ?? NO_LABELS;
        return NAME_KEEPING_FUNCTIONS.has(name.text) ? labels : withoutName(labels);
      }
    }
  }

  private buckets({ name, arguments: given }: Call, index: number, labels: LabelSet): LabelSet {
    const argument = given[index];
    if (argument !== undefined && !mayHave(labels, "le")) {
      const reached = this.selectorsIn(argument).flatMap((selector) => this.selected.get(selector)?.series ?? []);
      const isGone = reached.some(({ part }) => part === "bucket");
      const remedy = isGone
        ? "which is gone here: keep it, as in by (le)"
        : "which only the _bucket series of a histogram have";
      this.report(
        isGone ? "buckets-gone" : "buckets-never",
        argument,
        `${name.text}() needs the label "le", ${remedy}`,
      );
    }
    const rest = withoutName(withoutLabels(labels, ["le"]));
    return name.text === "histogram_quantiles" ? this.withDestination(rest, given[1]) : rest;
  }

  private selectorsIn(expression: Expression): Selector[] {
    const { from, to } = expression;
    return [...this.selected.keys()].filter((selector) => selector.from >= from && selector.to <= to);
  }

  // absent() makes its labels up from the conditions that leave one value only.
  private absent(argument: Expression | undefined): LabelSet {
    let inner = argument && unwrap(argument);
    while (inner?.kind === "modified" || inner?.kind === "range") inner = unwrap(inner.of);
    if (inner?.kind !== "selector") return NO_LABELS;
    const equal = inner.matchers.filter(({ operator, label }) => operator === "=" && label.text !== METRIC_NAME_LABEL);
    return labelSet(
      equal.map(({ label }) => label.text),
      equal.some(({ label }) => label.variable),
    );
  }

  private labelReplace(given: readonly Expression[], series: LabelSet): LabelSet {
    const [, destination, , source, pattern] = given;
    // An empty source is the idiom for a label with a fixed value.
    const sources = stringsOf(source === undefined ? [] : [source]).filter(({ text }) => text !== "");
    this.requireEach("label-gone", sources, series, "no series here has");
    const [expression] = stringsOf(pattern === undefined ? [] : [pattern]);
    const problem = expression && !expression.variable ? patternProblem(expression.text) : undefined;
    if (problem !== undefined && pattern !== undefined) this.report("replacement-pattern", pattern, problem.message);
    return this.withDestination(series, destination);
  }

  private withDestination(series: LabelSet, destination: Expression | undefined): LabelSet {
    const [name] = stringsOf(destination === undefined ? [] : [destination]);
    if (name === undefined || name.variable) return { ...series, open: true };
    if (name.text === "") this.report("label-without-name", name, "the new label has no name");
    return withLabels(series, [name.text]);
  }

  private binary(binary: Binary): LabelSet {
    const { operator, bool, matching } = binary;
    const left = this.labels(binary.left);
    const right = this.labels(binary.right);
    const dropsName = !isSetOperator(operator.text) && (bool || !isComparison(operator.text));
    const result = (labels: LabelSet): LabelSet => (dropsName ? withoutName(labels) : labels);
    const [leftIsScalar, rightIsScalar] = [binary.left, binary.right].map((side) => typeOf(side) === "scalar");
    if (leftIsScalar === true || rightIsScalar === true) return result(leftIsScalar === true ? right : left);
    if (operator.text === "or") return this.matched(binary, left, right, withLabels(left, right.names), right.open);
    if (matching === undefined && isVector(typeOf(binary.left)) && isVector(typeOf(binary.right))) {
      this.requireSameLabels(binary, left, right);
    }
    if (isSetOperator(operator.text)) return this.matched(binary, left, right, left, left.open);
    return result(this.joined(binary, left, right));
  }

  private matched({ matching }: Binary, left: LabelSet, right: LabelSet, result: LabelSet, open: boolean): LabelSet {
    if (matching !== undefined) this.requireMatched(matching, left, right);
    return { ...result, open: result.open || open };
  }

  private joined({ matching }: Binary, left: LabelSet, right: LabelSet): LabelSet {
    if (matching === undefined) return intersection(left, right);
    this.requireMatched(matching, left, right);
    const { group, labels, mode } = matching;
    if (group === undefined) {
      return mode === "on" ? onlyNames(labels) : withoutNames(intersection(left, right), labels);
    }
    const [many, one, side] = group.many === "left" ? [left, right, "right"] : [right, left, "left"];
    this.requireEach("label-not-lent", group.labels, one, `the ${side} side has no`, " to lend");
    return withNames(many, group.labels);
  }

  private requireMatched({ mode, labels }: Matching, left: LabelSet, right: LabelSet): void {
    const either: LabelSet = { names: new Set([...left.names, ...right.names]), open: left.open || right.open };
    this.requireEach(
      "label-not-matched",
      labels,
      either,
      "neither side has",
      mode === "on" ? " to match on" : " to ignore",
    );
    if (mode === "ignoring") return;
    const somewhere = labels.filter(({ text }) => mayHave(either, text));
    this.requireEach("label-not-matched", somewhere, left, "the left side has no", " to match on");
    this.requireEach("label-not-matched", somewhere, right, "the right side has no", " to match on");
  }

  // Without on or ignoring, two series match only if all their labels are equal, those that one of them lacks included.
  private requireSameLabels({ operator }: Binary, left: LabelSet, right: LabelSet): void {
    if (left.open || right.open) return;
    const [ofLeft, ofRight] = [listOf(left), listOf(right)];
    const different = [
      ...ofLeft.filter((name) => !right.names.has(name)),
      ...ofRight.filter((name) => !left.names.has(name)),
    ];
    if (different.length === 0) return;
    const names = different.map((name) => `"${name}"`).join(", ");
    this.report(
      "sides-never-match",
      operator,
      `the sides of "${operator.text}" never match, as only one of them has ${names}: say on (…) or ignoring (…)`,
    );
  }
}

function alternatives(label: string, available: LabelSet): string {
  if (label === METRIC_NAME_LABEL) return ": functions, operators and aggregations drop the metric's name";
  if (label === "le") return ": only the _bucket series of a histogram have it, and aggregations that name it keep it";
  const list = listOf(available);
  return didYouMean(label, list, list.length === 0 ? ": there are none at all" : `: there are ${list.join(", ")}`);
}

const isVector = (type: ValueType | undefined): boolean => type === undefined || type.endsWith("vector");

/** The string literals among arguments, as names. */
const stringsOf = (given: readonly Expression[]): Name[] =>
  given.flatMap((argument) => (argument.kind === "string" ? [argument.value] : []));

const textsOf = (names: readonly Name[]): string[] => names.filter((name) => !name.variable).map(({ text }) => text);

const hasVariable = (names: readonly Name[]): boolean => names.some(({ variable }) => variable);

// A label that should not have been asked for has been reported, and is taken for one from there on.
const onlyNames = (names: readonly Name[]): LabelSet => labelSet(textsOf(names), hasVariable(names));

const withoutNames = (labels: LabelSet, names: readonly Name[]): LabelSet => withoutLabels(labels, textsOf(names));

const withNames = (labels: LabelSet, names: readonly Name[]): LabelSet => {
  const more = withLabels(labels, textsOf(names));
  return { ...more, open: more.open || hasVariable(names) };
};
