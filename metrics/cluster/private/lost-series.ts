import type { FamilyLayout, PlacedFamily } from "./snapshot";
import type { Turns } from "../../private/turns";

/** Where a series begins among the lines of its metric, and where it ends. */
export type SeriesRange = readonly [from: number, to: number];

/** A series that a process has no more, or that began again. */
export interface LostSeries {
  readonly range: SeriesRange;
  /** Whether the process has it no more. */
  readonly isAbsent: boolean;
}

/** Series that are looked at, or lines, before it is asked whether others wait. */
const A_STEP = 1_024;

const isCountLine = (line: string, count: string): boolean =>
  line.startsWith(count) && (line.length === count.length || line[count.length] === "{");

/** The series of a counter, histogram or summary; each of the latter ends with its count. */
export function* seriesOf({ name, type, guard, lines }: FamilyLayout): Generator<SeriesRange, void> {
  const width = type === "counter" ? 1 : guard?.linesOfSeries;
  let from = 0;
  for (let to = 1; to <= lines.length; to += 1) {
    const isEnd = width === undefined ? isCountLine(lines[to - 1] as string, `${name}_count`) : to - from === width;
    if (!isEnd && to < lines.length) continue;
    yield [from, to];
    from = to;
  }
}

async function placesOf(lines: readonly string[], turns: Turns): Promise<ReadonlyMap<string, number>> {
  const places = new Map<string, number>();
  for (const [place, line] of lines.entries()) {
    places.set(line, place);
    if (place % A_STEP === A_STEP - 1) await turns.pass();
  }
  return places;
}

/**
 * The series of a metric that a later reading has no more, or that began again at 0 meanwhile. Those of a histogram are told
 * by their counts: a sum falls with each value below 0, and the buckets of one series belong together.
 *
 * @param now undefined where the metric as a whole is gone
 */
export async function lostSeries(
  before: PlacedFamily,
  now: PlacedFamily | undefined,
  turns: Turns,
): Promise<readonly LostSeries[]> {
  const lost: LostSeries[] = [];
  const { lines } = before.layout;
  let places: ReadonlyMap<string, number> | undefined;
  // Series keep their order while others come behind them: most are where they are expected.
  let end = 0;
  let looked = 0;
  for (const range of seriesOf(before.layout)) {
    const [from, to] = range;
    const last = lines[to - 1] as string;
    const expected = end + to - from - 1;
    let place: number | undefined = expected;
    if (now === undefined) place = undefined;
    else if (now.layout !== before.layout && now.layout.lines[expected] !== last) {
      places ??= await placesOf(now.layout.lines, turns);
      place = places.get(last);
    }
    if (place !== undefined) end = place + 1;
    if (place === undefined) lost.push({ range, isAbsent: true });
    else if (numberAt(now, place) < numberAt(before, to - 1)) lost.push({ range, isAbsent: false });
    looked += 1;
    if (looked % A_STEP === 0) await turns.pass();
  }
  return lost;
}

/** The number of a line; that of a metric that is gone is less than any. */
const numberAt = (family: PlacedFamily | undefined, line: number): number =>
  family === undefined ? -Infinity : (family.snapshot.numbers[family.from + line] as number);
