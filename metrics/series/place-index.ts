/** In the hash table: never used, and used once. */
const EMPTY = -1;
const DELETED = -2;

const FEWEST_SLOTS = 16;

/** Slots that are moved to a larger table with each place that is added: enough to be done before it has to grow again. */
const SLOTS_A_PLACE = 16;

/** Where the label value ids of each place are. */
export interface PlaceIds {
  readonly columns: { readonly length: number };
  /** `columns.length` for each place. */
  readonly ids: Int32Array;
}

/** One set of value ids, hashed. */
function hashOf(ids: ArrayLike<number>, from: number, width: number): number {
  let hash = 0;
  for (let index = 0; index < width; index += 1) {
    hash = Math.imul(hash ^ (ids[from + index] as number), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

/** So many slots that a table has room for a third more places before it is half full, and more has to be made. */
function slotsFor(places: number): number {
  let slots = FEWEST_SLOTS;
  while (slots * 3 < places * 8) slots *= 2;
  return slots;
}

/**
 * Finds places by their label value ids: an open hash table, which moves to a larger one a part with each place that is
 * added, as moving all of it would stop everything else.
 */
export class PlaceIndex {
  private slots = new Int32Array(FEWEST_SLOTS).fill(EMPTY);
  /** The table before, from which places are still moved; empty when there are none. */
  private former = new Int32Array(0);
  /** How many of its slots are moved. */
  private moved = 0;
  private filled = 0;
  private places = 0;

  constructor(private readonly table: PlaceIds) {}

  /** The place with these ids; -1 where there is none. */
  find(ids: ArrayLike<number>): number {
    const place = this.findIn(this.slots, ids);
    return place !== -1 || this.former.length === 0 ? place : this.findIn(this.former, ids);
  }

  /** Adds a place whose ids are not there yet. */
  add(place: number): void {
    this.places += 1;
    if ((this.filled + 1) * 2 > this.slots.length) this.resize();
    this.insert(place);
    this.moveOn(SLOTS_A_PLACE);
  }

  remove(place: number): void {
    this.places -= 1;
    this.replace(place, DELETED);
  }

  /** Takes another place for one whose ids are the same at both. */
  move(from: number, to: number): void {
    this.replace(from, to);
  }

  clear(): void {
    this.slots = new Int32Array(FEWEST_SLOTS).fill(EMPTY);
    this.former = new Int32Array(0);
    this.filled = 0;
    this.places = 0;
  }

  /** Begins to move to a table that fits, where this one is much too large. */
  shrink(): void {
    if (this.slots.length > slotsFor(this.places) * 4) this.resize();
  }

  /** Moves what is in some more slots of the table before; false once nothing is left there. */
  moveOn(slots: number): boolean {
    if (this.former.length === 0) return false;
    const end = Math.min(this.moved + slots, this.former.length);
    for (; this.moved < end; this.moved += 1) {
      const place = this.former[this.moved] as number;
      if (place < 0) continue;
      this.former[this.moved] = DELETED;
      this.insert(place);
    }
    if (this.moved < this.former.length) return true;
    this.former = new Int32Array(0);
    return false;
  }

  private resize(): void {
    // Nothing is left there, unless more was added at once than the table had room for when it shrank.
    this.moveOn(this.former.length);
    this.former = this.slots;
    this.moved = 0;
    this.slots = new Int32Array(slotsFor(this.places)).fill(EMPTY);
    this.filled = 0;
  }

  private insert(place: number): void {
    const width = this.table.columns.length;
    const mask = this.slots.length - 1;
    let slot = hashOf(this.table.ids, place * width, width) & mask;
    while ((this.slots[slot] as number) >= 0) slot = (slot + 1) & mask;
    if (this.slots[slot] === EMPTY) this.filled += 1;
    this.slots[slot] = place;
  }

  private findIn(slots: Int32Array, ids: ArrayLike<number>): number {
    const width = this.table.columns.length;
    const mask = slots.length - 1;
    for (let slot = hashOf(ids, 0, width) & mask; ; slot = (slot + 1) & mask) {
      const place = slots[slot] as number;
      if (place === EMPTY) return -1;
      if (place !== DELETED && this.has(place, ids)) return place;
    }
  }

  private has(place: number, ids: ArrayLike<number>): boolean {
    const { table } = this;
    const width = table.columns.length;
    for (let index = 0; index < width; index += 1) {
      if (table.ids[place * width + index] !== ids[index]) return false;
    }
    return true;
  }

  /** Writes over the slot of a place. */
  private replace(place: number, by: number): void {
    const width = this.table.columns.length;
    const hash = hashOf(this.table.ids, place * width, width);
    for (const slots of [this.slots, this.former]) {
      const mask = slots.length - 1;
      for (let slot = hash & mask; slots.length > 0 && slots[slot] !== EMPTY; slot = (slot + 1) & mask) {
        if (slots[slot] !== place) continue;
        slots[slot] = by;
        return;
      }
    }
  }
}
