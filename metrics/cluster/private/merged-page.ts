import { isCumulative, widthOf, type FamilyLayout, type Snapshot } from "./snapshot";
import { MergedFamily } from "./merged-family";

/** One process's share of a page. */
export interface Share {
  readonly snapshot: Snapshot;
  /** Whether it is what the process said at an earlier scrape: its counters still hold, its gauges do not. */
  readonly past: boolean;
}

/** The whole of what several processes expose, kept between scrapes so that only numbers have to be added up. */
export class MergedPage {
  private families = new Map<string, MergedFamily>();

  /** Puts the shares together; what is returned holds until the next are. */
  merge(shares: readonly Share[]): readonly MergedFamily[] {
    this.forgetStale(shares);
    for (const family of this.families.values()) family.begin();
    const present = new Set<MergedFamily>();
    for (const { snapshot, past } of shares) {
      let from = 0;
      for (const layout of snapshot.families) {
        const isPrinted = layout.merge !== "omit" && (!past || isCumulative(layout));
        if (isPrinted) present.add(this.add(layout, snapshot, from));
        from += widthOf(layout);
      }
    }
    return [...present];
  }

  private add(layout: FamilyLayout, snapshot: Snapshot, from: number): MergedFamily {
    const family = this.families.get(layout.name) ?? new MergedFamily(layout);
    this.families.set(layout.name, family);
    family.add(layout, snapshot, from);
    return family;
  }

  /** Begins anew when most lines belong to nobody any more. */
  private forgetStale(shares: readonly Share[]): void {
    const said = shares.reduce(
      (sum, { snapshot }) => snapshot.families.reduce((lines, layout) => lines + layout.lines.length, sum),
      0,
    );
    const kept = Array.from(this.families.values()).reduce((sum, { size }) => sum + size, 0);
    if (kept > 2 * said) this.families = new Map();
  }
}
