/** A rhythm that traffic follows, and what of the past shows it. */
export interface Season {
  /** The value of the label `season`. */
  readonly name: "day" | "week";
  /** How long ago the same hour was, the nearest first; the hour around that moment counts. */
  readonly past: readonly string[];
}

/** What a band of the usual is made of, with the reason for each figure. */
export const anomalyThresholds = {
  /**
   * The same hour of the last three days, and of the same weekday of the last two weeks. More days would carry a weekend
   * into every band; more weeks, more than the 15 days that Prometheus keeps by default.
   */
  seasons: [
    { name: "day", past: ["1d", "2d", "3d"] },
    { name: "week", past: ["1w", "2w"] },
  ],
  /**
   * How many standard deviations from the mean are still usual. Of values that are spread normally three in a thousand
   * lie outside of three, one side after the other, and hardly ever for a quarter of an hour in a row.
   */
  tolerance: 3,
  /**
   * The least standard deviation, as a share of the mean. Traffic that was even for days would else have a band so narrow
   * that any change leaves it: with a tolerance of 3, less than 30 % away from the mean is always usual.
   */
  minimumDeviation: 0.1,
  /** Over how long rates are taken: as for the other alerts on requests. */
  window: "5m",
  /** The share of requests, 0 to 1, below whose latency the band of the latency is: as for HighLatency. */
  latencyQuantile: 0.95,
  /**
   * Requests a second, per job: with fewer, a quantile is the luck of a few requests, and a rate that grew is a few
   * requests more. At 0.1 a second 5 minutes have 30.
   */
  minimumRequestRate: 0.1,
} as const satisfies { readonly seasons: readonly Season[] } & Record<string, unknown>;
