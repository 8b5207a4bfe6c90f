import { operandsOf, unwrap, type Expression, type Matcher, type Name, type Selector } from "./private/expression";
import { BUILT_IN_VARIABLES, substituteVariables } from "./private/grafana-variables";
import { patternProblem } from "./private/re2";
import { scan, variablesIn } from "./private/scan";
import { parse } from "./private/syntax";
import { TARGET_LABELS } from "./known-metrics";

/** The series that a query reads, by name. */
export interface QueriedMetrics {
  /** Names as they are stored: of a histogram each part that is asked for, `_bucket` say. */
  readonly names: readonly string[];
  /** Regular expressions as RE2 reads them, each of which takes the names that it matches as a whole. */
  readonly patterns: readonly string[];
}

/**
 * The metrics that an expression reads, Grafana's variables in it included. A variable within a name is a pattern.
 *
 * @param job the job whose series count: selectors that cannot reach it are left out; of every job where it is not given
 * @returns undefined where any metric may be read: a selector names none, a variable stands for one, or the expression
 * cannot be read
 */
export function queriedMetrics(expression: string, job?: string): QueriedMetrics | undefined {
  const { expression: tree } = parse(substituteVariables(expression));
  if (tree === undefined) return undefined;
  const isBuiltIn = ({ from, to }: Expression) =>
    variablesIn(expression.slice(from, to)).every(({ name }) => BUILT_IN_VARIABLES.includes(name));
  return union(readsOf(tree, isBuiltIn).map((read) => (read === undefined ? undefined : metricsOf(read, job))));
}

/**
 * The metrics that the query of a template variable reads: `label_values(selector, label)`, `label_values(label)`,
 * `metrics(regex)`, `query_result(expression)`, or a selector alone.
 *
 * @param job the job whose series count; of every job where it is not given
 * @returns undefined where any metric may be read, as by the values of a label that is not a target's own
 */
export function metricsOfVariableQuery(query: string, job?: string): QueriedMetrics | undefined {
  const tokens = scan(query).filter(({ kind }) => kind !== "comment");
  const [name, opening] = tokens;
  const closing = tokens.at(-1);
  if (name === undefined || opening?.text !== "(" || closing?.text !== ")") return queriedMetrics(query, job);
  const inner = query.slice(opening.to, closing.from);
  switch (name.text) {
    case "query_result":
      return queriedMetrics(inner, job);
    case "metrics": {
      const pattern = patternOf(inner.trim());
      return ofPattern(pattern === undefined ? undefined : `.*(?:${pattern}).*`);
    }
    case "label_names":
      return undefined;
    case "label_values": {
      const comma = tokens.at(-3);
      if (comma?.text === ",") return queriedMetrics(query.slice(opening.to, comma.from), job);
      // Every target has these on `up`.
      const labels: readonly string[] = TARGET_LABELS;
      return labels.includes(inner.trim()) ? NOTHING : undefined;
    }
    default:
      return queriedMetrics(query, job);
  }
}

const NOTHING: QueriedMetrics = { names: [], patterns: [] };

const ofPattern = (pattern: string | undefined): QueriedMetrics | undefined =>
  pattern === undefined ? undefined : { names: [], patterns: [pattern] };

function union(parts: readonly (QueriedMetrics | undefined)[]): QueriedMetrics | undefined {
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  return {
    names: [...new Set(known.flatMap(({ names }) => names))],
    patterns: [...new Set(known.flatMap(({ patterns }) => patterns))],
  };
}

/** A selector, with the metric that it means where it names none. */
interface Read {
  readonly selector: Selector;
  readonly otherwise: string | undefined;
}

/** Everything that an expression reads; undefined stands for what cannot be told. */
function readsOf(expression: Expression, isBuiltIn: (variable: Expression) => boolean): (Read | undefined)[] {
  if (expression.kind === "selector") return [{ selector: expression, otherwise: undefined }];
  if (expression.kind === "variable") return isBuiltIn(expression) ? [] : [undefined];
  const reads = (each: Expression) => readsOf(each, isBuiltIn);
  if (expression.kind !== "call" || expression.name.text !== "info") return operandsOf(expression).flatMap(reads);
  // What info() adds comes from target_info, unless its second argument names other metrics.
  const [series, data] = expression.arguments;
  const given = data === undefined ? undefined : unwrap(data);
  const selector = given?.kind === "selector" ? given : EVERY_TARGET;
  return [...(series === undefined ? [] : reads(series)), { selector, otherwise: "target_info" }];
}

const EVERY_TARGET: Selector = { kind: "selector", from: 0, to: 0, names: [], matchers: [] };

// Dashboards of old write [[variable]], which the grammar takes for a part of a string.
const hasVariable = ({ text, variable }: Name): boolean => variable || /\[\[\w+/.test(text);

function metricsOf({ selector, otherwise }: Read, job: string | undefined): QueriedMetrics | undefined {
  const { names, matchers } = selector;
  if (job !== undefined && !matchers.every((matcher) => mayMatch(matcher, job))) return NOTHING;
  if (names.length > 0) return union(names.map(metricsOfName));
  const condition = matchers.find(({ label, operator }) => label.text === "__name__" && operator === "=~");
  if (condition !== undefined) return ofPattern(patternOf(condition.value.text));
  return otherwise === undefined ? undefined : { names: [otherwise], patterns: [] };
}

function metricsOfName(name: Name): QueriedMetrics | undefined {
  return hasVariable(name) ? ofPattern(patternOf(name.text, escaped)) : { names: [name.text], patterns: [] };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** A pattern with whatever its variables may become; undefined where that may be anything. */
function patternOf(text: string, between: (text: string) => string = (same) => same): string | undefined {
  const uses = variablesIn(text);
  // Within brackets a variable stands for characters, which no pattern can take the place of.
  if (text.includes("[[") || (uses.length > 0 && text.includes("["))) return undefined;
  const pieces: string[] = [];
  let end = 0;
  for (const { from, to } of uses) {
    pieces.push(between(text.slice(end, from)), "(?:.*)");
    end = to;
  }
  pieces.push(between(text.slice(end)));
  const pattern = pieces.join("");
  const saysNothing = pieces.every((piece) => piece === "" || piece === "(?:.*)");
  return saysNothing || patternProblem(pattern) !== undefined ? undefined : pattern;
}

/** Whether series of the job can match: true where that is not certain. */
function mayMatch({ label, operator, value }: Matcher, job: string): boolean {
  if (label.text !== "job" || hasVariable(value)) return true;
  if (operator === "=") return value.text === job;
  if (operator === "!=") return value.text !== job;
  // JavaScript reads some escapes and groups otherwise than RE2.
  if (/\\[a-zA-Z0-9]|\(\?/.test(value.text) || patternProblem(value.text) !== undefined) return true;
  return new RegExp(`^(?:${value.text})$`, "s").test(job) === (operator === "=~");
}
