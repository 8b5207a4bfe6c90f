import type { AlertGroupSettings, InstantAlertTuning, SeveritySetting } from "./alert-settings";

/** How one of the two alerts on an error budget is tuned. */
export type ErrorBudgetBurnSettings = InstantAlertTuning & SeveritySetting;

/** What can be set of a service level objective. */
export interface SloSettings extends AlertGroupSettings {
  /** The share of requests, between 0 and 1, that has to be good: 0.999 is 99.9 %. */
  readonly objective: number;
  /**
   * The seconds within which a request has to be answered to be good: a finite bucket bound of
   * `api_request_latency_seconds`, since only there requests are counted exactly.
   *
   * @default - the objective is about availability: every answer but a 5xx is good
   */
  readonly latency?: number;
  /**
   * The objective's name: the label `slo` of its series and alerts. Two objectives of a stack need two names.
   *
   * @default "availability", or "latency" where that is given
   */
  readonly name?: string;
  /**
   * The time that the error budget is for: three days or more.
   *
   * @default "30d"
   */
  readonly period?: string;
  /**
   * How long Prometheus keeps samples: the budget of a longer period could not be computed.
   *
   * @default - what the Prometheus says that records the objective, at synth
   */
  readonly retention?: string;
  /**
   * Requests within the long window that have to have missed the objective. A share of few requests says nothing. 0
   * lifts the limit.
   *
   * @default 5
   */
  readonly minimumErrors?: number;
  /**
   * ErrorBudgetBurn as it wakes somebody: at 14.4 times the rate that the objective allows over 1 h and 5 min, or 6 times
   * over 6 h and 30 min. Critical.
   *
   * @default {}
   */
  readonly page?: ErrorBudgetBurnSettings | false;
  /**
   * ErrorBudgetBurn as it waits for the morning: at 3 times over 1 d and 2 h, or 1 time over 3 d and 6 h. Warning.
   *
   * @default {}
   */
  readonly ticket?: ErrorBudgetBurnSettings | false;
}
