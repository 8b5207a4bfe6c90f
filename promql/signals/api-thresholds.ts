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
  /**
   * What "there was traffic" means to the alert on its absence: this much of the past, at `minimumRequestRate` or more.
   * Six hours are longer than any pause of a service that is in use all day, and hold 2,160 requests at that rate.
   */
  trafficBefore: "6h",
  /**
   * Share of a process' connections to the database that is in use, 0 to 1. A pool is sized to have some to spare; at
   * nine in ten the next burst of queries waits for one, and every request that waits holds what it already has.
   */
  connectionPoolSaturated: 0.9,
  /**
   * Share of the cache's own past hit ratio, 0 to 1. At half of it a cache that served nine look-ups in ten lets five
   * times as many through to what it protects.
   */
  cacheHitRatioCollapsed: 0.5,
  /** The past that a cache's hit ratio is held against: a whole day, so that its quiet hours are in it. */
  cachePast: "1d",
  /** Hit ratio, 0 to 1, from which a cache is worth an alert: below it, what it protects bears the load anyway. */
  usefulCacheHitRatio: 0.2,
  /**
   * How many times the busiest hour of the week before. Growth and weekdays stay below twice a week's peak; a loop, a
   * stolen key or a wrong price does not.
   */
  creditUsageSurge: 2,
  /** Credits an hour below which a surge says nothing: a few operations more, when a few are all there are. */
  minimumCredits: 100,
} as const;
