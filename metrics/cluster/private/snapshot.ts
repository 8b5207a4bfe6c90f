/** How the lines of several processes become one: prom-client's aggregators, and those that need more than the values. */
export type MergeRule = "sum" | "first" | "average" | "min" | "max" | "omit" | "ratio" | "balance" | "distinct";

/** What bounds the lines of a metric of this package on the page of all processes. */
export interface LayoutGuard {
  /** The labels whose values become `overflow` once the line budget is full. */
  readonly open: readonly string[];
  /** Those, and all others that have no list of values. */
  readonly unlisted: readonly string[];
  /** How many lines in turn are one series, which folds as a whole. */
  readonly linesOfSeries: number;
}

/** One metric of one process, without its numbers. */
export interface FamilyLayout {
  /** Grows with each layout of the process, a changed one of the same metric included. */
  readonly id: number;
  /** Which registry of the thread has it: several may have metrics of one name. */
  readonly source: number;
  /** Which of this package's metrics in the thread it is; undefined for one that is not of this package. */
  readonly metric?: number;
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly merge: MergeRule;
  /** Whether every thread of a process says the same of it. */
  readonly scope: "thread" | "process";
  /** Undefined for a metric that is not of this package. */
  readonly guard?: LayoutGuard;
  /** Name and labels of each line as they are printed. A ratio has two numbers for each, its parts; others one. */
  readonly lines: readonly string[];
}

/** A metric as it travels: by its id alone where the receiver has its layout. */
export type SentFamily = FamilyLayout | number;

/** What a process answers to a scrape. */
export interface SentSnapshot {
  /** The greatest id of a layout; the receiver says it at its next scrape. */
  readonly newest: number;
  readonly families: readonly SentFamily[];
  /** What its registries have, and could not be collected: the keys of {@link familyKey}. */
  readonly failed: readonly string[];
  /** The lines that its registries may have, the greatest of them; 0 where none has metrics of this package. */
  readonly lineBudget: number;
  /** The numbers of all families in turn, as 64-bit floats in base64. */
  readonly numbers: string;
  /** What distinct counts are computed from, in base64, by the layout's id. */
  readonly distinct: Readonly<Record<string, string>>;
}

/** What a process has answered, ready to be merged. */
export interface Snapshot {
  readonly newest: number;
  readonly lineBudget: number;
  readonly families: readonly FamilyLayout[];
  readonly failed: readonly string[];
  readonly numbers: Float64Array;
  readonly distinct: ReadonlyMap<number, Uint8Array>;
}

/** What tells a metric from all others of one thread, at all of its scrapes. */
export const familyKey = ({ source, name }: Pick<FamilyLayout, "source" | "name">): string => `${source} ${name}`;

/** How many numbers a metric has. */
export const widthOf = ({ merge, lines }: FamilyLayout): number => (merge === "ratio" ? 2 : 1) * lines.length;

const CUMULATIVE: ReadonlySet<string> = new Set(["counter", "histogram", "summary"]);

/** Whether its numbers only grow, but where they begin again at 0. */
export const isCounted = ({ type, merge }: FamilyLayout): boolean => CUMULATIVE.has(type) && merge === "sum";

/** Whether what a process has counted still holds when the process is gone: what it began may end in another one. */
export const isCumulative = (layout: FamilyLayout): boolean => layout.merge === "balance" || isCounted(layout);

/** One metric of a snapshot, and where its numbers begin. */
export interface PlacedFamily {
  readonly layout: FamilyLayout;
  readonly snapshot: Snapshot;
  readonly from: number;
}

/** The metrics of a snapshot. */
export function* placedFamilies(snapshot: Snapshot): Generator<PlacedFamily, void> {
  let from = 0;
  for (const layout of snapshot.families) {
    yield { layout, snapshot, from };
    from += widthOf(layout);
  }
}

/** A snapshot as it travels, to a receiver that has the layouts up to an id. */
export const sent = (
  { newest, lineBudget, families, failed, numbers, distinct }: Snapshot,
  known: number,
): SentSnapshot => ({
  newest,
  lineBudget,
  failed,
  families: families.map((family) => (family.id <= known ? family.id : family)),
  numbers: Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString("base64"),
  distinct: Object.fromEntries(Array.from(distinct, ([id, bytes]) => [id, Buffer.from(bytes).toString("base64")])),
});

/** Reads a snapshot, with what the same process sent before; undefined when that does not go together. */
export function received(
  { newest, lineBudget, families, failed, numbers, distinct }: SentSnapshot,
  before: Snapshot | undefined,
): Snapshot | undefined {
  const known = new Map(before?.families.map((family) => [family.id, family]));
  const layouts = families.flatMap((family) => (typeof family === "number" ? (known.get(family) ?? []) : family));
  if (layouts.length < families.length) return undefined;
  // An array of numbers has to begin at a multiple of 8 bytes, which a buffer from the pool may not.
  const bytes = Uint8Array.from(Buffer.from(numbers, "base64"));
  return {
    newest,
    lineBudget,
    families: layouts,
    failed,
    numbers: new Float64Array(bytes.buffer),
    distinct: new Map(Object.entries(distinct).map(([id, text]) => [Number(id), Buffer.from(text, "base64")])),
  };
}
