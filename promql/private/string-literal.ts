import { isUtf8 } from "node:buffer";

/** What a string literal of PromQL stands for. */
export interface DecodedString {
  readonly value: string;
  /** Whether its escapes give bytes that are no UTF-8. */
  readonly notUtf8?: true;
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

/** An escape in digits: a byte, or a character as a whole. */
interface NumericEscape {
  readonly length: number;
  readonly code: number;
  readonly isByte: boolean;
}

function numericEscape(literal: string, at: number): NumericEscape | undefined {
  NUMERIC.lastIndex = at;
  const digits = NUMERIC.exec(literal)?.[0];
  if (digits === undefined) return undefined;
  const isByte = !/^[uU]/.test(digits);
  const code = /^[xuU]/.test(digits) ? parseInt(digits.slice(1), 16) : parseInt(digits, 8);
  const isSurrogate = !isByte && code >= 0xd800 && code <= 0xdfff;
  return code > (isByte ? 0xff : 0x10ffff) || isSurrogate ? undefined : { length: digits.length, code, isByte };
}

/** Puts a text together of characters and of bytes that make characters in UTF-8. */
class TextBuilder {
  private readonly pieces: string[] = [];
  private bytes: number[] = [];
  private valid = true;

  byte(code: number): void {
    this.bytes.push(code);
  }

  characters(text: string): void {
    this.endBytes();
    this.pieces.push(text);
  }

  end(): Pick<DecodedString, "value" | "notUtf8"> {
    this.endBytes();
    const value = this.pieces.join("");
    return this.valid ? { value } : { value, notUtf8: true };
  }

  private endBytes(): void {
    if (this.bytes.length === 0) return;
    const text = Buffer.from(this.bytes);
    this.valid &&= isUtf8(text);
    this.pieces.push(text.toString("utf8"));
    this.bytes = [];
  }
}

/** Reads a string literal as Prometheus does: escapes as in Go, none between backquotes. */
export function decodeString(literal: string): DecodedString {
  const quote = literal.charAt(0);
  if (literal.length < 2 || !literal.endsWith(quote)) {
    const message = `string is not closed: add ${quote} where it ends`;
    return { value: literal.slice(1), problem: { from: 0, to: literal.length, message } };
  }
  const end = literal.length - 1;
  const replacement = literal.indexOf("\ufffd");
  if (replacement >= 0) {
    const message = "U+FFFD stands for what could not be read: write the character that was meant, or \\ufffd";
    return { value: literal.slice(1, end), problem: { from: replacement, to: replacement + 1, message } };
  }
  if (quote === "`") return { value: literal.slice(1, end) };
  const text = new TextBuilder();
  let problem: DecodedString["problem"];
  for (let at = 1; at < end;) {
    const character = literal.charAt(at);
    if (character !== "\\") {
      text.characters(character);
      at += 1;
      continue;
    }
    const next = literal.charAt(at + 1);
    if (at + 1 >= end) {
      const message = `string is not closed, since ${next} after \\ is part of it: add ${quote} where it ends`;
      return { ...text.end(), problem: { from: 0, to: literal.length, message } };
    }
    const simple = next === quote ? quote : SIMPLE[next];
    const numeric = simple === undefined ? numericEscape(literal, at + 1) : undefined;
    if (numeric?.isByte === true) text.byte(numeric.code);
    else if (numeric !== undefined) text.characters(String.fromCodePoint(numeric.code));
    else text.characters(simple ?? `\\${next}`);
    if (simple === undefined && numeric === undefined) {
      const message = `a string has no escape \\${next}: write \\\\${next}, or put the string between backquotes`;
      problem ??= { from: at, to: at + 2, message };
    }
    at += 1 + (numeric?.length ?? 1);
  }
  return problem === undefined ? text.end() : { ...text.end(), problem };
}
