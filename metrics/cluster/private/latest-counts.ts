import { isRuntimeMetric } from "../../collectors/default-metrics";
import { familyKey, isCounted, placedFamilies, type PlacedFamily, type Snapshot } from "./snapshot";

type Families = ReadonlyMap<string, PlacedFamily>;

/** A metric as it stood on the page before, and as its answerer has it now. */
export interface Change {
  readonly before: PlacedFamily;
  /** Undefined where the answerer has it no more. */
  readonly now: PlacedFamily | undefined;
}

/** What each answerer had counted when a page was last put together: of those who are there, and once of each metric. */
export class LatestCounts {
  private latest: ReadonlyMap<string, Families> = new Map();
  private next = new Map<string, Map<string, PlacedFamily>>();

  /** The metrics of an answerer: of one that could not be collected, what it had counted before still holds. */
  familiesOf(answerer: string, snapshot: Snapshot): Families {
    const families = new Map(Array.from(placedFamilies(snapshot), (family) => [familyKey(family.layout), family]));
    for (const key of snapshot.failed) {
      const before = this.latest.get(answerer)?.get(key);
      if (before !== undefined) families.set(key, before);
    }
    return families;
  }

  /** What an answerer says otherwise than before. What several say alike may be said by another one now. */
  *changes(answerer: string, snapshot: Snapshot): Generator<Change, void> {
    const latest = this.latest.get(answerer);
    if (latest === undefined) return;
    const families = this.familiesOf(answerer, snapshot);
    for (const [key, before] of latest) {
      const now = families.get(key);
      if (now?.snapshot === before.snapshot) continue;
      if (now !== undefined || !isRuntimeMetric(before.layout.name)) yield { before, now };
    }
  }

  /** Takes in what stands on the page that is being put together. */
  add(answerer: string, family: PlacedFamily): void {
    if (!isCounted(family.layout)) return;
    const known = this.next.get(answerer) ?? new Map<string, PlacedFamily>();
    this.next.set(answerer, known.set(familyKey(family.layout), family));
  }

  /** Ends a page: from here on it is the one before. */
  renew(): void {
    this.latest = this.next;
    this.next = new Map();
  }
}
