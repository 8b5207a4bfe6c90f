import { anomaliesCounted } from "../../../promql/signals";
import type { DashboardPanel } from "../../panel";
import { COLORS, UNITS } from "../../style";
import { timeSeriesPanel } from "../../time-series-panel";
import { ENDPOINTS } from "./shared";

/** What the service itself found unusual; the expression is that of the alert AnomalyDetected. */
export const anomalyPanels = (window: string): DashboardPanel[] => [
  timeSeriesPanel({
    title: "Anomalies by reason",
    description: `Anomalies within the ${window} before each point: server_error counts every 5xx answer, high_latency every request over its endpoint's limit, high_error_rate an endpoint that begins to fail.`,
    unit: UNITS.count,
    decimals: 0,
    draw: "bars",
    colors: {
      " server_error$": COLORS.critical,
      " high_error_rate$": COLORS.warning,
      " high_latency$": COLORS.notable,
    },
    queries: [
      {
        expression: anomaliesCounted({ window, by: ["job", "reason"], where: ENDPOINTS }),
        legend: "{{job}} {{reason}}",
      },
    ],
    noValue: "none",
  }),
  timeSeriesPanel({
    title: "Anomalies by endpoint",
    description: `Anomalies within the ${window} before each point: where to look first.`,
    unit: UNITS.count,
    decimals: 0,
    draw: "bars",
    queries: [
      {
        expression: anomaliesCounted({ window, by: ["job", "endpoint"], where: ENDPOINTS }),
        legend: "{{job}} {{endpoint}}",
      },
    ],
    noValue: "none",
  }),
];
