import type { LabelledGauge } from "../handles";

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
    this.change(authMethod, 1);
  }

  /** A session that started before the process did, or in another one, can end here: the count stays at 0 or above. */
  ended(authMethod: string): void {
    this.change(authMethod, -1);
  }

  private change(authMethod: string, by: number): void {
    this.active.set(authMethod, Math.max(0, (this.active.get(authMethod) ?? 0) + by));
  }
}
