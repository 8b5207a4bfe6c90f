import type { FindingKind } from "../finding";
import { UNICODE_CLASSES } from "./unicode-classes";

/** The first thing in a regular expression that RE2, and so Prometheus, refuses. */
export interface PatternProblem {
  readonly kind: FindingKind;
  /** Its place in the pattern. */
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

const CONTROL: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

const HIGHEST_CODE_POINT = 0x10ffff;

/** A pattern, and how far it is read. */
export class PatternText {
  at = 0;

  constructor(private readonly pattern: string) {}

  get atEnd(): boolean {
    return this.at >= this.pattern.length;
  }

  get next(): string {
    return this.pattern.charAt(this.at);
  }

  /** The next character as a whole, of two halves where JavaScript keeps it so. */
  get nextCharacter(): string {
    return String.fromCodePoint(this.pattern.codePointAt(this.at) ?? 0);
  }

  get rest(): string {
    return this.pattern.slice(this.at);
  }

  /** What has been read since a place. */
  since(from: number): string {
    return this.pattern.slice(from, this.at);
  }

  /** A problem with what has been read since a place. */
  problem(kind: FindingKind, from: number, message: string): PatternProblem {
    return { kind, from, to: this.at, message };
  }

  /** Reads an escape that stands for several characters, `\d` or `\p{Greek}`; undefined where none is next. */
  classEscape(): "class" | PatternProblem | undefined {
    const from = this.at;
    const shape = /^\\[pP](?:\{[^}]*\}?|[^])?/.exec(this.rest)?.[0] ?? /^\\[dDsSwW]/.exec(this.rest)?.[0];
    if (shape === undefined) return undefined;
    this.at += shape.length;
    const name = /^\\[pP](?:\{\^?([^}]*)\}|([^{]))$/.exec(shape);
    const isKnown = /^\\[dDsSwW]$/.test(shape) || UNICODE_CLASSES.has(name?.[1] ?? name?.[2] ?? "");
    return isKnown ? "class" : this.problem("pattern-character", from, `RE2 has no class "${shape}"`);
  }

  /** Reads an escape that stands for one character, and gives its code point. */
  characterEscape(): number | PatternProblem {
    const from = this.at;
    const { rest } = this;
    const take = (length: number, code: number): number => {
      this.at += length;
      return code;
    };
    const octal = /^\\(0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(rest)?.[1];
    if (octal !== undefined) return take(octal.length + 1, parseInt(octal, 8));
    const short = /^\\x([0-9a-fA-F]{2})/.exec(rest)?.[1];
    if (short !== undefined) return take(4, parseInt(short, 16));
    const long = /^\\x\{([0-9a-fA-F]+)\}/.exec(rest)?.[1];
    if (long !== undefined && parseInt(long, 16) <= HIGHEST_CODE_POINT)
      return take(long.length + 4, parseInt(long, 16));
    const escaped = rest.charAt(1);
    const control = CONTROL[escaped];
    if (control !== undefined) return take(2, control);
    if (/^[\0-\x7f]$/.test(escaped) && !/^[0-9A-Za-z]$/.test(escaped)) return take(2, escaped.charCodeAt(0));
    this.at += /^\\x\{[0-9a-fA-F]*\}?/.exec(rest)?.[0].length ?? Math.min(2, rest.length);
    if (escaped === "") return this.problem("pattern-character", from, `"\\" escapes nothing`);
    const name = /^[1-9k]$/.test(escaped) ? "backreference" : "escape";
    return this.problem("pattern-character", from, `RE2 has no ${name} "${this.since(from)}"`);
  }
}
