import { inNextTurn } from "../private/turns";
import { LabelColumn } from "./label-column";
import { PlaceIndex } from "./place-index";

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

/** Fewer places than this are not worth closing up. */
const FEWEST_CLOSED_UP = 64;

/** Places, and slots, that are gone through in one turn of the event loop. */
const PLACES_A_TURN = 8_192;

/** What is kept beside the numbers of a series, and has to follow it. */
export interface SeriesCompanion {
  /** The series has moved to another place. */
  moved(from: number, to: number): void;
  /** The series is gone. */
  removed(series: number): void;
  /** Every series is gone. */
  cleared(): void;
}

/**
 * The series of one metric, by place: their label values as ids, their numbers, and whether they were written, each in one
 * array. Places are in the order in which the series were created; a series keeps its place until the table is closed up.
 */
export class SeriesTable {
  readonly columns: readonly LabelColumn[];
  /** The label value ids, `columns.length` for each place. */
  ids: Int32Array;
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

  private readonly index = new PlaceIndex(this);
  private readers = 0;
  /** How far the places are closed up, where that has begun: what was looked at, and where the next series moves to. */
  private closing: { from: number; to: number } | undefined;
  /** Whether closing up goes on in another turn of the event loop. */
  private goesOn = false;
  private readonly companions: SeriesCompanion[] = [];

  /** @param stride how many numbers each series has */
  constructor(
    labelNames: readonly string[],
    readonly stride: number,
  ) {
    this.columns = labelNames.map((name) => new LabelColumn(name));
    const { ids, values, marks } = this.memoryFor(this.fewestPlaces);
    this.ids = ids;
    this.values = values;
    this.marks = marks;
  }

  accompany(companion: SeriesCompanion): void {
    this.companions.push(companion);
  }

  /** The place of the series with these label value ids; -1 where there is none. */
  find(ids: ArrayLike<number>): number {
    return this.index.find(ids);
  }

  /** Adds a series that is not there yet, with its numbers at 0; returns its place. */
  add(texts: readonly string[]): number {
    if (this.size === this.marks.length) this.moveTo(Math.ceil(this.size * 1.5) + 7);
    const place = this.size;
    const width = this.columns.length;
    this.columns.forEach((column, index) => {
      this.ids[place * width + index] = column.acquire(texts[index] ?? "");
    });
    this.values.fill(0, place * this.stride, (place + 1) * this.stride);
    this.marks[place] = WRITTEN;
    this.size += 1;
    this.live += 1;
    this.index.add(place);
    return place;
  }

  /** Removes a series. */
  remove(place: number): void {
    const width = this.columns.length;
    this.index.remove(place);
    this.columns.forEach((column, index) => column.release(this.ids[place * width + index] as number));
    this.marks[place] = GONE | UNRENDERED;
    this.live -= 1;
    for (const companion of this.companions) companion.removed(place);
    if (this.closing === undefined) this.closeUp();
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
    for (const companion of this.companions) companion.cleared();
    for (const column of this.columns) column.clear();
    this.index.clear();
    this.size = 0;
    this.live = 0;
    this.closing = undefined;
    this.generation += 1;
    this.moveTo(this.fewestPlaces);
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

  /** A metric without labels has one series. */
  private get fewestPlaces(): number {
    return this.columns.length === 0 ? 1 : 8;
  }

  private memoryFor(places: number) {
    return {
      ids: new Int32Array(places * this.columns.length),
      values: new Float64Array(places * this.stride),
      marks: new Uint8Array(places),
    };
  }

  /** Moves to memory for so many places, which are at least those in use. */
  private moveTo(places: number): void {
    const { ids, values, marks } = this.memoryFor(places);
    ids.set(this.ids.subarray(0, this.size * this.columns.length));
    values.set(this.values.subarray(0, this.size * this.stride));
    marks.set(this.marks.subarray(0, this.size));
    this.ids = ids;
    this.values = values;
    this.marks = marks;
  }

  /**
   * Gives the places of series that are gone to those behind them, once they are most: a part now, and the others in further
   * turns of the event loop. Between them every series is in one place, as there are just more places without one.
   */
  private closeUp(): void {
    if (this.readers > 0) return;
    if (this.closing === undefined && this.size >= FEWEST_CLOSED_UP && this.live * 2 < this.size) {
      this.closing = { from: 0, to: 0 };
    }
    if (this.closing !== undefined) this.closeUpSome(this.closing);
    if ((this.closing !== undefined || this.index.moveOn(PLACES_A_TURN)) && !this.goesOn) {
      this.goesOn = true;
      inNextTurn(() => {
        this.goesOn = false;
        this.closeUp();
      }).unref();
    }
  }

  private closeUpSome(closing: { from: number; to: number }): void {
    const end = Math.min(closing.from + PLACES_A_TURN, this.size);
    for (; closing.from < end; closing.from += 1) {
      if ((this.marks[closing.from] as number) & GONE) continue;
      if (closing.from !== closing.to) this.move(closing.from, closing.to);
      closing.to += 1;
    }
    this.generation += 1;
    if (closing.from < this.size) return;
    this.closing = undefined;
    this.size = closing.to;
    if (this.marks.length > this.size * 4 + FEWEST_CLOSED_UP) this.moveTo(Math.ceil(this.size * 1.5) + 7);
    this.index.shrink();
  }

  private move(from: number, to: number): void {
    const width = this.columns.length;
    this.ids.copyWithin(to * width, from * width, (from + 1) * width);
    this.values.copyWithin(to * this.stride, from * this.stride, (from + 1) * this.stride);
    this.index.move(from, to);
    this.marks[to] = this.marks[from] as number;
    this.marks[from] = GONE | UNRENDERED;
    for (const companion of this.companions) companion.moved(from, to);
  }
}
