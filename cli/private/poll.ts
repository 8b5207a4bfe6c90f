import type { Clock } from "./context";

/** How long to look at something, and how often. */
export interface Patience<T> {
  /** Whether there is nothing left to wait for. */
  readonly settled: (seen: T) => boolean;
  /** How long to wait at most, in milliseconds, in view of what was seen last. */
  readonly within: (seen: T) => number;
  /**
   * The pause between two looks, in milliseconds.
   *
   * @default 1000
   */
  readonly every?: number;
}

/** Looks until what is seen has settled or time is up, and returns what was seen last. */
export async function poll<T>(clock: Clock, patience: Patience<T>, look: () => Promise<T>): Promise<T> {
  const start = clock.now();
  for (;;) {
    const seen = await look();
    if (patience.settled(seen) || clock.now() - start >= patience.within(seen)) return seen;
    await clock.sleep(patience.every ?? 1_000);
  }
}
