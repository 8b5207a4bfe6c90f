import { isDeepStrictEqual } from "node:util";
import { generateFunction } from "./generate-function";
import type { LabelColumn } from "./label-column";
import type { SeriesTable } from "./series-table";

/** How far from the end the characters are looked at that could tell values apart. */
const FURTHEST = 32;
/** How many values of a label are looked at. */
const SAMPLE = 256;
/** The most characters that a fingerprint has. */
const MOST_CHARACTERS = 6;

const FEWEST_SLOTS = 256;
const MOST_SLOTS = 65_536;
const SLOTS_PER_SERIES = 8;

const SHORTEST_PATIENCE = 64;
const LONGEST_PATIENCE = 2 ** 20;

/** So many slots that few series share theirs with more than one other. */
function slotsFor(series: number): number {
  let slots = FEWEST_SLOTS;
  while (slots < series * SLOTS_PER_SERIES && slots < MOST_SLOTS) slots *= 2;
  return slots;
}

const shiftFor = (slots: number): number => 33 - Math.log2(slots);

/** A character of a label's values that tells some of them apart. */
export interface HintCharacter {
  /** The label's place among the metric's. */
  readonly label: number;
  /** How far from the end of the value it is; a value that is too short has none. The length counts as one, too, at 0. */
  readonly distance: number;
}

/** The same with how many times as many fingerprints there are with it, as far as its own label tells. */
interface TellingCharacter extends HintCharacter {
  readonly gain: number;
}

/**
 * A series that a hint leads to. Its label values are fields, `value0` and on in the order of the label names: the engine
 * compares fields with less ado than elements of an array.
 */
export interface HintedSeries {
  place: number;
  /** Undefined once the series is gone: no label has such a value. */
  value0: string | undefined;
}

type CreateHinted = (place: number, texts: readonly string[]) => HintedSeries;

/** One literal for all that a metric has; undefined where the process forbids code to be made. */
function generateHinted(width: number): CreateHinted | undefined {
  const values = Array.from({ length: width }, (_, index) => `value${index}: texts[${index}]`);
  return generateFunction(`return (place, texts) => ({ place, ${values.join(", ")} });`, {}) as
    CreateHinted | undefined;
}

/**
 * Where a series probably is, by a few characters of its label values. To find a value in a map, the whole of it is hashed
 * and compared; here only those characters count in which the series of the metric are seen to differ. A hint that is
 * wrong, whether old or of another series with the same characters, is noticed by comparing the values, and replaced:
 * whoever sends such values on purpose makes events as slow as without hints, and nothing else.
 */
export class SeriesHints {
  /** Series, two for each fingerprint; a power of two of them. */
  slots: HintedSeries[];
  /** How far a fingerprint is shifted to the right to be one of half as many numbers. */
  shift = shiftFor(FEWEST_SLOTS);

  /** Fills slots that lead nowhere yet. */
  private readonly none: HintedSeries;
  /** Those in the slots, by place, each once. */
  private readonly hinted: (HintedSeries | undefined)[] = [];
  /** What a fingerprint is made of. */
  private characters: readonly HintCharacter[] = [];
  private missed = 0;
  /** How many hints may be missing or wrong until better ones are looked for. */
  private patience = SHORTEST_PATIENCE;
  /** How many times as many fingerprints as series are aimed at. */
  private spread = 1;

  private constructor(
    private readonly table: SeriesTable,
    private readonly create: CreateHinted,
  ) {
    this.none = create(-1, []);
    this.slots = this.unused(FEWEST_SLOTS);
    table.accompany({
      moved: (from, to) => {
        const series = this.hinted[from];
        if (series === undefined) return;
        this.forget(series);
        series.place = to;
        this.remember(series);
      },
      removed: (place) => {
        const series = this.hinted[place];
        if (series === undefined) return;
        this.forget(series);
        series.value0 = undefined;
      },
      cleared: () => {
        this.startAnew(this.slots.length);
        this.hinted.length = 0;
      },
    });
  }

  /** Undefined where the process forbids code to be made, without which hints are of no use. */
  static of(table: SeriesTable): SeriesHints | undefined {
    const create = generateHinted(table.columns.length);
    return create && new SeriesHints(table, create);
  }

  /** Whether no hint is known for a fingerprint yet. */
  isUnused(slot: number): boolean {
    return this.slots[slot] === this.none;
  }

  /**
   * Remembers where the series with this fingerprint was found, since no hint led there.
   *
   * @param texts its label values, which are those that have this fingerprint
   * @returns what fingerprints are made of from now on, where hints were missing or wrong too often; undefined where that
   * stays as it is
   */
  note(slot: number, place: number, texts: readonly string[]): readonly HintCharacter[] | undefined {
    const { slots, none } = this;
    this.forget(slots[slot + 1] ?? none);
    slots[slot + 1] = slots[slot] ?? none;
    const series = this.create(place, texts);
    slots[slot] = series;
    this.remember(series);
    this.missed += 1;
    return this.missed < this.patience ? undefined : this.better();
  }

  private better(): readonly HintCharacter[] | undefined {
    this.missed = 0;
    // Ever rarer, so that looking at the values costs next to nothing however many of them are new.
    this.patience = Math.min(this.patience * 2, LONGEST_PATIENCE);
    const { live } = this.table;
    const length = slotsFor(live);
    const grows = length > this.slots.length;
    this.spread = grows ? 1 : this.spread * 4;
    const characters = fewestCharacters(this.table, live * this.spread);
    const same = isDeepStrictEqual(characters, this.characters);
    if (same && !grows) return undefined;
    this.startAnew(length);
    this.characters = characters;
    return same ? undefined : characters;
  }

  private startAnew(length: number): void {
    this.slots = this.unused(length);
    this.shift = shiftFor(length);
    // As many places have to fit again, and growing to a million takes some milliseconds.
    this.hinted.fill(undefined);
  }

  private unused(length: number): HintedSeries[] {
    return new Array<HintedSeries>(length).fill(this.none);
  }

  private remember(series: HintedSeries): void {
    // Far beyond its end, an array becomes a dictionary.
    while (this.hinted.length < series.place) this.hinted.push(undefined);
    this.hinted[series.place] = series;
  }

  private forget(series: HintedSeries): void {
    if (this.hinted[series.place] === series) this.hinted[series.place] = undefined;
  }
}

/** The fewest characters that could make so many fingerprints. */
function fewestCharacters(table: SeriesTable, wanted: number): HintCharacter[] {
  const chosen: HintCharacter[] = [];
  let prints = 1;
  for (const character of table.columns.flatMap(telling).sort((one, other) => other.gain - one.gain)) {
    if (prints >= wanted || chosen.length === MOST_CHARACTERS) break;
    chosen.push({ label: character.label, distance: character.distance });
    prints *= character.gain;
  }
  // The same ones are the same code, whichever told most.
  return chosen.sort((one, other) => one.label - other.label || one.distance - other.distance);
}

/** The characters in which the values of a label differ most, the best first; the others add to those before. */
function telling(column: LabelColumn, label: number): TellingCharacter[] {
  const used = column.texts.filter((text) => text !== "");
  const step = Math.ceil(used.length / SAMPLE);
  const texts = used.filter((_, index) => index % step === 0);
  const found: TellingCharacter[] = [];
  let prints: readonly number[] = texts.map(() => 0);
  for (let told = Math.min(texts.length, 1); told < texts.length && found.length < MOST_CHARACTERS;) {
    const best = bestCharacter(texts, prints);
    if (best.told === told) break;
    found.push({ label, distance: best.distance, gain: best.told / told });
    ({ told, prints } = best);
  }
  return found;
}

function bestCharacter(texts: readonly string[], before: readonly number[]) {
  let best = { distance: 0, prints: before, told: 0 };
  for (let distance = 0; distance <= FURTHEST && best.told < texts.length; distance += 1) {
    const prints = texts.map((text, index) => (before[index] ?? 0) * 256 + characterOf(text, distance));
    const told = new Set(prints).size;
    if (told > best.told) best = { distance, prints, told };
  }
  return best;
}

const characterOf = (text: string, distance: number): number =>
  distance === 0 ? text.length : text.charCodeAt(text.length - distance) || 0;
