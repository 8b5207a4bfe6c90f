import type { Matchers } from "../promql/signals";
import type { Severity } from "./alert-group";

/** What can be set of every group of shipped alerts. */
export interface AlertGroupSettings {
  /**
   * How often the alerts are evaluated: a multiple of 10 s.
   *
   * @default "30s"
   */
  readonly interval?: string;
  /**
   * Which series count, by label: `{ host: '="web-1"' }`.
   *
   * @default - all
   */
  readonly where?: Matchers;
  /**
   * Labels for every alert of the group.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Where this repository's folder `docs/runbooks` is published: the links in the alerts begin with it.
   *
   * @default "docs/runbooks", which says where to look and is no link
   */
  readonly runbookBaseUrl?: string;
}

/** What can be set of every group of shipped alerts whose windows can be set. */
export interface WindowedGroupSettings extends AlertGroupSettings {
  /**
   * How often the targets are scraped, as Prometheus writes durations. Windows that are not given, and would hold fewer
   * than four scrapes, hold four.
   *
   * @default - often enough for the windows that the alerts have by themselves
   */
  readonly scrapeInterval?: string;
}

/** What can be tuned of an alert on values as they are now. */
export interface InstantAlertTuning {
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

/** What can be tuned of an alert on what happened within a window. */
export interface AlertTuning extends InstantAlertTuning {
  /**
   * Over how long rates and increases are taken: four scrape intervals or more.
   *
   * @default - the alert's own window, or else the group's
   */
  readonly window?: string;
}

/** How grave an alert without a threshold is. */
export interface SeveritySetting {
  /** @default - the alert's own */
  readonly severity?: Severity;
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

/** A threshold for each of several severities, of an alert that has several by itself. */
export interface SeveralThresholds {
  /**
   * The values at which the alert begins, one rule each, which share every other setting. Those that are given take the
   * place of all that the alert has by itself.
   *
   * @default - the alert's own
   */
  readonly thresholds?: Readonly<Partial<Record<Severity, number>>>;
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
