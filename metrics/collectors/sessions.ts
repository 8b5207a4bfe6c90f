import type { LabelledGauge } from "../handles";
import type { BalancePart } from "../private/merge-parts";
import { refuse } from "../private/refuse";
import { whenReset } from "../private/resets";
import { shown } from "../private/shown";
import { toldApart } from "../private/told-apart";

/** The greatest number of ways of authentication that are told apart; later ones are counted together, as `overflow`. */
export const MAXIMUM_AUTH_METHODS = 100;

/** The sessions of one way of authentication. */
interface Counted {
  /** Starts less ends: below 0 where sessions end here that started elsewhere. */
  balance: number;
  /** The least that the balance ever was, 0 at most. */
  least: number;
}

/**
 * Counts the sessions that start and end in this process. A session that started before the process did, or in another one,
 * can end here: what the process shows by itself stays at 0 or above, and what is merged with other processes is the
 * balance, so that a session that starts in one and ends in another counts in none.
 */
export class Sessions {
  private readonly counted = new Map<string, Counted>();

  constructor(gauge: LabelledGauge<"auth_method">) {
    // Set at each scrape, so that sessions that merely go on are no idle series.
    gauge.collect(() => {
      for (const [authMethod, { balance, least }] of this.counted) {
        gauge.set({ auth_method: authMethod }, balance - least);
      }
    });
    whenReset(gauge, () => this.counted.clear());
  }

  started(authMethod: string): void {
    this.of("sessionStarted", authMethod).balance += 1;
  }

  ended(authMethod: string): void {
    const counted = this.of("sessionEnded", authMethod);
    counted.balance -= 1;
    counted.least = Math.min(counted.least, counted.balance);
  }

  /** The starts less the ends in this process, to be merged with those of others. */
  balances(): BalancePart[] {
    return Array.from(this.counted, ([authMethod, { balance }]) => ({
      labels: { auth_method: authMethod },
      value: balance,
    }));
  }

  private of(method: string, authMethod: string): Counted {
    // What is no label value would fail each scrape from then on.
    if (typeof (authMethod as unknown) !== "string") {
      refuse([`the way of authentication must be a text: received ${shown(authMethod)}`], method);
    }
    const key = toldApart(this.counted, authMethod, MAXIMUM_AUTH_METHODS);
    const known = this.counted.get(key);
    if (known !== undefined) return known;
    const counted = { balance: 0, least: 0 };
    this.counted.set(key, counted);
    return counted;
  }
}
