/** Where a Node.js process stops being fine: the defaults that its alerts fire by, each with its reason. */
export const nodejsThresholds = {
  /** Over how long rates are taken: twenty scrapes of 15 s. */
  window: "5m",
  /**
   * Seconds, the 99th percentile of the event loop's delay. Every request of the process waits this long for its turn,
   * and more than once where it awaits something. At a tenth of a second a person begins to notice; an idle loop shows
   * the 10 ms at which it is sampled.
   */
  eventLoopDelay: 0.1,
  /**
   * Share of the time, 0 to 1, that the process stands still to collect garbage. A healthy one spends one or two
   * hundredths on it; at a tenth the work is on memory that never becomes free.
   */
  garbageCollection: 0.1,
  /**
   * Share of the largest heap that V8 allows, 0 to 1. V8 collects harder the nearer it comes, and ends the process when
   * nothing helps; the last tenth goes within one large request.
   */
  heapNearLimit: 0.9,
} as const;
