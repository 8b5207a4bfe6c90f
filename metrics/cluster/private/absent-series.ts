/** What a process had counted in one series, and where its lines are among those of the whole; the last is its count. */
export interface AbsentSeries {
  /** See {@link FamilyLayout.metric}. */
  readonly metric: number | undefined;
  readonly slots: readonly number[];
  readonly numbers: readonly number[];
}

/** Who has left a series out: one registry of an answerer. */
export interface Absentee {
  readonly answerer: string;
  readonly source: number;
}

const nameOf = ({ answerer, source }: Absentee): string => `${answerer} ${source}`;

/**
 * The series of one metric that processes have left out, and may come back to: of a metric that asks another system, say,
 * which is away for a while. What they had counted is kept meanwhile, and must not be counted twice then.
 */
export class AbsentSeriesSet {
  /** By who left them out, and by the slot of their last line. */
  private readonly all = new Map<string, Map<number, AbsentSeries>>();

  /** The slots of all lines. */
  get slots(): ReadonlySet<number> {
    return new Set(Array.from(this.all.values(), (own) => Array.from(own.values(), ({ slots }) => slots)).flat(2));
  }

  add(absentee: Absentee, absent: AbsentSeries): void {
    const own = this.all.get(nameOf(absentee)) ?? new Map<number, AbsentSeries>();
    this.all.set(nameOf(absentee), own.set(absent.slots.at(-1) ?? -1, absent));
  }

  /** Whether anything is absent of what one of them had. */
  isLacking(absentee: Absentee): boolean {
    return this.all.has(nameOf(absentee));
  }

  /** What was absent of a series of one of them that is there again. */
  takeBack(absentee: Absentee, slot: number): AbsentSeries | undefined {
    const own = this.all.get(nameOf(absentee));
    const absent = own?.get(slot);
    if (own?.delete(slot) === true && own.size === 0) this.all.delete(nameOf(absentee));
    return absent;
  }

  /** Forgets a series of which nothing is kept any more. */
  forgetSeries(slot: number): void {
    for (const [name, own] of this.all) {
      if (own.delete(slot) && own.size === 0) this.all.delete(name);
    }
  }

  /** Forgets who is gone for good. */
  forgetAnswerer(answerer: string): void {
    for (const name of this.all.keys()) {
      if (name.startsWith(`${answerer} `)) this.all.delete(name);
    }
  }

  /** Takes over all of another set, whose lines have other slots here. */
  inherit(other: AbsentSeriesSet, slotOf: (slot: number) => number): void {
    for (const [name, absents] of other.all) {
      const own = Array.from(absents.values(), (absent) => ({ ...absent, slots: absent.slots.map(slotOf) }));
      this.all.set(name, new Map(own.map((absent) => [absent.slots.at(-1) ?? -1, absent])));
    }
  }
}
