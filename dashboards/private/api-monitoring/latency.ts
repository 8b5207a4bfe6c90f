import { requestLatencyQuantile } from "../../../promql/signals";
import type { ApiMonitoringThresholds } from "../../api-monitoring-thresholds";
import type { DashboardPanel } from "../../panel";
import { COLORS, UNITS } from "../../style";
import { timeSeriesPanel } from "../../time-series-panel";
import { percentile, QUANTILES, RATE_WINDOW, REQUESTS } from "./shared";

/** How long requests take. */
export const latencyPanels = ({ highLatency, latencyQuantile }: ApiMonitoringThresholds): DashboardPanel[] => [
  timeSeriesPanel({
    title: "Request latency",
    description: "The time within which 50, 95 and 99 of 100 requests are answered, over all endpoints.",
    unit: UNITS.seconds,
    queries: QUANTILES.map((quantile) => ({
      expression: requestLatencyQuantile(quantile, { window: RATE_WINDOW, by: ["job"], where: REQUESTS }),
      legend: `{{job}} ${percentile(quantile)}`,
    })),
    noValue: "no requests",
  }),
  timeSeriesPanel({
    title: `Latency ${percentile(latencyQuantile)} by endpoint`,
    description:
      "Where the time is lost. The line is the threshold of the alert HighLatency, which fires when an endpoint with enough traffic stays above it.",
    unit: UNITS.seconds,
    thresholds: [{ value: highLatency, color: COLORS.critical }],
    queries: [
      {
        expression: requestLatencyQuantile(latencyQuantile, {
          window: RATE_WINDOW,
          by: ["job", "endpoint"],
          where: REQUESTS,
        }),
        legend: "{{job}} {{endpoint}}",
      },
    ],
    noValue: "no requests",
  }),
];
