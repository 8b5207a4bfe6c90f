import { escapedLabelValue } from "../../series/label-column";

/** Bytes that are handed over at once. */
const CHUNK = 131_072;

/** Bytes that copying may write beyond its end: it moves 8 at a time. */
const SLACK = 8;

/** Above this, making a view of the bytes costs less than it saves. */
const LONGEST_COPIED_BYTEWISE = 256;

/** A text in UTF-8, with room behind it for being read 8 bytes at a time. */
export interface EncodedText {
  readonly view: DataView;
  readonly length: number;
}

/** Encodes a text for being written often. */
export function encoded(text: string): EncodedText {
  const bytes = Buffer.from(text);
  const padded = new Uint8Array(bytes.length + SLACK);
  padded.set(bytes);
  return { view: new DataView(padded.buffer), length: bytes.length };
}

/** A number as prom-client prints it; it is never NaN. */
export const numberText = (value: number): string =>
  Number.isFinite(value) ? String(value) : value < 0 ? "-Inf" : "+Inf";

/** Labels between braces, escaped; nothing where there are none. */
export const labelsText = (labels: Iterable<readonly [string, unknown]>): string =>
  Array.from(labels, ([name, value]) => `${name}="${escapedLabelValue(String(value))}"`).join(",");

/**
 * Writes text into one chunk of memory, which is used again and again. What it writes is UTF-8, so that 8 bytes are never a
 * NaN, and moving them as one float changes none.
 */
export class TextWriter {
  position = 0;
  private bytes = Buffer.allocUnsafeSlow(CHUNK + SLACK);
  private view = new DataView(this.bytes.buffer);

  /** Whether the memory is no larger than at the beginning. */
  get isUsual(): boolean {
    return this.bytes.length === CHUNK + SLACK;
  }

  /** Whether a text of this length has to wait until what is written was taken. */
  isFull(length: number): boolean {
    return this.position > 0 && this.position + length + SLACK > this.bytes.length;
  }

  /** Makes room for a text of this length, at the price of moving what is written where it is longer than a chunk. */
  reserve(length: number): void {
    if (this.position + length + SLACK <= this.bytes.length) return;
    // By more than is needed: what grows text by text would move all of them each time.
    const grown = Buffer.allocUnsafeSlow(Math.max(this.position + length + SLACK, Math.ceil(this.bytes.length * 1.5)));
    grown.set(this.bytes.subarray(0, this.position));
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }

  /** What was written; the bytes stay as they are until something is written again. */
  take(): Buffer {
    const written = this.bytes.subarray(0, this.position);
    this.position = 0;
    return written;
  }

  /** Forgets what was written. */
  clear(): void {
    this.position = 0;
  }

  /** Copies what was written to some place in other memory. */
  copyTo(target: Buffer, at: number): void {
    const { bytes, position } = this;
    if (position > LONGEST_COPIED_BYTEWISE) {
      target.set(bytes.subarray(0, position), at);
      return;
    }
    for (let index = 0; index < position; index += 1) target[at + index] = bytes[index] ?? 0;
  }

  /** Writes a text for which there is room. */
  put({ view, length }: EncodedText): void {
    this.copy(view, 0, length);
  }

  /** Writes bytes for which there is room, of a text that is readable 8 bytes beyond them. */
  copy(source: DataView, start: number, length: number): void {
    const { view, position } = this;
    for (let offset = 0; offset < length; offset += 8) {
      view.setFloat64(position + offset, source.getFloat64(start + offset, true), true);
    }
    this.position = position + length;
  }

  /** Writes again what was written at a position; the two do not overlap. */
  repeat(start: number, length: number): void {
    this.copy(this.view, start, length);
  }

  /** Writes bytes as they are. */
  putBytes(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.position);
    this.position += bytes.length;
  }

  /** Writes one byte for which there is room. */
  putByte(byte: number): void {
    this.bytes[this.position] = byte;
    this.position += 1;
  }

  /** Puts another character in the place of the last one. */
  replaceLast(character: string): void {
    this.bytes[this.position - 1] = character.charCodeAt(0);
  }

  putText(text: string): void {
    this.reserve(text.length * 3);
    this.position += this.bytes.write(text, this.position);
  }

  /** Writes a number for which there is room: at most 25 bytes. */
  putNumber(value: number): void {
    const { bytes } = this;
    if (value >= 0 && value <= 2_147_483_647 && (value | 0) === value) {
      let rest = value | 0;
      let end = this.position + digits(rest);
      this.position = end;
      do {
        const tenth = (rest / 10) | 0;
        end -= 1;
        bytes[end] = 48 + rest - tenth * 10;
        rest = tenth;
      } while (rest > 0);
      return;
    }
    const text = numberText(value);
    for (let index = 0; index < text.length; index += 1) bytes[this.position + index] = text.charCodeAt(index);
    this.position += text.length;
  }
}

function digits(value: number): number {
  if (value < 10) return 1;
  if (value < 100) return 2;
  if (value < 1_000) return 3;
  if (value < 10_000) return 4;
  if (value < 100_000) return 5;
  if (value < 1_000_000) return 6;
  if (value < 10_000_000) return 7;
  if (value < 100_000_000) return 8;
  return value < 1_000_000_000 ? 9 : 10;
}
