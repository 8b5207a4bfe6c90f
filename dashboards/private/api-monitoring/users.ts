import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import { gaugeValue } from "../../../promql/signals";
import type { DashboardPanel } from "../../panel";
import { UNITS } from "../../style";
import { timeSeriesPanel } from "../../time-series-panel";
import { TARGETS } from "./shared";

/** Who is there. */
export const userPanels = (): DashboardPanel[] => [
  timeSeriesPanel({
    title: "Active users by timeframe",
    description:
      "Distinct users seen within each timeframe, by the instance that saw the most: instances may have seen the same users, so they are never added up.",
    unit: UNITS.count,
    decimals: 0,
    queries: [
      {
        expression: gaugeValue(apiMetrics.activeUsers, { by: ["job", "timeframe"], where: TARGETS }),
        legend: "{{job}} {{timeframe}}",
      },
    ],
    noValue: "not reported",
  }),
  timeSeriesPanel({
    title: "Sessions by authentication method",
    description: "Active sessions, over all instances.",
    unit: UNITS.count,
    decimals: 0,
    stacked: true,
    queries: [
      {
        expression: gaugeValue(apiMetrics.userSessions, { by: ["job", "auth_method"], where: TARGETS }),
        legend: "{{job}} {{auth_method}}",
      },
    ],
    noValue: "not reported",
  }),
];
