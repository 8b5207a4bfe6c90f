import type { LabelledGauge } from "../handles";

/** Counts the sessions that this process saw start and not yet end. */
export class Sessions {
  private readonly active = new Map<string, number>();

  constructor(private readonly gauge: LabelledGauge<"auth_method">) {}

  started(authMethod: string): void {
    this.change(authMethod, 1);
  }

  /** A session that started before the process did, or in another one, can end here: the count stays at 0 or above. */
  ended(authMethod: string): void {
    this.change(authMethod, -1);
  }

  private change(authMethod: string, by: number): void {
    const active = Math.max(0, (this.active.get(authMethod) ?? 0) + by);
    this.gauge.set({ auth_method: authMethod }, active);
    this.active.set(authMethod, active);
  }
}
