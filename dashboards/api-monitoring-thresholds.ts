/** Where the colours of the application's dashboard change; each is where the alert of the same name begins. */
export interface ApiMonitoringThresholds {
  /** Share of 5xx answers, above 0 and at most 1. */
  readonly highErrorRate: number;
  /** Seconds, above 0 and below the largest finite bucket of the request latency. */
  readonly highLatency: number;
  /** The share of requests, between 0 and 1, that has to be faster than `highLatency`. */
  readonly latencyQuantile: number;
}
