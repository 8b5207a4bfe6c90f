import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import {
  anomaliesCounted,
  apiThresholds,
  type Matchers,
  measuredRequestRate,
  requestLatencyQuantile,
  requestRate,
  serverErrorRatio,
} from "../promql/signals";
import type { AlertGroup } from "./alert-group";
import type { AlertGroupSettings, AlertTuning, Thresholds, TrafficFloor } from "./alert-settings";
import { alertGroup, groupSettings, groupSettingsProblems } from "./private/group-settings";
import { shown } from "./private/rule-checks";
import { type ThresholdAlert, tuneAlert } from "./private/threshold-alert";

/** How HighErrorRate is tuned; its threshold is a share, 0 to 1. */
export type HighErrorRateSettings = AlertTuning & Thresholds & TrafficFloor;

/** How HighLatency is tuned; its threshold is in seconds. */
export type HighLatencySettings = AlertTuning &
  Thresholds &
  TrafficFloor & {
    /**
     * The share of requests, 0 to 1, that has to be faster than the threshold.
     *
     * @default 0.95
     */
    readonly quantile?: number;
  };

/** How AnomalyDetected is tuned; its threshold is a number of anomalies within the window. */
export type AnomalyDetectedSettings = AlertTuning & Thresholds;

/** What can be set of an application's alerts; `false` switches an alert off. */
export interface ApiAlertSettings extends AlertGroupSettings {
  /**
   * The name of the group: two groups of a stack need two names.
   *
   * @default "api"
   */
  readonly name?: string;
  /**
   * Over how long rates and increases are taken: four scrape intervals or more.
   *
   * @default "5m"
   */
  readonly window?: string;
  /**
   * The share of 5xx answers, per job and endpoint. Critical above 0.05 for 5 minutes.
   *
   * @default {}
   */
  readonly highErrorRate?: HighErrorRateSettings | false;
  /**
   * A quantile of the request latency, per job and endpoint. Warning above 1 s for 5 minutes.
   *
   * A quantile is interpolated between two bucket bounds. At a threshold that is a bucket bound the alert is exact: it
   * fires when more than the remaining share of requests was slower. Between two bounds it is an estimate, as if the
   * requests between them were spread evenly.
   *
   * @default {}
   */
  readonly highLatency?: HighLatencySettings | false;
  /**
   * Anomalies that the application counted, per job, endpoint and reason. Info above 0 within the window, at once: shown
   * and not sent.
   *
   * @default {}
   */
  readonly anomalyDetected?: AnomalyDetectedSettings | false;
}

/**
 * The alerts of an application that exposes the catalogue `apiMetrics`. What keeps an application from being seen at all
 * is not among them: a target that is down has no answers, and no errors either.
 *
 * @throws {AlertGroupError} naming every setting that cannot work
 */
export function apiAlerts(settings: ApiAlertSettings = {}): AlertGroup {
  const { name = "api", where, highErrorRate = {}, highLatency = {}, anomalyDetected = {} } = settings;
  const group = groupSettings(settings, settings.window ?? apiThresholds.window);
  const tuned = [
    ...(highErrorRate === false ? [] : [tuneAlert(highErrorRateAlert(highErrorRate, where), highErrorRate, group)]),
    ...(highLatency === false ? [] : [tuneAlert(highLatencyAlert(highLatency, where), highLatency, group)]),
    ...(anomalyDetected === false ? [] : [tuneAlert(anomalyDetectedAlert(where), anomalyDetected, group)]),
  ];
  return alertGroup(name, group, tuned, [
    ...groupSettingsProblems(group, where),
    ...(highErrorRate === false ? [] : floorProblems("highErrorRate", highErrorRate)),
    ...(highLatency === false ? [] : [...floorProblems("highLatency", highLatency), ...quantileProblems(highLatency)]),
  ]);
}

const BY_ENDPOINT = ["job", "endpoint"];

const LARGEST_BUCKET = Math.max(...apiMetrics.apiRequestLatencySeconds.buckets);

function highErrorRateAlert({ minimumRequestRate }: TrafficFloor, where: Matchers = {}): ThresholdAlert {
  return {
    name: "HighErrorRate",
    option: "highErrorRate",
    threshold: apiThresholds.highErrorRate,
    severity: "critical",
    for: "5m",
    summary: "An endpoint answers too many requests with a server error",
    runbook: "high-error-rate.md",
    expression: (threshold, window) => {
      const options = { window, by: BY_ENDPOINT, where };
      return withTraffic(`${serverErrorRatio(options)} > ${threshold}`, requestRate(options), minimumRequestRate);
    },
    description: (threshold, window) =>
      `{{ $labels.job }} answered {{ $value | humanizePercentage }} of the requests to {{ $labels.endpoint }} with a ` +
      `5xx status over the last ${window}. The limit is ${percent(threshold)}.`,
    thresholdProblems: (option, threshold) =>
      threshold >= 0 && threshold < 1
        ? []
        : [`${option} must be a share from 0 to below 1, as 0.05 is 5%: received ${threshold}`],
  };
}

function highLatencyAlert(settings: HighLatencySettings, where: Matchers = {}): ThresholdAlert {
  const { quantile = apiThresholds.latencyQuantile, minimumRequestRate } = settings;
  return {
    name: "HighLatency",
    option: "highLatency",
    threshold: apiThresholds.highLatency,
    severity: "warning",
    for: "5m",
    summary: "An endpoint answers too slowly",
    runbook: "high-latency.md",
    expression: (threshold, window) => {
      const options = { window, by: BY_ENDPOINT, where };
      const tooSlow = `${requestLatencyQuantile(quantile, options)} > ${threshold}`;
      return withTraffic(tooSlow, measuredRequestRate(options), minimumRequestRate);
    },
    description: (threshold, window) =>
      `{{ $labels.job }} took up to {{ $value | humanizeDuration }} to answer ${percent(quantile)} of the requests to ` +
      `{{ $labels.endpoint }} over the last ${window}. The limit is ${threshold}s.`,
    thresholdProblems: (option, threshold) =>
      threshold > 0 && threshold < LARGEST_BUCKET
        ? []
        : [
            `${option} must be above 0 and below ${LARGEST_BUCKET}, the largest finite bucket of ` +
              `${apiMetrics.apiRequestLatencySeconds.name}, which no quantile exceeds: received ${threshold}`,
          ],
  };
}

function anomalyDetectedAlert(where: Matchers = {}): ThresholdAlert {
  return {
    name: "AnomalyDetected",
    option: "anomalyDetected",
    threshold: 0,
    severity: "info",
    for: "0s",
    summary: "The application counted an anomaly",
    runbook: "anomaly-detected.md",
    expression: (threshold, window) =>
      `${anomaliesCounted({ window, by: [...BY_ENDPOINT, "reason"], where })} > ${threshold}`,
    description: (_threshold, window) =>
      `{{ $labels.job }} counted about {{ $value | printf "%.0f" }} anomalies of the kind {{ $labels.reason }} at ` +
      `{{ $labels.endpoint }} within the last ${window}.`,
    thresholdProblems: (option, threshold) =>
      threshold >= 0 ? [] : [`${option} must be 0 or more anomalies: received ${threshold}`],
  };
}

/** Keeps an alert silent where there is too little traffic to judge by. */
const withTraffic = (condition: string, rate: string, minimum: number = apiThresholds.minimumRequestRate) =>
  minimum === 0 ? condition : `${condition}\nand\n${rate} >= ${minimum}`;

/** A share as a reader sees it, free of what binary fractions leave behind. */
const percent = (share: number) => `${Number((share * 100).toPrecision(12))}%`;

function floorProblems(option: string, { minimumRequestRate = 0 }: TrafficFloor) {
  return Number.isFinite(minimumRequestRate) && minimumRequestRate >= 0
    ? []
    : [`${option}.minimumRequestRate must be 0 or more requests a second: received ${shown(minimumRequestRate)}`];
}

function quantileProblems({ quantile = apiThresholds.latencyQuantile }: HighLatencySettings) {
  return quantile > 0 && quantile < 1
    ? []
    : [`highLatency.quantile must lie between 0 and 1: received ${shown(quantile)}`];
}
