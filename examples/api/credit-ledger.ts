import { trackDbQuery } from "cdktf-monitoring-metrics";
import type { Database } from "./database";
import { HttpError } from "./http-error";

/** The table `credits`: what each user has left. */
export class CreditLedger {
  private readonly balances = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly startingCredits: number,
  ) {}

  /** The user's credits; measured by a wrapper. */
  readonly balance = trackDbQuery(
    "select",
    "credits",
  )((user: string): Promise<number> => this.database.query(() => this.balanceOf(user)));

  /**
   * Takes credits from the user. Measured as a block, since only a part of the function is the query.
   *
   * @throws {HttpError} 402 when the user has too few
   */
  async spend(user: string, credits: number): Promise<void> {
    const taken = await this.take(user, credits);
    if (!taken) throw new HttpError(402, `${credits} credits are needed: buy some, or ask for less`);
  }

  private async take(user: string, credits: number): Promise<boolean> {
    using query = trackDbQuery("update", "credits").start();
    try {
      return await this.database.query(() => {
        const left = this.balanceOf(user) - credits;
        if (left < 0) return false;
        this.balances.set(user, left);
        return true;
      });
    } catch (error) {
      query.fail(error);
      throw error;
    }
  }

  private balanceOf(user: string): number {
    return this.balances.get(user) ?? this.startingCredits;
  }
}
