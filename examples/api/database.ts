import { setTimeout as wait } from "node:timers/promises";

/**
 * Stands in for a real database: the rows are whatever the caller keeps in memory, a query waits instead of travelling,
 * and a pool bounds how many run at a time.
 */
export class Database {
  private used = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly poolSize: number,
    private readonly latencyMilliseconds: number,
  ) {}

  /** Runs one query on a connection of the pool. */
  async query<Result>(run: () => Result): Promise<Result> {
    await this.acquire();
    try {
      await wait(this.latencyMilliseconds);
      return run();
    } finally {
      this.release();
    }
  }

  /** What `registerConnectionPool` asks for at each scrape. */
  pool(): { size: number; used: number } {
    return { size: this.poolSize, used: this.used };
  }

  private async acquire(): Promise<void> {
    if (this.used < this.poolSize) {
      this.used += 1;
      return;
    }
    await new Promise<void>((granted) => this.waiting.push(granted));
  }

  /** Hands the connection on to whoever waits longest, if anybody does. */
  private release(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.used -= 1;
    else next();
  }
}
