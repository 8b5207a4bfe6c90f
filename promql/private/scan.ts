import { numberEnd } from "./number-literal";

/** What a piece of an expression is, before any grammar. */
export type TokenKind = "word" | "number" | "string" | "comment" | "variable" | "symbol";

/** A piece of an expression, with the place at which it stands. */
export interface Token {
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** Whether it begins as a number does, and Prometheus cannot read it as one. */
  readonly malformed?: true;
}

const SPACE = /[ \t\n\r]+/y;
const COMMENT = /#[^\n\r]*/y;
const STRING = /"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`[^`]*`?/sy;
const WORD = /[\p{L}\p{N}_]+/uy;
const METRIC_WORD = /[\p{L}\p{N}_:]+/uy;
const SYMBOL = /=~|!~|==|!=|<=|>=|<\/|>\/|&&|\|\||[^]/uy;

/** A variable of Grafana's: `$name`, `${name}`, `${name.field}` or `${name:format}`. `$1` is a regular expression's. */
const VARIABLE = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:\.[^:^}]+)?(?::[^}]+)?\})/;
const VARIABLE_HERE = new RegExp(VARIABLE, "y");
const EVERY_VARIABLE = new RegExp(VARIABLE, "g");

const matchAt = (pattern: RegExp, text: string, at: number): string | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
};

/** Where a word ends that letters, digits and variables make together, as in `node_${device}_total`. */
function wordEnd(text: string, from: number, word: RegExp): { readonly to: number; readonly variable: boolean } {
  let to = from;
  let variable = false;
  for (;;) {
    const plain = matchAt(word, text, to);
    const name = plain === undefined ? matchAt(VARIABLE_HERE, text, to) : undefined;
    if (plain === undefined && name === undefined) return { to, variable };
    to += (plain ?? name ?? "").length;
    variable ||= name !== undefined;
  }
}

/** The pieces of an expression in order, without the white space between them. */
export function scan(text: string): Token[] {
  const tokens: Token[] = [];
  // A colon is part of a metric's name, but not within brackets and braces.
  let closing: string | undefined;
  let at = 0;
  while (at < text.length) {
    const space = matchAt(SPACE, text, at);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const token = tokenAt(text, at, closing === undefined ? METRIC_WORD : WORD);
    tokens.push(token);
    at = token.to;
    if (closing === undefined && token.text === "[") closing = "]";
    else if (closing === undefined && token.text === "{") closing = "}";
    else if (token.text === closing) closing = undefined;
  }
  return tokens;
}

function tokenAt(text: string, from: number, wordPattern: RegExp): Token {
  const token = (kind: TokenKind, to: number): Token => ({ kind, from, to, text: text.slice(from, to) });
  const word = wordEnd(text, from, wordPattern);
  if (word.variable) return token("variable", word.to);
  if (/^\.?\d/.test(text.slice(from, from + 2))) {
    const end = numberEnd(text, from);
    return end === undefined ? { ...token("number", badNumberEnd(text, from)), malformed: true } : token("number", end);
  }
  if (word.to > from) return token("word", word.to);
  for (const [kind, pattern] of [
    ["comment", COMMENT],
    ["string", STRING],
    ["symbol", SYMBOL],
  ] as const) {
    const piece = matchAt(pattern, text, from);
    if (piece !== undefined) return token(kind, from + piece.length);
  }
  return token("symbol", from + 1);
}

const badNumberEnd = (text: string, from: number): number => from + (/^[\w.]+/.exec(text.slice(from))?.[0].length ?? 1);

/** A variable that an expression uses. */
export interface VariableUse {
  /** Without `$`, braces and format. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Every use of a variable in a text, inside strings too. */
export function variablesIn(text: string, offset = 0): VariableUse[] {
  if (!text.includes("$")) return [];
  return Array.from(text.matchAll(EVERY_VARIABLE), (match) => ({
    name: match[1] ?? match[2] ?? "",
    from: offset + match.index,
    to: offset + match.index + match[0].length,
  }));
}

/** A text with each variable replaced by as many letters. */
export const withoutVariables = (text: string): string => text.replace(EVERY_VARIABLE, (use) => "x".repeat(use.length));
