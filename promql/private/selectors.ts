import { canonicalFloat } from "cdktf-monitoring-metrics/definitions";
import type { Finding, FindingKind } from "../finding";
import type { KnownMetrics } from "../known-metrics";
import type { Matcher, Name, Selector, Span } from "./expression";
import { allSeries, findSeries, isNumericLabel, labelsOf, valuesOf, type Series } from "./known-series";
import { didYouMean } from "./nearest";
import { matchesEmpty, patternProblem } from "./re2";
import { withoutVariables } from "./scan";

/** What a selector selects. */
export interface Selected {
  readonly series: readonly Series[];
  /** Whether it may select more than is known. */
  readonly open: boolean;
}

type Report = (kind: FindingKind, place: Span, message: string) => void;

/** Finds out what a selector selects, and reports what is wrong with its names, labels and values. */
export function select(selector: Selector, metrics: KnownMetrics, findings: Finding[]): Selected {
  const report: Report = (kind, { from, to }, message) => findings.push({ kind, from, to, message });
  for (const matcher of selector.matchers) checkPattern(matcher, report);
  const selected = selectSeries(selector, metrics, report);
  for (const matcher of selector.matchers) {
    if (matcher.label.text !== "__name__") checkMatcher(matcher, selected, selector, report);
  }
  return selected;
}

function selectSeries(selector: Selector, metrics: KnownMetrics, report: Report): Selected {
  const [name, second] = selector.names;
  // Prometheus refuses a second name only where the first stands before the braces.
  const leads = name?.from === selector.from;
  if (second !== undefined) {
    report(
      leads ? "name-twice" : "two-names",
      second,
      `the selector has two names, "${name?.text}" and "${second.text}": leave one out`,
    );
  }
  const pattern = selector.matchers.find(({ label }) => label.text === "__name__");
  if (name !== undefined && leads && pattern !== undefined) {
    report(
      "name-and-condition",
      pattern,
      `the selector has a name, "${name.text}", and a condition on it: leave one out`,
    );
  }
  const named = selector.names.find(({ text }) => text !== "");
  if (named !== undefined) return selectByName(named, metrics, report);
  if (selector.matchers.every(takesEmpty)) {
    report(
      "every-series",
      selector,
      "the selector would take every series: name a metric, or a label's value that is not empty",
    );
    return { series: [], open: true };
  }
  const conditions = selector.matchers.filter(({ label }) => label.text === "__name__");
  const tests = conditions.map(testOf);
  const series = [...allSeries(metrics)].filter((each) => tests.every((test) => test?.(each.name) ?? true));
  if (series.length > 0 || tests.includes(undefined)) return { series, open: tests.includes(undefined) };
  const condition = conditions[0] ?? selector;
  report("unknown-metrics", condition, "no known metric has such a name");
  return { series, open: true };
}

function selectByName(name: Name, metrics: KnownMetrics, report: Report): Selected {
  if (name.variable) return { series: [], open: true };
  const series = findSeries(name.text, metrics);
  if (series !== undefined) return { series: [series], open: false };
  const histogram = metrics.get(name.text);
  if (histogram !== undefined) {
    const parts = `"${name.text}_bucket", "${name.text}_sum" or "${name.text}_count"`;
    report(
      "histogram-without-part",
      name,
      `"${name.text}" is a histogram, which has no series of that name; did you mean ${parts}?`,
    );
    return { series: [{ name: name.text, metric: histogram, part: "bucket" }], open: false };
  }
  const names = Array.from(allSeries(metrics), (each) => each.name);
  report("unknown-metric", name, `unknown metric "${name.text}"${didYouMean(name.text, names)}`);
  return { series: [], open: true };
}

function regularExpression(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, "s");
  } catch {
    // RE2 knows forms that JavaScript does not, `(?i)` among them.
    return undefined;
  }
}

/** What a matcher demands of a value, or undefined where that is not known. */
function testOf({ operator, value }: Matcher): ((text: string) => boolean) | undefined {
  if (value.variable) return undefined;
  if (operator === "=") return (text) => text === value.text;
  if (operator === "!=") return (text) => text !== value.text;
  const pattern = regularExpression(value.text);
  return pattern && ((text) => pattern.test(text) === (operator === "=~"));
}

function takesEmpty({ operator, value }: Matcher): boolean {
  if (value.variable) return false;
  if (operator === "=" || operator === "!=") return (value.text === "") === (operator === "=");
  return matchesEmpty(value.text) === (operator === "=~");
}

function checkPattern({ operator, value }: Matcher, report: Report): void {
  if (operator === "=" || operator === "!=") return;
  const problem = patternProblem(withoutVariables(value.text));
  if (problem === undefined) return;
  // Where escapes make the literal longer than its value, the place within it is lost.
  const exact = value.to - value.from - 2 === value.text.length;
  const place = exact ? { from: value.from + 1 + problem.from, to: value.from + 1 + problem.to } : value;
  report(problem.kind, place, problem.message);
}

const quoted = (values: readonly string[]): string => values.map((value) => `"${value}"`).join(", ");

function checkMatcher(matcher: Matcher, { series, open }: Selected, selector: Selector, report: Report): void {
  const { label } = matcher;
  const holders = series.filter((each) => labelsOf(each).includes(label.text));
  if (label.variable || open) return;
  const [first] = holders;
  if (first === undefined) {
    if (series.some(({ metric }) => metric.otherLabels)) return;
    const labels = [...new Set(series.flatMap(labelsOf))];
    const who =
      selector.names[0] === undefined ? "no metric that is selected has" : `metric "${selector.names[0].text}" has no`;
    const others = labels.length > 20 ? "" : `: it has ${labels.join(", ")}`;
    const article = selector.names[0] === undefined ? " a" : "";
    report("label-unknown", label, `${who}${article} label "${label.text}"${didYouMean(label.text, labels, others)}`);
    return;
  }
  const sets = holders.map((each) => valuesOf(each, label.text));
  const closed = sets.some((set) => set === undefined) ? undefined : [...new Set(sets.flatMap((set) => set ?? []))];
  if (matcher.value.variable || matcher.value.text === "") return;
  if (isNumericLabel(first, label.text)) checkNumericValue(matcher, first, closed, report);
  else checkValue(matcher, first, closed, report);
}

function checkNumericValue(
  matcher: Matcher,
  { name }: Series,
  closed: readonly string[] | undefined,
  report: Report,
): void {
  const { label, operator, value } = matcher;
  if (operator === "=~" || operator === "!~") return checkPatternValues(matcher, name, closed, report);
  const canonical = canonicalFloat(value.text);
  if (canonical === undefined)
    return report("label-not-numeric", value, `"${value.text}" is no number, and ${label.text} is one`);
  if (closed !== undefined && !closed.includes(canonical)) {
    return report(
      "bucket-missing",
      value,
      `"${name}" has no ${label.text}="${canonical}": it has ${closed.join(", ")}`,
    );
  }
  if (canonical === value.text) return;
  report(
    "label-not-canonical",
    value,
    `${label.text}="${value.text}" matches nothing, as Prometheus stores it in another form: write "${canonical}"`,
  );
}

function checkValue(matcher: Matcher, { name }: Series, closed: readonly string[] | undefined, report: Report): void {
  const { label, operator, value } = matcher;
  if (operator === "=~" || operator === "!~") return checkPatternValues(matcher, name, closed, report);
  if (closed === undefined || closed.includes(value.text)) return;
  const others = didYouMean(value.text, closed, `: it is one of ${quoted(closed)}`);
  report("value-never", value, `label "${label.text}" of "${name}" is never "${value.text}"${others}`);
}

function checkPatternValues(
  matcher: Matcher,
  name: string,
  closed: readonly string[] | undefined,
  report: Report,
): void {
  const { label, operator, value } = matcher;
  const pattern = operator === "=~" ? regularExpression(value.text) : undefined;
  if (closed === undefined || pattern === undefined || closed.some((each) => pattern.test(each))) return;
  report(
    "values-never",
    value,
    `label "${label.text}" of "${name}" never matches "${value.text}": it is one of ${quoted(closed)}`,
  );
}
