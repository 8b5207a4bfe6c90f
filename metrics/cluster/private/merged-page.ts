import { CardinalityBudget } from "../../series/cardinality-budget";
import type { FamilyReading } from "./family-reading";
import { MergedFamily } from "./merged-family";
import { FamilyGuard, type CountFolded } from "./page-guard";
import { LatestCounts } from "./latest-counts";
import { isCumulative, type FamilyLayout, type Snapshot } from "./snapshot";
import type { Turns } from "../../private/turns";

/** One answerer's share of a page. */
export interface Share {
  /** It has the same name at each scrape, which no other ever has. */
  readonly answerer: string;
  /** Its process: of what all of a process say alike, the first one's is taken. */
  readonly process: string;
  readonly snapshot: Snapshot;
  /** Whether it is what was said at an earlier scrape: its counters still hold, its gauges do not. */
  readonly past: boolean;
}

/** What those counted who are gone. */
export interface Departure {
  readonly shares: readonly Share[];
  /** Whether their process is gone with them, and with it what all in it say alike. */
  readonly wholeProcess: boolean;
}

/** What a page is put together from. */
export interface Contributions {
  readonly shares: readonly Share[];
  readonly departures: readonly Departure[];
}

/** A page begins anew when so many times as many lines are kept as are printed; */
const MOST_KEPT = 2;

/** and sooner where lines that are printed no more leave others no room. */
const MOST_KEPT_WHEN_FULL = 1.25;

/** The whole of what several processes expose, kept between scrapes so that only numbers have to be added up. */
export class MergedPage {
  private families = new Map<string, MergedFamily>();
  private budget = new CardinalityBudget(0);
  private readonly counts = new LatestCounts();

  /** @param lineBudget the lines that the metrics of this package may have; undefined for the most that a process may have */
  constructor(
    private readonly lineBudget: number | undefined,
    private readonly countFolded: CountFolded,
  ) {}

  /** Puts a page together; one after another. */
  async merge({ shares, departures }: Contributions, turns: Turns): Promise<readonly FamilyReading[]> {
    // The lines of the page before still have their places.
    for (const share of [...departures.flatMap((departure) => departure.shares), ...shares]) {
      await this.lose(share, turns);
    }
    this.forgetStale();
    this.budget.lines = this.lineBudget ?? Math.max(...shares.map(({ snapshot }) => snapshot.lineBudget));
    // All metrics have their shares of the budget before the first of them takes of it.
    for (const { snapshot } of shares) for (const layout of snapshot.families) this.family(layout);
    for (const departure of departures) await this.depart(departure, turns);
    const present = new Set<MergedFamily>();
    for (const family of this.families.values()) family.begin();
    const ofProcess = new Set<string>();
    for (const { answerer, process, snapshot, past } of shares) {
      for (const placed of this.counts.familiesOf(answerer, snapshot).values()) {
        const { layout } = placed;
        if (layout.merge === "omit" || (past && !isCumulative(layout))) continue;
        if (isRepeated(layout, process, ofProcess)) continue;
        const family = this.family(layout);
        await family.add(placed, turns);
        await turns.pass();
        this.counts.add(answerer, placed);
        present.add(family);
      }
    }
    this.counts.renew();
    for (const family of this.families.values()) {
      family.settle();
      if (family.hasDeparted) present.add(family);
    }
    return this.readings(present, turns);
  }

  /** Keeps what an answerer has counted and says no more: the whole would fall, as if all had begun again. */
  private async lose({ answerer, snapshot }: Share, turns: Turns): Promise<void> {
    for (const change of this.counts.changes(answerer, snapshot)) {
      await this.families.get(change.before.layout.name)?.lose(answerer, change, turns);
      await turns.pass();
    }
    for (const placed of this.counts.familiesOf(answerer, snapshot).values()) {
      await this.families.get(placed.layout.name)?.regain(answerer, placed, turns);
    }
  }

  private async readings(present: Iterable<MergedFamily>, turns: Turns): Promise<FamilyReading[]> {
    const readings: FamilyReading[] = [];
    for (const family of present) {
      const folded = family.newlyFolded();
      if (folded > 0) this.countFolded(family.layout.name, folded);
      readings.push(family.read());
      await turns.pass();
    }
    return readings;
  }

  private async depart({ shares, wholeProcess }: Departure, turns: Turns): Promise<void> {
    const ofProcess = new Set<string>();
    for (const { answerer, snapshot } of shares) {
      for (const family of this.families.values()) family.forget(answerer);
      for (const placed of this.counts.familiesOf(answerer, snapshot).values()) {
        const { layout } = placed;
        if (!isCumulative(layout) || (layout.scope === "process" && !wholeProcess)) continue;
        if (isRepeated(layout, "", ofProcess)) continue;
        await this.family(layout).depart(placed, turns);
      }
    }
  }

  private family(layout: FamilyLayout): MergedFamily {
    const known = this.families.get(layout.name);
    if (known !== undefined) return known;
    const guard = layout.guard && new FamilyGuard(this.budget, layout.guard.open.length > 0);
    const family = new MergedFamily(layout, guard);
    this.families.set(layout.name, family);
    return family;
  }

  /** Begins anew when most lines belong to nobody any more. */
  private forgetStale(): void {
    const before = [...this.families.values()];
    const sum = (of: (family: MergedFamily) => number) => before.reduce((lines, family) => lines + of(family), 0);
    const most = before.some(({ hasFolded }) => hasFolded) ? MOST_KEPT_WHEN_FULL : MOST_KEPT;
    if (sum(({ size }) => size) <= most * sum(({ printed }) => printed)) return;
    this.families = new Map();
    this.budget = new CardinalityBudget(this.budget.lines);
    for (const family of before) {
      if (family.keeps) this.family(family.layout).inherit(family);
    }
  }
}

/** Whether another one of the same process has said what all in it say alike. */
function isRepeated({ scope, name }: FamilyLayout, process: string, said: Set<string>): boolean {
  if (scope !== "process") return false;
  const key = `${process} ${name}`;
  const isRepeated = said.has(key);
  said.add(key);
  return isRepeated;
}
