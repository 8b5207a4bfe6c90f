import type { LabelledGauge } from "../handles";
import { refuse } from "../private/refuse";
import { shown } from "../private/shown";
import { toldApart } from "../private/told-apart";

/** The greatest number of ways of authentication that are told apart; later ones are counted together, as `overflow`. */
export const MAXIMUM_AUTH_METHODS = 100;

/** Counts the sessions that this process saw start and not yet end. */
export class Sessions {
  private readonly active = new Map<string, number>();

  constructor(gauge: LabelledGauge<"auth_method">) {
    // Set at each scrape, so that sessions that merely go on are no idle series.
    gauge.collect(() => {
      for (const [authMethod, active] of this.active) gauge.set({ auth_method: authMethod }, active);
    });
  }

  started(authMethod: string): void {
    this.change("sessionStarted", authMethod, 1);
  }

  /** A session that started before the process did, or in another one, can end here: the count stays at 0 or above. */
  ended(authMethod: string): void {
    this.change("sessionEnded", authMethod, -1);
  }

  private change(method: string, authMethod: string, by: number): void {
    // What is no label value would fail each scrape from then on.
    if (typeof (authMethod as unknown) !== "string") {
      refuse([`the way of authentication must be a text: received ${shown(authMethod)}`], method);
    }
    const counted = toldApart(this.active, authMethod, MAXIMUM_AUTH_METHODS);
    this.active.set(counted, Math.max(0, (this.active.get(counted) ?? 0) + by));
  }
}
