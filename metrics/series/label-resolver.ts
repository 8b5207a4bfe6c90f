import { LABEL_NAME } from "../definitions/metric-problems";
import { generateFunction } from "./generate-function";
import { internalized } from "./internalized";
import type { LabelInput } from "./label-rules";
import { SeriesHints, type HintCharacter } from "./series-hints";
import type { SeriesTable } from "./series-table";

/** Finds the place of the series that a caller's labels name. */
export type ResolveLabels = (labels: LabelInput) => number;

/** The texts of status codes, and of other small numbers. */
const TEXTS = Array.from({ length: 1_000 }, (_, number) => internalized(String(number)));

/** The text of a number that is one of those; undefined for whatever else is no text. */
const textOf = (value: unknown): string | undefined => (typeof value === "number" ? TEXTS[value] : undefined);

/** After so many a metric's ways to follow hints share one call. */
const MOST_CALLS = 6;

/** How many of them most metrics come to; the code that calls the others is made a part of nothing that does not need them. */
const USUAL_CALLS = 3;

/** At which reading of a metric its way is made anew; at one scrape every 15 s, in the first minute and after five. */
const RENEWED_AT: ReadonlySet<number> = new Set([2, 20]);

/** What leads to a series; a later way takes the place of an earlier one, of which nothing is kept. */
interface Ways {
  newest: number;
  [way: number]: ResolveLabels;
}

/**
 * Finds series by labels: fast where every value is known, by way of `slowly` where anything is new, missing, unknown or
 * wrong.
 */
export class LabelResolver {
  /** One function for good: what calls it is compiled together with it. */
  readonly resolve: ResolveLabels;

  private readonly ways: Ways;
  private readings = 0;
  /** Makes the newest way anew, from the same characters. */
  private renew: (() => void) | undefined;

  constructor(
    private readonly table: SeriesTable,
    slowly: ResolveLabels,
  ) {
    const byValue = resolveByValue(table, slowly);
    this.ways = { newest: 0, 0: byValue };
    // The names become part of the code.
    const plain = table.columns.length > 0 && table.columns.every(({ name }) => LABEL_NAME.test(name));
    const newest = plain ? generateNewest(this.ways) : undefined;
    this.resolve = newest ?? byValue;
    const hints = newest && SeriesHints.of(table);
    if (hints !== undefined) this.followHints(hints, byValue);
  }

  /**
   * Says that the metric is read. What the engine has learned of a way to be the newest is from its first events, whose texts
   * were just made; those that the application keeps are internalized by now, and a way that has seen no others compares
   * pointers.
   */
  isRead(): void {
    this.readings += 1;
    if (RENEWED_AT.has(this.readings)) this.renew?.();
  }

  /** Begins to follow hints, and goes on with others whenever these turn out not to tell series apart. */
  private followHints(hints: SeriesHints, byValue: ResolveLabels): void {
    const { ways } = this;
    const missed = (labels: LabelInput, slot: number): number => {
      const place = byValue(labels);
      const texts = this.table.texts(place);
      if (!isNamedBy(this.table, texts, labels)) return place;
      if (hints.isUnused(slot)) internalizeValues(this.table, labels);
      const characters = hints.note(slot, place, texts);
      if (characters !== undefined) follow(characters);
      return place;
    };
    const follow = (characters: readonly HintCharacter[]): void => {
      const way = generateByHint(this.table, hints, characters, missed, byValue);
      if (way === undefined) return;
      ways[ways.newest] = byValue;
      ways.newest = Math.min(ways.newest + 1, MOST_CALLS);
      ways[ways.newest] = way;
      this.renew = () => follow(characters);
    };
    ways[0] = (labels) => missed(labels, 0);
  }
}

/** Whether a series has the very values that led to it: what was folded, or cut, leads to one that has others. */
const isNamedBy = ({ columns }: SeriesTable, texts: readonly string[], labels: LabelInput): boolean =>
  columns.every(({ name }, index) => String(labels[name]) === texts[index]);

function internalizeValues({ columns }: SeriesTable, labels: LabelInput): void {
  for (const { name } of columns) {
    const value = labels[name];
    if (typeof value === "string") internalized(value);
  }
}

/** Asks each label's values for the one that is given. */
function resolveByValue(table: SeriesTable, slowly: ResolveLabels): ResolveLabels {
  const names = table.columns.map(({ name }) => name);
  const known = table.columns.map((column) => column.known);
  const width = names.length;
  const ids = new Int32Array(width);
  return (labels) => {
    let given = 0;
    for (const _ in labels) given += 1;
    if (given !== width) return slowly(labels);
    for (let index = 0; index < width; index += 1) {
      // Whatever the value is, only texts and numbers are in the map.
      const id = known[index]?.get(labels[names[index] ?? ""] as string);
      if (id === undefined) return slowly(labels);
      ids[index] = id;
    }
    const place = table.find(ids);
    return place === -1 ? slowly(labels) : place;
  };
}

/**
 * Goes the newest way. The engine makes a called function a part of its caller only where all calls from that place went to
 * the same one, so each way is called from a place of its own, and who calls this function never sees another one.
 */
function generateNewest(ways: Ways): ResolveLabels | undefined {
  const calls = (from: number, to: number) =>
    Array.from(
      { length: to - from },
      (_, index) => `if (newest === ${from + index}) return ways[${from + index}](labels);`,
    );
  return generateFunction(
    `function unusual(newest, labels) {
      ${calls(USUAL_CALLS + 1, MOST_CALLS).join("\n")}
      return ways[newest](labels);
    }
    return (labels) => {
      const { newest } = ways;
      ${calls(1, USUAL_CALLS + 1).join("\n")}
      return unusual(newest, labels);
    };`,
    { ways },
  ) as ResolveLabels | undefined;
}

/**
 * Follows a hint, and sees whether the series there has these very values. This is code of its own for each metric, with
 * the label names as property names: the engine then knows where in the labels each one lies, and what it learns of one
 * metric's callers slows no other's down. It is kept short, so that the engine makes it a part of its callers; what is rare
 * is elsewhere. Undefined where the process forbids that.
 */
function generateByHint(
  table: SeriesTable,
  hints: SeriesHints,
  characters: readonly HintCharacter[],
  missed: (labels: LabelInput, slot: number) => number,
  otherwise: ResolveLabels,
): ResolveLabels | undefined {
  const width = table.columns.length;
  const each = (code: (name: string, index: number) => string, separator: string) =>
    table.columns.map(({ name }, index) => code(name, index)).join(separator);
  const values = each((_, index) => `value${index}`, ", ");
  const unusable = each(
    (_, index) => `typeof value${index} !== "string" && (value${index} = textOf(value${index})) === undefined`,
    " || ",
  );
  const isIt = each((_, index) => `series.value${index} === value${index}`, " && ");
  return generateFunction(
    `function second(labels, slot, ${values}) {
      const series = hints.slots[slot + 1];
      return ${isIt} ? series.place : missed(labels, slot);
    }
    return (labels) => {
      let given = 0;
      for (const _ in labels) given += 1;
      let ${each((name, index) => `value${index} = labels.${name}`, ", ")};
      if (given !== ${width} || ${unusable}) return otherwise(labels);
      let print = 0;
      ${characters.map(addCharacter).join("\n")}
      const slot = (Math.imul(print, 0x9e3779b1) >>> hints.shift) << 1;
      const series = hints.slots[slot];
      return ${isIt} ? series.place : second(labels, slot, ${values});
    };`,
    { hints, missed, otherwise, textOf },
  ) as ResolveLabels | undefined;
}

/** Turns the fingerprint by as many bits as digits, or small letters, differ in, and adds a character. */
function addCharacter({ label, distance }: HintCharacter, index: number): string {
  const length = `value${label}.length`;
  const before = index === 0 ? "" : "(print << 5) ^ (print >>> 27) ^ ";
  if (distance === 0) return `print = ${before}${length};`;
  return `if (${length} >= ${distance}) print = ${before}value${label}.charCodeAt(${length} - ${distance});`;
}
