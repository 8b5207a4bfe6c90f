import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import { gaugeValue } from "../../../promql/signals";
import type { DashboardPanel } from "../../panel";
import { UNITS } from "../../style";
import { timeSeriesPanel } from "../../time-series-panel";
import { TARGETS } from "./shared";

/** Whether the caches are worth their memory. */
export const cachePanels = (): DashboardPanel[] => [
  timeSeriesPanel({
    title: "Cache hit ratio",
    description: "Share of look-ups that found something, for each instance: one whose cache is cold stands out.",
    unit: UNITS.ratio,
    max: 1,
    queries: [
      {
        expression: gaugeValue(apiMetrics.cacheHitRatio, { by: ["job", "instance", "cache_type"], where: TARGETS }),
        legend: "{{job}} {{instance}} {{cache_type}}",
      },
    ],
    noValue: "not reported",
  }),
  timeSeriesPanel({
    title: "Cache size",
    description: "Memory that each kind of cache takes, over all instances.",
    unit: UNITS.bytes,
    queries: [
      {
        expression: gaugeValue(apiMetrics.cacheSize, { by: ["job", "cache_type"], where: TARGETS }),
        legend: "{{job}} {{cache_type}}",
      },
    ],
    noValue: "not reported",
  }),
];
