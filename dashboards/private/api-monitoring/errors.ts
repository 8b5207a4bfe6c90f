import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import { gaugeValue, serverErrorRatioOrZero } from "../../../promql/signals";
import type { ApiMonitoringThresholds } from "../../api-monitoring-thresholds";
import type { DashboardPanel, PanelThreshold } from "../../panel";
import { COLORS, UNITS } from "../../style";
import { timeSeriesPanel } from "../../time-series-panel";
import { ENDPOINTS, RATE_WINDOW, REQUESTS } from "./shared";

/** Which share of requests fails. */
export function errorPanels({ highErrorRate }: ApiMonitoringThresholds): DashboardPanel[] {
  const thresholds: PanelThreshold[] = [{ value: highErrorRate, color: COLORS.critical }];
  return [
    timeSeriesPanel({
      title: "Error rate by endpoint",
      description:
        "Share of answers with a 5xx status. The line is the threshold of the alert HighErrorRate, which fires when an endpoint with enough traffic stays above it.",
      unit: UNITS.ratio,
      thresholds,
      queries: [
        {
          expression: serverErrorRatioOrZero({ window: RATE_WINDOW, by: ["job", "endpoint"], where: REQUESTS }),
          legend: "{{job}} {{endpoint}}",
        },
      ],
      noValue: "no requests",
    }),
    timeSeriesPanel({
      title: "Error rate as the service sees it",
      description:
        "The share of 5xx answers over 5 minutes that the service itself reports, by the instance with the highest.",
      unit: UNITS.ratio,
      thresholds,
      queries: [
        {
          expression: gaugeValue(apiMetrics.apiErrorRate, { by: ["job", "endpoint"], where: ENDPOINTS }),
          legend: "{{job}} {{endpoint}}",
        },
      ],
      noValue: "not reported",
    }),
  ];
}
