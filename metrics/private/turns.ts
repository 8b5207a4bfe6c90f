/** How long work may keep the event loop to itself, in milliseconds. */
export const LONGEST_TURN = 10;

/** Does something in the next turn, as timers were when this was loaded: a test that holds them holds no scrape. */
export const inNextTurn = setImmediate;

/** Waits until everything else that waits had its turn. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => inNextTurn(resolve));

/** Lets everything else that waits have its turn, while long work is done. */
export class Turns {
  private started: number;

  /**
   * @param now milliseconds, from a clock that never goes back
   * @param turn waits until everything else had its turn
   */
  constructor(
    private readonly now: () => number = () => performance.now(),
    private readonly turn: () => Promise<void> = nextTurn,
  ) {
    this.started = now();
  }

  /** Whether the others have waited for long enough; asking costs too much to be done at each step. */
  get due(): boolean {
    return this.now() - this.started >= LONGEST_TURN;
  }

  /** Waits until the others had their turn, where they have waited for long enough. */
  async pass(): Promise<void> {
    if (!this.due) return;
    await this.turn();
    this.started = this.now();
  }
}
