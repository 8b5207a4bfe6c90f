import { parser } from "@prometheus-io/lezer-promql";
import type { Finding } from "../finding";
import type { Expression } from "./expression";
import { AGGREGATIONS, SIGNATURES } from "./functions";
import { GROUPING_WORDS, type Substitution } from "./grafana-variables";
import { didYouMean } from "./nearest";
import { readTree } from "./parse";
import type { Token } from "./scan";
import { decodeString } from "./string-literal";

const strictParser = parser.configure({ strict: true });

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const CLOSING_BRACKET = /^[)\]}]$/;

const KEYWORDS_BEFORE_PARENTHESES = new Set([
  ...["and", "atan2", "bool", "by", "fill", "fill_left", "fill_right", "group_left", "group_right", "ignoring"],
  ...["max_of", "min_of", "offset", "on", "or", "range", "step", "unless", "without"],
]);

const OTHER_LANGUAGES: Readonly<Record<string, string>> = {
  "=": "==",
  "&&": "and",
  "||": "or",
};

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
      : [...bracketFindings(tokens), ...functionFindings(tokens), ...reservedFindings(tokens)];
  if (findings.length > 0) return { expression: undefined, findings };
  try {
    return { expression: readTree(strictParser.parse(substitution.text), substitution), findings: [] };
  } catch (error) {
    const place = error instanceof SyntaxError ? /at (\d+)$/.exec(error.message)?.[1] : undefined;
    if (place === undefined) throw error;
    return { expression: undefined, findings: [explain(tokens, Number(place), substitution.original)] };
  }
}

function stringFindings(tokens: readonly Token[]): Finding[] {
  return tokens.flatMap(({ kind, from, text }) => {
    const problem = kind === "string" ? decodeString(text).problem : undefined;
    return problem === undefined
      ? []
      : [{ from: from + problem.from, to: from + problem.to, message: problem.message }];
  });
}

function bracketFindings(tokens: readonly Token[]): Finding[] {
  const open: Token[] = [];
  for (const token of tokens.filter(({ kind }) => kind === "symbol")) {
    const { from, to, text } = token;
    if (text in CLOSING) open.push(token);
    if (!CLOSING_BRACKET.test(text)) continue;
    const opening = open.pop();
    if (opening === undefined) return [{ from, to, message: `"${text}" closes nothing: nothing is open here` }];
    const expected = CLOSING[opening.text];
    if (expected !== text) {
      return [{ from, to, message: `"${text}" closes "${opening.text}", which needs "${expected}"` }];
    }
  }
  return open.map(({ from, to, text }) => ({ from, to, message: `"${text}" is not closed: add "${CLOSING[text]}"` }));
}

function functionFindings(tokens: readonly Token[]): Finding[] {
  return tokens.flatMap((token, index) => {
    if (tokens[index + 1]?.text !== "(" || tokens[index - 1]?.text === "@") return [];
    const { kind, from, to, text } = token;
    if (kind === "variable") {
      return [{ from, to, message: `variable ${text} stands for a function, so that nothing here can be checked` }];
    }
    const keyword = KEYWORDS_BEFORE_PARENTHESES.has(text.toLowerCase()) || AGGREGATIONS.includes(text.toLowerCase());
    if (GROUPING_WORDS.has(tokens[index - 1]?.text.toLowerCase() ?? "")) return [];
    if (kind !== "word" || keyword || SIGNATURES.has(text) || /^\d/.test(text)) return [];
    const candidates = [...SIGNATURES.keys(), ...AGGREGATIONS];
    return [{ from, to, message: `unknown function "${text}"${didYouMean(text.toLowerCase(), candidates)}` }];
  });
}

// Prometheus takes other keywords for names where names belong, and the grammar takes these too.
function reservedFindings(tokens: readonly Token[]): Finding[] {
  return tokens.flatMap(({ kind, from, to, text }, index) => {
    if (kind !== "word" || !/^(?:atan2|inf|nan|without)$/i.test(text)) return [];
    const [before, after] = [tokens[index - 1], tokens[index + 1]];
    const isLabel = !/^atan2$/i.test(text) && isGroupingList(tokens, index) && /^[,)]$/.test(after?.text ?? "");
    const isMetric = /^atan2$/i.test(text) && (before === undefined || /^[(,]$/.test(before.text));
    return isLabel || isMetric ? [{ from, to, message: `"${text}" is a word of PromQL: put it in quotes` }] : [];
  });
}

/** Whether a token is in the parentheses behind `by`, `on` and their like. */
function isGroupingList(tokens: readonly Token[], index: number): boolean {
  const opening = tokens.map(({ text }) => text).lastIndexOf("(", index);
  return GROUPING_WORDS.has(tokens[opening - 1]?.text.toLowerCase() ?? "");
}

function explain(tokens: readonly Token[], place: number, original: string): Finding {
  const index = tokens.findIndex(({ to }) => to > place);
  const token = tokens[index];
  const before = index < 0 ? tokens.at(-1) : tokens[index - 1];
  if (token === undefined) {
    const end = original.length;
    if (before === undefined) return { from: 0, to: end, message: "expression is empty" };
    return { from: end, to: end, message: `expression ends too early: something has to follow "${before.text}"` };
  }
  return { from: token.from, to: token.to, message: explainToken(token, before, enclosing(tokens, index)) };
}

/** The bracket that a token is in. */
function enclosing(tokens: readonly Token[], index: number): string | undefined {
  const open: string[] = [];
  for (const { kind, text } of tokens.slice(0, index)) {
    if (kind !== "symbol") continue;
    if (text in CLOSING) open.push(text);
    else if (CLOSING_BRACKET.test(text)) open.pop();
  }
  return open.at(-1);
}

function explainToken({ kind, text }: Token, before: Token | undefined, bracket: string | undefined): string {
  if (bracket === "{") {
    const isValue = /^(?:=|!=|=~|!~)$/.test(before?.text ?? "");
    if (isValue && (kind === "word" || kind === "variable"))
      return `a label's value is quoted: write "${text}" in quotes`;
    if (isValue) return `a quoted value has to follow ${before?.text}, not "${text}"`;
    if (text === "==") return `a matcher is written with =, !=, =~ or !~, not with ==`;
    if (before?.kind === "string" && text !== "}") return `a comma is missing before ${quote(text)}`;
  }
  if (bracket === "[" && kind === "word") {
    return `"${text}" is no duration: write a number and a unit (ms, s, m, h, d, w, y), such as 5m`;
  }
  if (before !== undefined && GROUPING_WORDS.has(before.text.toLowerCase())) {
    return `the labels of "${before.text}" are in parentheses: write ${before.text} (${text.replace(/^["'`]|["'`]$/g, "")})`;
  }
  const other = OTHER_LANGUAGES[text];
  if (other !== undefined) return `PromQL has no operator "${text}": write "${other}"`;
  if (text === "." && /^\d/.test(before?.text ?? "")) return `digits are missing behind "${before?.text}."`;
  if (text === "." && before?.kind === "word") return `a name with a dot is quoted and in braces: {"${before.text}.…"}`;
  return before === undefined ? `unexpected ${quote(text)}` : `unexpected ${quote(text)} after ${quote(before.text)}`;
}

const quote = (text: string): string => (/^["'`]/.test(text) ? text : `"${text}"`);
