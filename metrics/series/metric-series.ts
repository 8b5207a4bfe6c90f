import { OVERFLOW_VALUE, type MetricDefinition } from "../definitions";
import { catchUp } from "../private/put-off";
import { turnAfter } from "../private/shared-turns";
import type { BudgetShare, CardinalityBudget } from "./cardinality-budget";
import { LabelResolver } from "./label-resolver";
import { LabelRules, type LabelInput } from "./label-rules";
import { ACTIVE, GONE, SeriesTable, UNRENDERED } from "./series-table";

/** A series that somebody keeps; it follows its place. */
export interface KeptPlace {
  /** -1 once the series is gone: it then has to be found anew. */
  place: number;
  readonly texts: readonly string[];
  /** Whether something was recorded that the table does not have yet. */
  readonly isAhead?: boolean;
  /** Hears that the series is gone, with all that was recorded in it. */
  gone?(): void;
}

/** Microseconds that it takes to see whether a series is idle, and to remove it. */
const LOOK = 0.02;
const REMOVAL = 2;

/** What the series of one metric are made with. */
export interface MetricSeriesOptions {
  readonly budget: CardinalityBudget;
  /** Whether a registry still exposes the metric. */
  readonly exposed: () => boolean;
  /** Seconds without an event after which a series is removed. */
  readonly expireAfter?: number | undefined;
  /** How many numbers each series has. */
  readonly stride: number;
  /** How many lines each series prints. */
  readonly lines: number;
  /**
   * Whether the series of closed label sets exist before their first event, so that `increase` sees that event; a metric
   * without labels exists in any case.
   */
  readonly startsAtZero: boolean;
}

/** The series of one metric: found, created, folded, removed. */
export class MetricSeries {
  readonly table: SeriesTable;
  readonly resolver: LabelResolver;
  readonly lines: number;

  private readonly rules: LabelRules;
  private readonly budget: CardinalityBudget;
  private readonly share: BudgetShare;
  private readonly fromTheStart: readonly (readonly string[])[];
  private readonly kept = new Map<number, KeptPlace>();
  /** Those that came back to a series that is kept already: one of the same labels, or the overflow. */
  private readonly keptBeside = new Map<number, KeptPlace[]>();
  private readonly expireAfter: number | undefined;
  private lastActive = new Float64Array(0);
  /** Whether the budget had no room for a series once. */
  private hasFolded = false;
  /** Whether what is resolved is an event. */
  private counts = true;

  constructor(
    readonly definition: MetricDefinition,
    { budget, exposed, expireAfter, stride, lines, startsAtZero }: MetricSeriesOptions,
  ) {
    this.rules = new LabelRules(definition);
    this.table = new SeriesTable(definition.labelNames, stride);
    this.table.accompany({
      moved: (from, to) => {
        this.lastActive[to] = this.lastActive[from] ?? 0;
        for (const kept of this.release(from)) this.follow(kept, to);
      },
      removed: (place) => this.lose(place),
      cleared: () => {
        this.lastActive = new Float64Array(0);
        for (const place of [...this.kept.keys()]) this.lose(place);
      },
    });
    this.budget = budget;
    this.lines = lines;
    this.share = { lines: 0, open: this.rules.names.some((name) => this.rules.of(name).open === true), exposed };
    budget.join(this.share);
    const exists = startsAtZero || definition.labelNames.length === 0;
    this.fromTheStart = exists ? this.rules.combinations() : [];
    const closed = this.rules.names.every((name) => this.rules.of(name).values !== undefined);
    this.expireAfter = closed ? undefined : expireAfter;
    this.resolver = new LabelResolver(this.table, (labels) => this.resolveSlowly(labels));
    this.start();
  }

  /**
   * The place of the series of these label values; it exists from then on.
   *
   * @throws {MetricUsageError} for labels that are not exactly the metric's own
   */
  resolve(labels: LabelInput): number {
    return this.resolver.resolve(labels);
  }

  /** What keeps the series of these label values, one object for all who ask. */
  keep<Kept extends KeptPlace>(labels: LabelInput, create: (place: number, texts: readonly string[]) => Kept): Kept {
    const place = this.resolveUncounted(labels);
    if (this.hasFolded) {
      // What is folded is found anew with each event, which counts it, until there is room for it.
      const texts = this.rules.texts(labels);
      if (this.find(texts) !== place) return create(-1, texts);
    }
    // One metric keeps its series in one kind of object.
    const known = this.kept.get(place) as Kept | undefined;
    if (known !== undefined) return known;
    const kept = create(place, this.table.texts(place));
    this.kept.set(place, kept);
    return kept;
  }

  /** The place of a kept series, for an event; it exists from then on. */
  placeOfKept(kept: KeptPlace): number {
    if (kept.place !== -1) return kept.place;
    const place = this.placeOf(kept.texts);
    if (this.find(kept.texts) === place) this.follow(kept, place);
    return place;
  }

  /**
   * Removes the series of these label values.
   *
   * @throws {MetricUsageError} for labels that are not exactly the metric's own
   */
  remove(labels: LabelInput): void {
    const texts = this.rules.texts(labels);
    catchUp();
    const place = this.find(texts);
    if (place !== -1) this.removeAt(place);
  }

  /** Removes every series but those that exist from the start, which begin again. */
  reset(): void {
    catchUp();
    this.table.clear();
    this.budget.count(this.share, -this.share.lines);
    this.start();
  }

  /**
   * Gets ready to be read: removes series that nothing was recorded in for longer than allowed, with turns of the event loop
   * between.
   */
  async prepareReading(now: number): Promise<void> {
    this.resolver.isRead();
    if (this.expireAfter === undefined) return;
    const { table } = this;
    // From one turn to the next no series changes its place.
    table.beginReading();
    try {
      for (let place = 0; place < table.size; place += 1) {
        const removed = this.expireAt(place, now, this.expireAfter * 1_000);
        const turn = turnAfter(removed ? REMOVAL : LOOK);
        if (turn !== undefined) await turn;
      }
    } finally {
      table.endReading();
    }
  }

  /** Has a kept series be at a place from now on. */
  private follow(kept: KeptPlace, place: number): void {
    kept.place = place;
    if (!this.kept.has(place)) {
      this.kept.set(place, kept);
      return;
    }
    const beside = this.keptBeside.get(place) ?? [];
    beside.push(kept);
    this.keptBeside.set(place, beside);
  }

  /** Those that were at a place, which nobody follows any more. */
  private release(place: number): readonly KeptPlace[] {
    const all = this.keptAt(place);
    this.kept.delete(place);
    this.keptBeside.delete(place);
    return all;
  }

  private keptAt(place: number): readonly KeptPlace[] {
    const kept = this.kept.get(place);
    return kept === undefined ? [] : [kept, ...(this.keptBeside.get(place) ?? [])];
  }

  /** Removes a series that was idle for as many milliseconds; says whether it was. */
  private expireAt(place: number, now: number, longest: number): boolean {
    const { table } = this;
    const marks = table.marks[place] ?? GONE;
    if (marks & GONE) return false;
    if (place >= this.lastActive.length) {
      const grown = new Float64Array(table.marks.length);
      grown.set(this.lastActive);
      this.lastActive = grown;
    }
    if (marks & ACTIVE) {
      table.marks[place] = marks & UNRENDERED;
      this.lastActive[place] = now;
      return false;
    }
    if (now - (this.lastActive[place] ?? now) <= longest) return false;
    // The table took over what kept series had counted before the first turn; any may have counted since.
    if (this.keptAt(place).some(({ isAhead }) => isAhead === true)) return false;
    this.removeAt(place);
    return true;
  }

  /** Tells those that were at a place that the series is gone. */
  private lose(place: number): void {
    for (const kept of this.release(place)) {
      kept.place = -1;
      kept.gone?.();
    }
  }

  private removeAt(place: number): void {
    this.budget.count(this.share, -this.lines);
    this.table.remove(place);
  }

  private start(): void {
    for (const texts of this.fromTheStart) this.add(texts);
  }

  private add(texts: readonly string[]): number {
    this.budget.count(this.share, this.lines);
    return this.table.add(texts);
  }

  private find(texts: readonly string[]): number {
    const ids = texts.map((text, index) => this.table.columns[index]?.id(text) ?? -1);
    return ids.includes(-1) ? -1 : this.table.find(ids);
  }

  /** The same as `resolve` where nothing is recorded yet. */
  private resolveUncounted(labels: LabelInput): number {
    this.counts = false;
    try {
      return this.resolve(labels);
    } finally {
      this.counts = true;
    }
  }

  private resolveSlowly(labels: LabelInput): number {
    const texts = this.rules.texts(labels);
    const place = this.placeOf(texts);
    this.rules.names.forEach((name, index) => {
      const value = labels[name];
      const column = this.table.columns[index];
      const id = column?.id(texts[index] ?? "") ?? -1;
      // The number is found by itself from now on; what was folded is not known under its text either.
      if (typeof value === "number" && id !== -1) column?.alias(value, id);
    });
    return place;
  }

  private placeOf(texts: readonly string[]): number {
    const known = this.find(texts);
    if (known !== -1) return known;
    if (this.budget.admits(this.share, this.lines)) return this.add(texts);
    this.hasFolded = true;
    if (this.counts) this.budget.folded(this.definition.name);
    return this.overflow(texts);
  }

  /** The series in which events are recorded that the budget has no room for. */
  private overflow(texts: readonly string[]): number {
    const fold = (folds: (name: string) => boolean) =>
      texts.map((text, index) => (folds(this.rules.names[index] ?? "") ? OVERFLOW_VALUE : text));
    const folded = fold((name) => this.rules.of(name).open === true);
    const known = this.find(folded);
    if (known !== -1) return known;
    if (this.budget.admitsClosed(this.share, this.lines)) return this.add(folded);
    const bounded = fold((name) => this.rules.of(name).values === undefined);
    const place = this.find(bounded);
    return place === -1 ? this.add(bounded) : place;
  }
}
