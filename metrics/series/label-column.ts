import { internalized } from "./internalized";

/** A label's value as it is handed over. */
type RawValue = string | number;

/** What `id` answers for a value that is not known. */
export const UNKNOWN_VALUE = -1;

/** What a label has memory for at first. */
const FEWEST_VALUES = 16;
const FEWEST_BYTES = 512;

/** Bytes behind the last part, as it is read 8 at a time. */
const SLACK = 8;

const PLAIN = /["\\\n]/g;
const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', "\\": "\\\\", "\n": "\\n" };

/** A label's value between quotes, as both exposition formats write it. */
export const escapedLabelValue = (text: string): string =>
  text.replace(PLAIN, (character) => ESCAPES[character] ?? character);

/** The values of one label, each under a small number while a series has it. */
export class LabelColumn {
  /** By value: a number and its text have the same id. */
  readonly known = new Map<RawValue, number>();
  /** Where each value's part of a line lies: `name="value"`, in UTF-8. */
  starts = new Int32Array(FEWEST_VALUES);
  lengths = new Int32Array(FEWEST_VALUES);
  /** All parts, one after another, with at least 8 bytes behind the last. */
  parts = new Uint8Array(FEWEST_BYTES);

  /** By id; empty for an id that is free. */
  readonly texts: string[] = [];

  private references = new Uint32Array(FEWEST_VALUES);
  private readonly free: number[] = [];
  private used = 0;
  private unused = 0;

  constructor(readonly name: string) {}

  /** The id of a value that some series has; `UNKNOWN_VALUE` otherwise. */
  id(value: RawValue): number {
    return this.known.get(value) ?? UNKNOWN_VALUE;
  }

  text(id: number): string {
    return this.texts[id] ?? "";
  }

  /** Lets a number be found without being printed first. */
  alias(value: number, id: number): void {
    this.known.set(value, id);
  }

  /** The id of a value that one more series has. */
  acquire(text: string): number {
    const id = this.known.get(text) ?? this.add(text);
    this.references[id] = (this.references[id] as number) + 1;
    return id;
  }

  /** Says that one series fewer has the value; without any it is forgotten. */
  release(id: number): void {
    const left = (this.references[id] as number) - 1;
    this.references[id] = left;
    if (left > 0) return;
    const text = this.text(id);
    this.known.delete(text);
    this.known.delete(Number(text));
    this.texts[id] = "";
    this.unused += this.lengths[id] as number;
    this.free.push(id);
  }

  /** Forgets every value. */
  clear(): void {
    this.known.clear();
    this.starts = new Int32Array(FEWEST_VALUES);
    this.lengths = new Int32Array(FEWEST_VALUES);
    this.references = new Uint32Array(FEWEST_VALUES);
    this.parts = new Uint8Array(FEWEST_BYTES);
    this.texts.length = 0;
    this.free.length = 0;
    this.used = 0;
    this.unused = 0;
  }

  private add(text: string): number {
    const own = internalized(text);
    const part = Buffer.from(`${this.name}="${escapedLabelValue(own)}"`);
    this.reserve(part.length);
    const id = this.free.pop() ?? this.texts.length;
    if (id >= this.starts.length) this.growIds();
    this.parts.set(part, this.used);
    this.starts[id] = this.used;
    this.lengths[id] = part.length;
    this.used += part.length;
    this.texts[id] = own;
    this.known.set(own, id);
    return id;
  }

  private growIds(): void {
    const grown = (numbers: Int32Array) => {
      const copy = new Int32Array(Math.ceil(numbers.length * 1.5));
      copy.set(numbers);
      return copy;
    };
    this.starts = grown(this.starts);
    this.lengths = grown(this.lengths);
    const references = new Uint32Array(this.starts.length);
    references.set(this.references);
    this.references = references;
  }

  /** Makes room for one more part; what forgotten values left behind is closed up first, where it is most. */
  private reserve(length: number): void {
    if (this.used + length + SLACK <= this.parts.length) return;
    if (this.unused * 2 > this.used) {
      this.closeUp(length);
      return;
    }
    const parts = new Uint8Array(Math.ceil((this.used + length + SLACK) * 1.5));
    parts.set(this.parts);
    this.parts = parts;
  }

  private closeUp(length: number): void {
    const parts = new Uint8Array(Math.ceil((this.used - this.unused + length + SLACK) * 1.5));
    const free = new Set(this.free);
    let used = 0;
    for (let id = 0; id < this.texts.length; id += 1) {
      if (free.has(id)) continue;
      const start = this.starts[id] as number;
      const size = this.lengths[id] as number;
      parts.set(this.parts.subarray(start, start + size), used);
      this.starts[id] = used;
      used += size;
    }
    this.parts = parts;
    this.used = used;
    this.unused = 0;
  }
}
