import { parser } from "@prometheus-io/lezer-promql";
import type { Finding } from "../finding";
import { explainPlace } from "./explain";
import { operandsOf, type Expression, type Span } from "./expression";
import { AGGREGATIONS, SIGNATURES } from "./functions";
import type { PlacedToken, Substitution } from "./grafana-variables";
import { lexicalFindings } from "./lexical";
import { didYouMean } from "./nearest";
import { readTree } from "./parse";
import { GROUPING_WORDS, NEVER_LABELS } from "./stand-ins";
import { decodeString } from "./string-literal";

const strictParser = parser.configure({ strict: true });

const CLOSING: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);
const CLOSING_BRACKET = /^[)\]}]$/;

const KEYWORDS_BEFORE_PARENTHESES = new Set([
  ...["and", "atan2", "bool", "by", "fill", "fill_left", "fill_right", "group_left", "group_right", "ignoring"],
  ...["max_of", "min_of", "offset", "on", "or", "range", "step", "unless", "without"],
]);

/** How deeply operands and brackets may be nested, a chain of operators included. */
const DEEPEST = 500;

/** How long an expression may be. */
const MOST_PIECES = 5_000;

/** Either the tree of an expression, or why there is none. */
export type Parsed =
  | { readonly expression: Expression; readonly findings: readonly [] }
  | { readonly expression: undefined; readonly findings: readonly Finding[] };

/** Reads an expression, or says everything that keeps it from being read. */
export function parse(substitution: Substitution): Parsed {
  const tokens = substitution.tokens.filter(({ kind }) => kind !== "comment");
  // A string that is not closed swallows brackets and names.
  const strings = stringFindings(tokens);
  const findings =
    strings.length > 0
      ? strings
      : [
          ...bracketFindings(tokens),
          ...lexicalFindings(substitution.tokens),
          ...functionFindings(tokens),
          ...reservedFindings(tokens),
        ];
  if (findings.length > 0) return { expression: undefined, findings };
  const tooLarge = sizeFinding(tokens);
  if (tooLarge !== undefined) return { expression: undefined, findings: [tooLarge] };
  try {
    const expression = readTree(strictParser.parse(substitution.text), substitution);
    if (isTooDeep(expression)) return { expression: undefined, findings: [tooDeep(expression)] };
    return { expression, findings: [] };
  } catch (error) {
    const place = error instanceof SyntaxError ? /at (\d+)$/.exec(error.message)?.[1] : undefined;
    if (place === undefined) throw error;
    return { expression: undefined, findings: [explainPlace(tokens, Number(place), substitution.original)] };
  }
}

function sizeFinding(tokens: readonly PlacedToken[]): Finding | undefined {
  const beyond = tokens[MOST_PIECES];
  if (beyond !== undefined) {
    const message = `the expression has more than ${MOST_PIECES} words and signs, which is more than the check reads`;
    return { kind: "too-long", from: beyond.from, to: beyond.to, message };
  }
  let depth = 0;
  for (const { from, to, text } of tokens) {
    if (CLOSING.has(text)) depth += 1;
    if (CLOSING_BRACKET.test(text)) depth -= 1;
    if (depth > DEEPEST) return tooDeep({ from, to });
  }
  return undefined;
}

const tooDeep = ({ from, to }: Span): Finding => ({
  kind: "too-long",
  from,
  to,
  message: `the expression is nested more than ${DEEPEST} deep, which is more than the check reads`,
});

/** Whether operands are in each other deeper than the checks can follow. */
function isTooDeep(expression: Expression): boolean {
  let level: readonly Expression[] = [expression];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    level = level.flatMap(operandsOf);
  }
  return false;
}

function stringFindings(tokens: readonly PlacedToken[]): Finding[] {
  return tokens.flatMap(({ kind, from, text }): Finding[] => {
    const problem = kind === "string" ? decodeString(text).problem : undefined;
    return problem === undefined
      ? []
      : [{ kind: "bad-string", from: from + problem.from, to: from + problem.to, message: problem.message }];
  });
}

function bracketFindings(tokens: readonly PlacedToken[]): Finding[] {
  const open: PlacedToken[] = [];
  for (const token of tokens.filter(({ kind }) => kind === "symbol")) {
    const { from, to, text } = token;
    if (CLOSING.has(text)) open.push(token);
    if (!CLOSING_BRACKET.test(text)) continue;
    const opening = open.pop();
    if (opening === undefined)
      return [{ kind: "bracket-unopened", from, to, message: `"${text}" closes nothing: nothing is open here` }];
    const expected = CLOSING.get(opening.text);
    if (expected !== text) {
      return [
        {
          kind: "bracket-mismatch",
          from,
          to,
          message: `"${text}" closes "${opening.text}", which needs "${expected}"`,
        },
      ];
    }
  }
  return open.map(({ from, to, text }) => {
    const message = `"${text}" is not closed: add "${CLOSING.get(text)}"`;
    return { kind: "bracket-unclosed", from, to, message };
  });
}

function functionFindings(tokens: readonly PlacedToken[]): Finding[] {
  return tokens.flatMap((token, index): Finding[] => {
    if (tokens[index + 1]?.text !== "(" || tokens[index - 1]?.text === "@") return [];
    const { kind, from, to, text } = token;
    if (kind === "variable") {
      const message = `variable ${text} stands for a function, so that nothing here can be checked`;
      return [{ kind: "variable-function", from, to, message }];
    }
    const keyword = KEYWORDS_BEFORE_PARENTHESES.has(text.toLowerCase()) || AGGREGATIONS.includes(text.toLowerCase());
    if (GROUPING_WORDS.has(tokens[index - 1]?.text.toLowerCase() ?? "")) return [];
    if (kind !== "word" || keyword || SIGNATURES.has(text)) return [];
    const candidates = [...SIGNATURES.keys(), ...AGGREGATIONS];
    const message = `unknown function "${text}"${didYouMean(text.toLowerCase(), candidates)}`;
    return [{ kind: "unknown-function", from, to, message }];
  });
}

// Prometheus takes other keywords for names where names belong, and the grammar takes these too.
function reservedFindings(tokens: readonly PlacedToken[]): Finding[] {
  return tokens.flatMap(({ kind, from, to, text, place, startsOperand }): Finding[] => {
    if (kind !== "word") return [];
    const isLabel = place === "labels" && NEVER_LABELS.has(text.toLowerCase());
    const isMetric = startsOperand && /^atan2$/i.test(text);
    if (!isLabel && !isMetric) return [];
    return [{ kind: "reserved-word", from, to, message: `"${text}" is a word of PromQL: put it in quotes` }];
  });
}
