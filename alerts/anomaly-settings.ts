import type { AlertGroupSettings, InstantAlertTuning, SeveritySetting } from "./alert-settings";

/** How an alert on a band is tuned; how wide the bands are is a setting of the group, since the bands are recorded. */
export type AnomalyBandAlertSettings = InstantAlertTuning & SeveritySetting;

/** What can be set of the bands; `false` switches an alert and its band off. */
export interface AnomalyBandSettings extends AlertGroupSettings {
  /**
   * The name of the group, and the label `group` of its series: two groups of a stack need two names.
   *
   * @default "anomaly-bands"
   */
  readonly name?: string;
  /**
   * How many standard deviations from the mean are still usual, above 0.
   *
   * @default 3
   */
  readonly tolerance?: number;
  /**
   * The least standard deviation, as a share of the mean, 0 or more.
   *
   * @default 0.1
   */
  readonly minimumDeviation?: number;
  /**
   * Requests a second, per job, below which a latency is not looked at and a rate is not too high. 0 lifts the limit.
   *
   * @default 0.1
   */
  readonly minimumRequestRate?: number;
  /**
   * The share of requests, between 0 and 1, below whose latency the band of the latency is.
   *
   * @default 0.95
   */
  readonly latencyQuantile?: number;
  /**
   * How long Prometheus keeps samples: with less than 8 days the bands could never be known.
   *
   * @default - what the Prometheus says that records the bands, at synth
   */
  readonly retention?: string;
  /**
   * The request rate per job, above or below its band. Warning after 15 minutes.
   *
   * @default {}
   */
  readonly unusualRequestRate?: AnomalyBandAlertSettings | false;
  /**
   * The latency per job, above its band. Warning after 15 minutes.
   *
   * @default {}
   */
  readonly unusualLatency?: AnomalyBandAlertSettings | false;
}
