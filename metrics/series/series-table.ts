import { LabelColumn } from "./label-column";

/** A series that was written since idle ones were last looked for. */
export const ACTIVE = 2;
/** A place whose series is gone. */
export const GONE = 4;
/** A series that was written since it was last rendered, in each format. */
export const UNRENDERED_IN = { text: 1, openmetrics: 8 } as const;
/** The same in whichever format. */
export const UNRENDERED = UNRENDERED_IN.text | UNRENDERED_IN.openmetrics;
/** What each event marks its series with. */
export const WRITTEN = UNRENDERED | ACTIVE;

/** In the hash table: never used, and used once. */
const EMPTY = -1;
const DELETED = -2;

/** What is kept beside the numbers of a series, and has to follow it. */
export interface SeriesCompanion {
  /** The series has moved to another place. */
  moved(from: number, to: number): void;
  /** The series is gone. */
  removed(series: number): void;
}

/** One set of value ids, hashed; generated code repeats this arithmetic. */
export function hashOf(ids: ArrayLike<number>, from: number, width: number): number {
  let hash = 0;
  for (let index = 0; index < width; index += 1) {
    hash = Math.imul(hash ^ (ids[from + index] as number), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

/**
 * The series of one metric, by place: their label values as ids, their numbers, and whether they were written, each in one
 * array. Places are in the order in which the series were created; a series keeps its place until the table is closed up.
 */
export class SeriesTable {
  readonly columns: readonly LabelColumn[];
  /** The label value ids, `columns.length` for each place. */
  ids: Int32Array;
  /** The label values, `columns.length` for each place that is in use; undefined for a series that is gone. */
  readonly labelValues: (string | undefined)[] = [];
  /** An open hash table of places. */
  slots = new Int32Array(16).fill(EMPTY);
  /** The numbers, `stride` for each place. */
  values: Float64Array;
  /** Marks for each place: see `WRITTEN`, `GONE`. */
  marks: Uint8Array;
  /** Places in use, those of series that are gone included. */
  size = 0;
  /** Series. */
  live = 0;
  /** Grows whenever places change their meaning. */
  generation = 0;

  private filled = 0;
  private readers = 0;
  private readonly companions: SeriesCompanion[] = [];

  /** @param stride how many numbers each series has */
  constructor(
    labelNames: readonly string[],
    readonly stride: number,
  ) {
    this.columns = labelNames.map((name) => new LabelColumn(name));
    const capacity = labelNames.length === 0 ? 1 : 8;
    this.ids = new Int32Array(capacity * labelNames.length);
    this.values = new Float64Array(capacity * stride);
    this.marks = new Uint8Array(capacity);
  }

  accompany(companion: SeriesCompanion): void {
    this.companions.push(companion);
  }

  /** The place of the series with these label value ids; -1 where there is none. */
  find(ids: ArrayLike<number>): number {
    const width = this.columns.length;
    const mask = this.slots.length - 1;
    for (let slot = hashOf(ids, 0, width) & mask; ; slot = (slot + 1) & mask) {
      const place = this.slots[slot] as number;
      if (place === EMPTY) return -1;
      if (place !== DELETED && this.has(place, ids)) return place;
    }
  }

  /** Adds a series that is not there yet, with its numbers at 0; returns its place. */
  add(texts: readonly string[]): number {
    if (this.size === this.marks.length) this.grow();
    const place = this.size;
    const width = this.columns.length;
    this.columns.forEach((column, index) => {
      const id = column.acquire(texts[index] ?? "");
      this.ids[place * width + index] = id;
      this.labelValues[place * width + index] = column.text(id);
    });
    this.values.fill(0, place * this.stride, (place + 1) * this.stride);
    this.marks[place] = WRITTEN;
    this.size += 1;
    this.live += 1;
    if ((this.filled + 1) * 2 > this.slots.length) this.rehash();
    else this.insert(place);
    return place;
  }

  /** Removes a series. */
  remove(place: number): void {
    const width = this.columns.length;
    const mask = this.slots.length - 1;
    let slot = hashOf(this.ids, place * width, width) & mask;
    while (this.slots[slot] !== place) slot = (slot + 1) & mask;
    this.slots[slot] = DELETED;
    this.columns.forEach((column, index) => column.release(this.ids[place * width + index] as number));
    this.labelValues.fill(undefined, place * width, (place + 1) * width);
    this.marks[place] = GONE | UNRENDERED;
    this.live -= 1;
    for (const companion of this.companions) companion.removed(place);
    this.closeUp();
  }

  /** Keeps every series in its place until as many readers have ended as began. */
  beginReading(): void {
    this.readers += 1;
  }

  endReading(): void {
    this.readers -= 1;
    this.closeUp();
  }

  /** Removes every series. */
  clear(): void {
    for (let place = 0; place < this.size; place += 1) {
      if ((this.marks[place] as number) & GONE) continue;
      for (const companion of this.companions) companion.removed(place);
      this.columns.forEach((column, index) => column.release(this.ids[place * this.columns.length + index] as number));
    }
    this.labelValues.length = 0;
    this.size = 0;
    this.live = 0;
    this.generation += 1;
    this.filled = 0;
    this.slots.fill(EMPTY);
  }

  /** The label values of a series, in the order of the label names. */
  texts(place: number): string[] {
    return this.columns.map((column, index) => column.text(this.ids[place * this.columns.length + index] as number));
  }

  /** The places of all series, in the order in which they were created. */
  *places(): Generator<number> {
    for (let place = 0; place < this.size; place += 1) {
      if (((this.marks[place] as number) & GONE) === 0) yield place;
    }
  }

  private has(place: number, ids: ArrayLike<number>): boolean {
    const width = this.columns.length;
    for (let index = 0; index < width; index += 1) {
      if (this.ids[place * width + index] !== ids[index]) return false;
    }
    return true;
  }

  private insert(place: number): void {
    const width = this.columns.length;
    const mask = this.slots.length - 1;
    let slot = hashOf(this.ids, place * width, width) & mask;
    while ((this.slots[slot] as number) >= 0) slot = (slot + 1) & mask;
    if (this.slots[slot] === EMPTY) this.filled += 1;
    this.slots[slot] = place;
  }

  private rehash(): void {
    let length = 16;
    while (length < this.live * 2 + 2) length *= 2;
    this.slots = new Int32Array(length).fill(EMPTY);
    this.filled = 0;
    for (const place of this.places()) this.insert(place);
  }

  private grow(): void {
    const capacity = Math.ceil(this.marks.length * 1.5) + 7;
    const ids = new Int32Array(capacity * this.columns.length);
    ids.set(this.ids);
    const values = new Float64Array(capacity * this.stride);
    values.set(this.values);
    const marks = new Uint8Array(capacity);
    marks.set(this.marks);
    this.ids = ids;
    this.values = values;
    this.marks = marks;
  }

  /** Gives the places of series that are gone to those behind them, once they are most. */
  private closeUp(): void {
    if (this.readers > 0 || this.size < 64 || this.live * 2 >= this.size) return;
    const width = this.columns.length;
    let to = 0;
    for (const from of this.places()) {
      if (from !== to) {
        this.ids.copyWithin(to * width, from * width, (from + 1) * width);
        this.labelValues.copyWithin(to * width, from * width, (from + 1) * width);
        this.values.copyWithin(to * this.stride, from * this.stride, (from + 1) * this.stride);
        this.marks[to] = this.marks[from] as number;
        for (const companion of this.companions) companion.moved(from, to);
      }
      to += 1;
    }
    this.labelValues.length = to * width;
    this.size = to;
    this.generation += 1;
    this.rehash();
  }
}
