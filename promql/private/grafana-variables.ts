import { scan, variablesIn, type Token, type VariableUse } from "./scan";

/** Variables that Grafana fills in itself, on every dashboard. */
export const BUILT_IN_VARIABLES: readonly string[] = [
  "__interval",
  "__interval_ms",
  "__rate_interval",
  "__rate_interval_ms",
  "__range",
  "__range_s",
  "__range_ms",
  "__from",
  "__to",
  "__name",
  "__dashboard",
  "__org",
  "__user",
  "__timezone",
];

/** An expression with its variables replaced by what the grammar accepts, character for character of equal length. */
export interface Substitution {
  readonly original: string;
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly variables: readonly VariableUse[];
  /** Whether a variable is used within the place. */
  hasVariable(from: number, to: number): boolean;
  /** Whether the place is a variable that may stand for any expression. */
  isOpaque(from: number, to: number): boolean;
}

/** Words that labels in parentheses follow. */
export const GROUPING_WORDS: ReadonlySet<string> = new Set([
  "by",
  "without",
  "on",
  "ignoring",
  "group_left",
  "group_right",
]);

type Place = "labels" | "duration" | "matchers" | "arguments";

/**
 * Replaces Grafana's variables by stand-ins of the same length, so that every place in the result is the same place in
 * the original: names where names belong, durations where durations belong.
 */
export function substituteVariables(original: string): Substitution {
  const tokens = scan(original);
  const opaque: Token[] = [];
  const pieces: string[] = [];
  const open: Place[] = [];
  let end = 0;
  tokens.forEach((token, index) => {
    const before = tokens[index - 1];
    if (token.text === "[") open.push("duration");
    if (token.text === "{") open.push("matchers");
    if (token.text === "(") open.push(GROUPING_WORDS.has(before?.text.toLowerCase() ?? "") ? "labels" : "arguments");
    if (token.kind === "symbol" && /[\])}]/.test(token.text)) open.pop();
    if (token.kind !== "variable") return;
    const standIn = standInFor(token, tokens.slice(Math.max(0, index - 2), index), tokens[index + 1], open.at(-1));
    if (standIn.opaque) opaque.push(token);
    pieces.push(original.slice(end, token.from), standIn.text);
    end = token.to;
  });
  const variables = tokens
    .filter((token) => token.kind === "variable" || token.kind === "string")
    .flatMap((token) => variablesIn(token.text, token.from));
  return {
    original,
    text: pieces.join("") + original.slice(end),
    tokens,
    variables,
    hasVariable: (from, to) => variables.some((use) => use.from < to && use.to > from),
    isOpaque: (from, to) => opaque.some((token) => token.from < to && token.to > from),
  };
}

function standInFor(
  { text }: Token,
  before: readonly Token[],
  after: Token | undefined,
  place: Place | undefined,
): { readonly text: string; readonly opaque: boolean } {
  const name = { text: text.replace(/\W/g, "_").replace(/^\d/, "_"), opaque: false };
  const unit = /(?:ms|[smhdwy])$/.exec(text.replace(/\$\{[^}]*\}|\$\w+/g, ""))?.[0] ?? "s";
  const duration = { text: unit.padStart(text.length, "1"), opaque: false };
  const last = before.at(-1)?.text.toLowerCase();
  // `offset -$shift` has a sign between the word and the variable.
  const leading = /^[-+(]$/.test(last ?? "") ? before.at(-2)?.text.toLowerCase() : last;
  if (place === "labels" || place === "matchers") return name;
  if (place === "duration" || leading === "offset") return duration;
  if (leading === "@") return { text: "1".repeat(text.length), opaque: false };
  // `job:$metric:rate5m`, `$metric{…}` and `node_${device}_total` are names; `$metric` alone may be anything.
  if (last === ":" || /^[[{(:]$/.test(after?.text ?? "")) return name;
  if (/^\w*[A-Za-z_]|\}\w*[A-Za-z_]/.test(text)) return name;
  return { text: "1".repeat(text.length), opaque: true };
}
