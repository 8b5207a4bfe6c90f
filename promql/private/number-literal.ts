import { durationMilliseconds } from "../duration";

/** The largest whole number that Prometheus keeps exactly, 2^63 - 1. */
const LARGEST_INTEGER = 2n ** 63n - 1n;

/** What Prometheus can reckon with: nanoseconds in 64 bits. */
export const LONGEST_MILLISECONDS = 2 ** 63 / 1_000_000;

/** Whether a time is none once it is rounded to nanoseconds. */
export const isNoTime = (milliseconds: number | undefined): boolean =>
  milliseconds !== undefined && Math.abs(milliseconds) < 0.000_000_5;

const DECIMAL_DIGITS = "0123456789";
const HEXADECIMAL_DIGITS = "0123456789abcdefABCDEF";

/** Reads a text character by character, as Prometheus' lexer does. */
class Reader {
  constructor(
    private readonly text: string,
    public at: number,
  ) {}

  /** Whether one of the characters comes next. */
  is(characters: string): boolean {
    return this.at < this.text.length && characters.includes(this.text.charAt(this.at));
  }

  /** Goes past one of the characters if it comes next. */
  take(characters: string): boolean {
    if (!this.is(characters)) return false;
    this.at += 1;
    return true;
  }

  takeAll(characters: string): void {
    while (this.take(characters));
  }

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  get inWord(): boolean {
    return /^\w$/.test(this.text.charAt(this.at));
  }
}

// In the order of Prometheus' lexer, peculiarities included: it takes the e of a hexadecimal number for an exponent
// where it comes after another digit, and refuses an exponent at the very end.
function takeNumber(reader: Reader): boolean {
  let digits = DECIMAL_DIGITS;
  if (reader.take("0") && reader.take("xX")) {
    reader.take("_");
    digits = HEXADECIMAL_DIGITS;
  }
  reader.take(".");
  reader.take(digits);
  let hasPoint = false;
  let hasExponent = false;
  while (reader.is(`${digits}._eE`)) {
    if ((hasPoint && reader.is(".")) || (hasExponent && reader.is("eE"))) return false;
    if (reader.take(".")) {
      hasPoint = true;
      if (reader.is("_.") || digits === HEXADECIMAL_DIGITS) return false;
    } else if (reader.take("eE")) {
      hasExponent = true;
      reader.take("+-");
      if (reader.is("._eE") || reader.atEnd) return false;
    } else if (reader.take("_")) {
      if (reader.is("._eE") || reader.atEnd) return false;
    } else reader.takeAll(digits);
  }
  return !reader.inWord;
}

// Which units there are, and in which order, is looked at later.
function takeUnits(reader: Reader): boolean {
  if (!reader.take("smhdwy")) return false;
  reader.take("s");
  while (reader.take(DECIMAL_DIGITS)) {
    reader.takeAll(DECIMAL_DIGITS);
    if (!reader.take("smhdw")) return false;
    reader.take("s");
  }
  return !reader.inWord;
}

/** Where the number or the duration ends that begins at a place; undefined where Prometheus cannot read one there. */
export function numberEnd(text: string, from: number): number | undefined {
  const reader = new Reader(text, from);
  return takeNumber(reader) || takeUnits(reader) ? reader.at : undefined;
}

const FLOAT = /^(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?$/;
const HEXADECIMAL = /^0[xX](?:_?[0-9a-fA-F]+)+$/;
const OCTAL = /^0(?:_?[0-7]+)+$/;

function integerValue(text: string): number | undefined {
  const plain = text.replaceAll("_", "");
  if (HEXADECIMAL.test(text)) return BigInt(plain) <= LARGEST_INTEGER ? Number(plain) : undefined;
  if (!OCTAL.test(text)) return undefined;
  const value = BigInt(`0o${plain}`);
  return value <= LARGEST_INTEGER ? Number(value) : undefined;
}

/**
 * What a number literal stands for, a duration in seconds; undefined where it is none: `0x`, `1h30`, `1m1h`, `1e999`.
 */
export function literalValue(text: string): number | undefined {
  if (/^inf$/i.test(text)) return Infinity;
  if (/^nan$/i.test(text)) return NaN;
  const integer = integerValue(text);
  if (integer !== undefined) return integer;
  if (FLOAT.test(text)) {
    const value = Number(text.replaceAll("_", ""));
    return Number.isFinite(value) ? value : undefined;
  }
  const milliseconds = durationMilliseconds(text);
  return milliseconds === undefined || milliseconds >= LONGEST_MILLISECONDS ? undefined : milliseconds / 1_000;
}
