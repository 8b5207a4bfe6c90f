import { createHash } from "node:crypto";
import type { ACTIVE_USER_TIMEFRAMES } from "../definitions";
import type { LabelledGauge } from "../handles";

const TIMEFRAMES: Readonly<Record<(typeof ACTIVE_USER_TIMEFRAMES)[number], number>> = {
  "1m": 60_000,
  "5m": 300_000,
  "15m": 900_000,
  "1h": 3_600_000,
  "1d": 86_400_000,
};

const SPANS = Object.entries(TIMEFRAMES);

/** The greatest number of users that are kept, unless set otherwise. */
export const DEFAULT_MAXIMUM_USERS = 100_000;

/** Longer ids are kept as a digest, so that no client decides how much memory one of them takes. */
const LONGEST_KEPT_ID = 64;

/**
 * The users seen within a day, each once, with the time of the last sight. Beyond the greatest number of users the one
 * that was not seen for longest is forgotten, so that short timeframes stay exact longest.
 */
export class ActiveUsers {
  /** The least recently seen first, as a map keeps its keys in the order in which they were set. */
  private readonly lastSeen = new Map<string, number>();

  /**
   * @param maximum the greatest number of users to keep
   * @param now milliseconds, from a clock that never goes back
   */
  constructor(
    gauge: LabelledGauge<"timeframe">,
    private readonly maximum: number,
    private readonly now: () => number,
  ) {
    gauge.collect(() => {
      for (const [timeframe, count] of this.counts()) gauge.set({ timeframe }, count);
    });
  }

  /** Says that a user was seen just now. */
  seen(userId: string): void {
    const now = this.now();
    const id = userId.length <= LONGEST_KEPT_ID ? userId : createHash("sha256").update(userId).digest("base64");
    this.lastSeen.delete(id);
    this.lastSeen.set(id, now);
    if (this.lastSeen.size > this.maximum) this.forgetFirst();
  }

  /** Distinct users seen within each timeframe. */
  counts(): ReadonlyMap<string, number> {
    const now = this.now();
    const counts = new Map(SPANS.map(([timeframe]) => [timeframe, 0]));
    for (const [id, seenAt] of this.lastSeen) {
      const age = now - seenAt;
      if (age >= TIMEFRAMES["1d"]) this.lastSeen.delete(id);
      for (const [timeframe, span] of SPANS) {
        if (age < span) counts.set(timeframe, (counts.get(timeframe) ?? 0) + 1);
      }
    }
    return counts;
  }

  private forgetFirst(): void {
    for (const id of this.lastSeen.keys()) {
      this.lastSeen.delete(id);
      return;
    }
  }
}

/** What is wrong with a greatest number of users; nothing when it can be used. */
export const maximumUsersProblems = (maximum: number): string[] =>
  Number.isSafeInteger(maximum) && maximum >= 1
    ? []
    : [`option "maximumUsers" must be a whole number of at least 1: received ${maximum}`];
