import type { Severity } from "./alert-group";

/** What can be tuned of every shipped alert. */
export interface AlertTuning {
  /**
   * How long a series has to match before the alert fires: a multiple of the group's interval.
   *
   * @default - the alert's own
   */
  readonly for?: string;
  /**
   * How long the alert goes on firing after its series left the result.
   *
   * @default - not at all
   */
  readonly keepFiringFor?: string;
  /**
   * Over how long rates and increases are taken: four scrape intervals or more.
   *
   * @default - the group's window
   */
  readonly window?: string;
  /**
   * Labels for this alert, beside those of the group; of two with one name, this one holds.
   *
   * @default - the group's labels
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Whether the alert is sent to the receiver, or only shown.
   *
   * @default - true, but false for severity info
   */
  readonly notify?: boolean;
}

/** One threshold, and how grave it is to be above it. */
export interface SingleThreshold {
  /**
   * The value above which the alert fires.
   *
   * @default - the alert's own
   */
  readonly threshold?: number;
  /**
   * How grave that is.
   *
   * @default - the alert's own
   */
  readonly severity?: Severity;
  readonly thresholds?: undefined;
}

/** A threshold for each of several severities: one alert rule each, which share every other setting. */
export interface ThresholdsBySeverity {
  /** The values above which the alert fires; the graver the severity, the higher: `{ warning: 0.05, critical: 0.2 }`. */
  readonly thresholds: Readonly<Partial<Record<Severity, number>>>;
  readonly threshold?: undefined;
  readonly severity?: undefined;
}

/** Where an alert begins. */
export type Thresholds = SingleThreshold | ThresholdsBySeverity;

/** The least traffic that an alert on shares or quantiles needs. */
export interface TrafficFloor {
  /**
   * Requests a second, per job and endpoint, below which the alert stays silent: a share of next to nothing says nothing.
   * 0 lifts the limit.
   *
   * @default 0.1
   */
  readonly minimumRequestRate?: number;
}
