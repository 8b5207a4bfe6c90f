import { ACTIVE_USER_TIMEFRAMES } from "../definitions";
import { MetricUsageError, type LabelledGauge } from "../handles";
import { whenReset } from "../private/resets";
import { shown } from "../private/shown";
import { DistinctSketch } from "./private/distinct-sketch";
import { countDistinct, TIMEFRAMES, type SeenUsers } from "./distinct-users";
import { hashUser } from "./private/user-hash";

/** What tells users apart; a number is the same user as its text. */
export type UserId = string | number | bigint;

/** The users that are remembered one by one, unless set otherwise. */
export const DEFAULT_EXACT_USERS = 10_000;

/**
 * The users seen within a day. The last ones seen are remembered, each once, with the time of the last sight; those
 * before them go into a sketch of 2 MiB. A timeframe is exact as long as no more users than are remembered fall into it,
 * and an estimate with a standard error of 0.81 % beyond, for any number of users.
 */
export class ActiveUsers {
  /** By hash, the least recently seen first, as a map keeps its keys in the order in which they were set. */
  private readonly lastSeen = new Map<number, number>();
  /** Where the first of them is. Whoever begins at the start of a map passes all that was ever deleted there. */
  private readonly first = this.lastSeen.entries();
  private sketch: DistinctSketch | undefined;
  /** When the user was last seen who was last moved into the sketch. */
  private forgottenUntil = -Infinity;
  private readonly beginning: number;

  /**
   * @param exactUsers how many users to remember one by one
   * @param now milliseconds, from a clock that never goes back
   */
  constructor(
    gauge: LabelledGauge<"timeframe">,
    private readonly exactUsers: number,
    private readonly now: () => number,
  ) {
    this.beginning = now();
    gauge.collect(() => {
      for (const [timeframe, count] of countDistinct([this.seenUsers()])) gauge.set({ timeframe }, count);
    });
    whenReset(gauge, () => {
      this.lastSeen.clear();
      this.sketch = undefined;
      this.forgottenUntil = -Infinity;
    });
  }

  /**
   * Says that a user was seen just now.
   *
   * @throws {MetricUsageError} when it is no id
   */
  seen(userId: UserId): void {
    const hash = hashUser(typeof userId === "string" ? userId : textOf(userId));
    this.lastSeen.delete(hash);
    this.lastSeen.set(hash, this.now());
    if (this.lastSeen.size > this.exactUsers) this.forgetFirst();
  }

  /** Whom this process saw, to be counted or merged with what others saw. */
  seenUsers(): SeenUsers {
    const now = this.now();
    for (const [hash, seenAt] of this.lastSeen) {
      if (now - seenAt < TIMEFRAMES["1d"]) break;
      this.lastSeen.delete(hash);
    }
    const recent = new Float64Array(2 * this.lastSeen.size);
    let at = 0;
    for (const [hash, seenAt] of this.lastSeen) {
      recent[at] = hash;
      recent[at + 1] = now - seenAt;
      at += 2;
    }
    return { recent, others: ACTIVE_USER_TIMEFRAMES.map((timeframe) => this.othersSince(now - TIMEFRAMES[timeframe])) };
  }

  private othersSince(time: number): Uint8Array {
    if (this.sketch === undefined || this.forgottenUntil <= time) return new Uint8Array(0);
    return this.sketch.since(time);
  }

  private forgetFirst(): void {
    for (const [hash, seenAt] of this.first) {
      this.lastSeen.delete(hash);
      this.sketch ??= new DistinctSketch(this.beginning);
      this.sketch.add(hash, seenAt);
      this.forgottenUntil = seenAt;
      return;
    }
  }
}

/** Ids often come out of an object that is not typed: what is none would make one user of all. */
function textOf(userId: unknown): string {
  if (typeof userId === "bigint" || (typeof userId === "number" && Number.isFinite(userId))) return String(userId);
  throw new MetricUsageError([
    `trackUser: a user id must be a text, a finite number or a bigint: received ${shown(userId)}; hand over what identifies the user, and nothing for a user who is not known`,
  ]);
}

/** What is wrong with a number of users to remember; nothing when it can be used. */
export const exactUsersProblems = (exactUsers: number): string[] =>
  Number.isSafeInteger(exactUsers) && exactUsers >= 1 && exactUsers <= 1_000_000
    ? []
    : [`option "exactUsers" must be a whole number from 1 to 1000000: received ${shown(exactUsers)}`];
