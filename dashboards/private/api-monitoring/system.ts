import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import { gaugeValue, memoryUsedRatio } from "../../../promql/signals";
import type { DashboardPanel } from "../../panel";
import { UNITS, WIDTHS } from "../../style";
import { timeSeriesPanel } from "../../time-series-panel";
import { NEARLY_FULL, TARGETS } from "./shared";

const by = ["job", "instance"];

/** The machine or container that each instance runs in. */
export const systemPanels = (): DashboardPanel[] => [
  timeSeriesPanel({
    title: "Memory",
    description: "Memory in use and in total, for each instance.",
    unit: UNITS.bytes,
    width: WIDTHS.third,
    queries: [
      {
        expression: gaugeValue(apiMetrics.systemMemoryUsage, {
          by: [...by, "type"],
          where: { ...TARGETS, type: '=~"used|total"' },
        }),
        legend: "{{job}} {{instance}} {{type}}",
      },
    ],
    noValue: "not reported",
  }),
  timeSeriesPanel({
    title: "Memory in use",
    description: "Share of the memory that is in use, for each instance.",
    unit: UNITS.ratio,
    width: WIDTHS.third,
    max: 1,
    thresholds: NEARLY_FULL,
    queries: [{ expression: memoryUsedRatio({ by, where: TARGETS }), legend: "{{job}} {{instance}}" }],
    noValue: "not reported",
  }),
  timeSeriesPanel({
    title: "CPU",
    description: "Use of all cores together, by the service's own code (user) and by the kernel (system).",
    unit: UNITS.percent,
    width: WIDTHS.third,
    max: 100,
    queries: [
      {
        expression: gaugeValue(apiMetrics.systemCpuUsage, {
          by: [...by, "type"],
          where: { ...TARGETS, type: '=~"user|system"' },
        }),
        legend: "{{job}} {{instance}} {{type}}",
      },
    ],
    noValue: "not reported",
  }),
];
