import type { Matchers } from "../promql/signals";
import type {
  WindowedGroupSettings,
  AlertTuning,
  InstantAlertTuning,
  SeveralThresholds,
  SeveritySetting,
  Thresholds,
} from "./alert-settings";

/** How an alert on something that is wrong within a window is tuned. */
type WindowedSettings = AlertTuning & SeveritySetting;

/** How an alert on something that is wrong now is tuned. */
type InstantSettings = InstantAlertTuning & SeveritySetting;

/** How TargetDown is tuned. */
export type TargetDownSettings = InstantSettings & {
  /**
   * Which targets it looks at, by label, beside the group's: `{ job: '!="batch"' }`.
   *
   * @default - every target
   */
  readonly where?: Matchers;
};

/** What can be set of the alerts on the monitoring itself; `false` switches an alert off. */
export interface MonitoringAlertSettings extends WindowedGroupSettings {
  /**
   * The name of the group: two groups of a stack need two names.
   *
   * @default "monitoring"
   */
  readonly name?: string;
  /**
   * Who evaluates the stack's alerts and notifies: Grafana, or Prometheus by way of Alertmanager. Only what is there is
   * asked for.
   *
   * @default "grafana"
   */
  readonly alerting?: "grafana" | "prometheus";
  /**
   * Over how long increases are taken: four scrape intervals or more.
   *
   * @default "5m"
   */
  readonly window?: string;
  /**
   * A target that does not answer scrapes. Critical after 5 minutes.
   *
   * @default {}
   */
  readonly targetDown?: TargetDownSettings | false;
  /**
   * Scrapes that brought more than Prometheus takes. Warning after 5 minutes.
   *
   * @default {}
   */
  readonly scrapeLimitExceeded?: WindowedSettings | false;
  /**
   * Rules that cannot be evaluated, in Prometheus and, where it alerts, in Grafana. Critical after 5 minutes.
   *
   * @default {}
   */
  readonly ruleEvaluationFailing?: WindowedSettings | false;
  /**
   * Restarts of Prometheus within an hour. Info above 0, warning above 2, at once.
   *
   * @default {}
   */
  readonly prometheusRestarted?: (AlertTuning & SeveralThresholds) | false;
  /**
   * The share of the room that Prometheus' samples may take. Warning above 0.9 for 10 minutes.
   *
   * @default {}
   */
  readonly prometheusStorageFilling?: (InstantAlertTuning & Thresholds) | false;
  /**
   * A configuration that was not taken, by Prometheus or Alertmanager. Critical after 5 minutes.
   *
   * @default {}
   */
  readonly configurationReloadFailed?: InstantSettings | false;
  /**
   * Alerts that Prometheus cannot hand to Alertmanager; not with alerting by Grafana, which needs none. Critical after 5
   * minutes.
   *
   * @default {}
   */
  readonly alertmanagerUnreachable?: WindowedSettings | false;
  /**
   * Notifications that were given up, within 15 minutes. Critical, at once.
   *
   * @default {}
   */
  readonly notificationsFailing?: WindowedSettings | false;
  /**
   * Values that an application's exposer cannot compute. Warning after 5 minutes. Switch it off in a stack without an
   * application that uses the exposer.
   *
   * @default {}
   */
  readonly metricCollectionFailing?: WindowedSettings | false;
  /**
   * Events that an application's exposer no longer keeps apart by their labels, as its line budget is full. Warning after
   * 5 minutes. Switch it off in a stack without an application that uses the exposer.
   *
   * @default {}
   */
  readonly seriesOverflowing?: WindowedSettings | false;
  /**
   * An alert that always fires and is always sent, of severity info: whoever receives it raises the alarm when it stays
   * away. `WATCHDOG` is what routes it.
   *
   * @default {}
   */
  readonly watchdog?: InstantSettings | false;
}
