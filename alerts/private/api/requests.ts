import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import {
  anomaliesCounted,
  apiThresholds,
  type Matchers,
  measuredRequestRate,
  noRequests,
  pastRequestRate,
  requestLatencyQuantile,
  requestRate,
  serverErrorRatio,
} from "../../../promql/signals";
import type { TrafficFloor } from "../../alert-settings";
import type { HighLatencySettings, NoTrafficSettings } from "../../api-settings";
import { shown } from "../rule-checks";
import type { PlainAlert } from "../shipped-alert";
import type { ThresholdAlert } from "../threshold-alert";
import { countProblems, percent, shareProblems } from "../threshold-texts";

const BY_ENDPOINT = ["job", "endpoint"];

const LARGEST_BUCKET = Math.max(...apiMetrics.apiRequestLatencySeconds.buckets);

/** An endpoint answers too many requests with a server error. */
export const highErrorRate = ({ minimumRequestRate }: TrafficFloor, where: Matchers): ThresholdAlert => ({
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
  thresholdProblems: shareProblems,
});

/** An endpoint answers too slowly. */
export function highLatency(settings: HighLatencySettings, where: Matchers): ThresholdAlert {
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

/** The application counted an anomaly. */
export const anomalyDetected = (where: Matchers): ThresholdAlert => ({
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
  thresholdProblems: countProblems("anomalies"),
});

/** A service that was asked is asked no more. */
export function noTraffic(settings: NoTrafficSettings, where: Matchers): PlainAlert {
  const { minimumRequestRate = apiThresholds.minimumRequestRate } = settings;
  const past = apiThresholds.trafficBefore;
  const by = ["job"];
  return {
    name: "NoTraffic",
    option: "noTraffic",
    severity: "warning",
    for: "10m",
    summary: "A service gets no requests any more",
    runbook: "no-traffic.md",
    expression: (window) =>
      [
        noRequests({ window, by, where }),
        "and",
        `${pastRequestRate({ window: past, offset: window, by, where })} >= ${minimumRequestRate}`,
        // Where yesterday the hour that followed was as quiet, an office's evening, that is no outage.
        "unless",
        `${pastRequestRate({ window: "1h", offset: "23h", by, where })} < ${minimumRequestRate}`,
      ].join("\n"),
    description: (window) =>
      `{{ $labels.job }} got no request within the last ${window}, though over the ${past} before there were ` +
      `${minimumRequestRate} a second or more.`,
  };
}

/** Keeps an alert silent where there is too little traffic to judge by. */
const withTraffic = (condition: string, rate: string, minimum: number = apiThresholds.minimumRequestRate) =>
  minimum === 0 ? condition : `${condition}\nand\n${rate} >= ${minimum}`;

/** What is wrong with the least traffic that an alert on shares or quantiles needs. */
export const floorProblems = (option: string, { minimumRequestRate = 0 }: TrafficFloor): string[] =>
  Number.isFinite(minimumRequestRate) && minimumRequestRate >= 0
    ? []
    : [`${option}.minimumRequestRate must be 0 or more requests a second: received ${shown(minimumRequestRate)}`];

/** What is wrong with the quantile of a latency. */
export const quantileProblems = ({ quantile = apiThresholds.latencyQuantile }: HighLatencySettings): string[] =>
  quantile > 0 && quantile < 1 ? [] : [`highLatency.quantile must lie between 0 and 1: received ${shown(quantile)}`];

/** What is wrong with the traffic that there has to have been. */
export const noTrafficProblems = ({ minimumRequestRate = 1 }: NoTrafficSettings): string[] =>
  Number.isFinite(minimumRequestRate) && minimumRequestRate > 0
    ? []
    : [`noTraffic.minimumRequestRate must be above 0 requests a second: received ${shown(minimumRequestRate)}`];
