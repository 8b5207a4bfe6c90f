import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import {
  anomaliesTotal,
  creditsUsed,
  gaugeValue,
  requestLatencyQuantile,
  requestRate,
  serverErrorRatioOrZero,
} from "../../../promql/signals";
import type { ApiMonitoringThresholds } from "../../api-monitoring-thresholds";
import type { DashboardPanel } from "../../panel";
import { statPanel } from "../../stat-panel";
import { COLORS, UNITS } from "../../style";
import { ENDPOINTS, percentile, RATE_WINDOW, REQUESTS, TARGETS, TIME_RANGE } from "./shared";

const by = ["job"];
const legend = "{{job}}";

/** The service's state at a glance. */
export const overviewPanels = (thresholds: ApiMonitoringThresholds): DashboardPanel[] => [
  statPanel({
    title: "Request rate",
    description: "Requests a second that each service answers.",
    unit: UNITS.requestsPerSecond,
    query: { expression: requestRate({ window: RATE_WINDOW, by, where: REQUESTS }), legend },
    noValue: "no requests",
  }),
  statPanel({
    title: "Error rate",
    description: "Share of answers with a 5xx status. Red from the threshold of the alert HighErrorRate on.",
    unit: UNITS.ratio,
    decimals: 2,
    thresholds: [{ value: thresholds.highErrorRate, color: COLORS.critical }],
    query: { expression: serverErrorRatioOrZero({ window: RATE_WINDOW, by, where: REQUESTS }), legend },
    noValue: "no requests",
  }),
  statPanel({
    title: `Latency ${percentile(thresholds.latencyQuantile)}`,
    description: `The time within which ${percentile(thresholds.latencyQuantile).slice(1)} of 100 requests are answered. Red from the threshold of the alert HighLatency on.`,
    unit: UNITS.seconds,
    thresholds: [{ value: thresholds.highLatency, color: COLORS.critical }],
    query: {
      expression: requestLatencyQuantile(thresholds.latencyQuantile, { window: RATE_WINDOW, by, where: REQUESTS }),
      legend,
    },
    noValue: "no requests",
  }),
  statPanel({
    title: "Anomalies",
    description: "Anomalies counted in the time range: server errors, slow requests and endpoints that began to fail.",
    unit: UNITS.count,
    decimals: 0,
    thresholds: [{ value: 1, color: COLORS.notable }],
    shows: "total",
    query: { expression: anomaliesTotal({ window: TIME_RANGE, by, where: ENDPOINTS }), legend },
    noValue: "none",
  }),
  statPanel({
    title: "Credits used",
    description: "Credits that all users together used in the time range.",
    unit: UNITS.count,
    shows: "total",
    query: { expression: creditsUsed({ window: TIME_RANGE, by, where: TARGETS }), legend },
    noValue: "none",
  }),
  statPanel({
    title: "Active users",
    description:
      "Distinct users seen within 5 minutes, by the instance that saw the most: instances may have seen the same users, so they are never added up.",
    unit: UNITS.count,
    decimals: 0,
    query: {
      expression: gaugeValue(apiMetrics.activeUsers, { by, where: { ...TARGETS, timeframe: '="5m"' } }),
      legend,
    },
    noValue: "not reported",
  }),
];
