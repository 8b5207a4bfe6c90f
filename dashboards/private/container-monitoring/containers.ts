import {
  containerCpuUsed,
  containerMemoryUsed,
  layerSize,
  memoryOfLimitRatio,
  restartsSeen,
} from "../../../promql/signals";
import type { ContainerMonitoringThresholds } from "../../container-monitoring-thresholds";
import type { DashboardPanel } from "../../panel";
import { COLORS, UNITS } from "../../style";
import { tablePanel } from "../../table-panel";
import { severitySteps } from "../severity-steps";
import { CONTAINERS, TIME_RANGE } from "./shared";

const where = CONTAINERS;

const byName = (expression: string) => `max by (host, name) (${expression})`;

/** A line for each container. */
export const containerPanels = (thresholds: ContainerMonitoringThresholds): DashboardPanel[] => [
  tablePanel({
    title: "Containers",
    description:
      "Every container with what it uses, the one with the most memory first; processors and restarts are those of the time range.",
    unit: UNITS.count,
    labels: { name: "Container", host: "Host" },
    columns: [
      { name: "Memory", unit: UNITS.bytes, bar: true, expression: byName(containerMemoryUsed({ where })) },
      {
        name: "Of its limit",
        unit: UNITS.ratio,
        thresholds: severitySteps(thresholds.memoryNearLimit),
        expression: byName(memoryOfLimitRatio({ where })),
      },
      { name: "Processors", expression: byName(containerCpuUsed({ window: TIME_RANGE, where })) },
      { name: "Layer and log", unit: UNITS.bytes, expression: byName(layerSize({ where })) },
      {
        name: "Restarts",
        thresholds: [{ value: 1, color: COLORS.notable }],
        expression: byName(restartsSeen({ window: TIME_RANGE, where })),
      },
    ],
    noValue: "none",
  }),
];
