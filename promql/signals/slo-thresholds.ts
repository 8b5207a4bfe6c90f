/** One condition of an alert on an error budget: it burns too fast, and still does. */
export interface BurnRate {
  /** How many times faster than the objective allows: at 1 the budget lasts exactly its period. */
  readonly rate: number;
  /** The window that says how much was burnt. */
  readonly long: string;
  /** The window, a twelfth of the long one, that says whether it still burns: the alert ends soon after its cause. */
  readonly short: string;
}

/**
 * When an error budget burns too fast. The figures are those of "Alerting on SLOs" in Google's Site Reliability Workbook
 * (chapter 5, table 5-8 and its section 6, "Multiwindow, Multi-Burn-Rate Alerts").
 */
export const sloThresholds = {
  /** The period that an error budget is for: near a month, and as the workbook has it. */
  period: "30d",
  /**
   * What wakes somebody: 2 % of the budget of 30 days within an hour, or 5 % within six. At 14.4 times the budget is gone
   * in two days, at 6 times in five.
   */
  page: [
    { rate: 14.4, long: "1h", short: "5m" },
    { rate: 6, long: "6h", short: "30m" },
  ],
  /** What waits for the morning: 10 % of the budget of 30 days within a day, or within three. */
  ticket: [
    { rate: 3, long: "1d", short: "2h" },
    { rate: 1, long: "3d", short: "6h" },
  ],
  /**
   * Errors within the long window that it takes. A share of few requests says nothing: of ten requests an hour one error
   * is a hundred times the budget of 99.9 %. Five are what 14.4 times that budget comes to at 0.1 requests a second, so
   * that above this traffic the limit changes nothing.
   */
  minimumErrors: 5,
} as const;

/** The windows over which errors per request are recorded, the shortest first. */
export const SLO_WINDOWS = ["5m", "30m", "1h", "2h", "6h", "1d", "3d"] as const;
