/** What a string literal of PromQL stands for. */
export interface DecodedString {
  readonly value: string;
  /** The first thing that Prometheus refuses in it, with its place in the literal. */
  readonly problem?: { readonly from: number; readonly to: number; readonly message: string };
}

const SIMPLE: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};

const NUMERIC = /x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}/y;

function numericEscape(literal: string, at: number): { readonly length: number; readonly value: string } | undefined {
  NUMERIC.lastIndex = at;
  const digits = NUMERIC.exec(literal)?.[0];
  if (digits === undefined) return undefined;
  const code = /^[xuU]/.test(digits) ? parseInt(digits.slice(1), 16) : parseInt(digits, 8);
  const highest = /^[uU]/.test(digits) ? 0x10ffff : 0xff;
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return code > highest || isSurrogate ? undefined : { length: digits.length, value: String.fromCodePoint(code) };
}

/** Reads a string literal as Prometheus does: escapes as in Go, none between backquotes. */
export function decodeString(literal: string): DecodedString {
  const quote = literal.charAt(0);
  if (literal.length < 2 || !literal.endsWith(quote)) {
    const message = `string is not closed: add ${quote} where it ends`;
    return { value: literal.slice(1), problem: { from: 0, to: literal.length, message } };
  }
  const end = literal.length - 1;
  if (quote === "`") return { value: literal.slice(1, end) };
  let value = "";
  let problem: DecodedString["problem"];
  for (let at = 1; at < end;) {
    const character = literal.charAt(at);
    if (character !== "\\") {
      value += character;
      at += 1;
      continue;
    }
    const next = literal.charAt(at + 1);
    const simple = next === quote && at + 1 < end ? quote : SIMPLE[next];
    const escape = simple === undefined ? numericEscape(literal, at + 1) : { length: 1, value: simple };
    if (at + 1 >= end) {
      const message = `string is not closed, since ${next} after \\ is part of it: add ${quote} where it ends`;
      return { value, problem: { from: 0, to: literal.length, message } };
    }
    if (escape === undefined) {
      const message = `a string has no escape \\${next}: write \\\\${next}, or put the string between backquotes`;
      problem ??= { from: at, to: at + 2, message };
    }
    value += escape?.value ?? `\\${next}`;
    at += 1 + (escape?.length ?? 1);
  }
  return problem === undefined ? { value } : { value, problem };
}
