/**
 * Where an application's numbers stop being fine: the defaults that panels colour by and alerts fire by, each with its
 * reason. Every rule that shares a number takes it from here.
 */
export const apiThresholds = {
  /**
   * Over how long rates are taken. Twenty scrapes of 15 s: one that failed moves nothing, and the number still follows
   * what users meet within minutes.
   */
  window: "5m",
  /**
   * Share of 5xx answers, 0 to 1. One user in twenty meets an error: more than retries hide, and more than a deployment
   * that restarts its processes one by one produces.
   */
  highErrorRate: 0.05,
  /** Seconds. Beyond one second a person notices the wait and the train of thought breaks. */
  highLatency: 1,
  /**
   * The share of requests, 0 to 1, that has to be faster than `highLatency`. The slowest request in twenty is what a
   * user who loads one page of many calls meets; the mean hides it, and p99 needs more traffic to be steady.
   */
  latencyQuantile: 0.95,
  /**
   * Requests a second, per job and endpoint, below which a share or a quantile says nothing. At 0.1 a second a window of
   * 5 minutes has 30 requests: a single error is 3.3 % of them, which is below `highErrorRate`, and a single slow request
   * does not move the 95th percentile.
   */
  minimumRequestRate: 0.1,
} as const;
