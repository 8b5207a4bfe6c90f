import {
  containerCpuUsed,
  containerKills,
  containerMemoryUsed,
  memoryOfLimitRatio,
  restartsSeen,
  runningContainers,
} from "../../../promql/signals";
import type { ContainerMonitoringThresholds } from "../../container-monitoring-thresholds";
import type { DashboardPanel } from "../../panel";
import { statPanel } from "../../stat-panel";
import { COLORS, UNITS } from "../../style";
import { severitySteps } from "../severity-steps";
import { CONTAINERS, INTERVAL, RATE_WINDOW, TIME_RANGE } from "./shared";

const legend = "{{host}}";
const where = CONTAINERS;

/** The state of each engine at a glance. */
export const overviewPanels = (thresholds: ContainerMonitoringThresholds): DashboardPanel[] => [
  statPanel({
    title: "Running",
    description: "Containers that run.",
    unit: UNITS.count,
    decimals: 0,
    query: { expression: `count by (host) (${runningContainers({ where })})`, legend },
    noValue: "none",
  }),
  statPanel({
    title: "Processors in use",
    description: "Processors that all containers together keep busy.",
    unit: UNITS.count,
    decimals: 2,
    query: {
      expression: `sum by (host) (${containerCpuUsed({ window: RATE_WINDOW, where })})`,
      legend,
      interval: INTERVAL,
    },
    noValue: "none",
  }),
  statPanel({
    title: "Memory in use",
    description: "Memory that all containers together cannot do without.",
    unit: UNITS.bytes,
    query: { expression: `sum by (host) (${containerMemoryUsed({ where })})`, legend },
    noValue: "none",
  }),
  statPanel({
    title: "Nearest its memory limit",
    description:
      "The container with the largest share of its memory limit in use. It changes colour where ContainerMemoryNearLimit begins.",
    unit: UNITS.ratio,
    decimals: 1,
    thresholds: severitySteps(thresholds.memoryNearLimit),
    query: { expression: `max by (host) (${memoryOfLimitRatio({ where })})`, legend },
    noValue: "no limits",
  }),
  statPanel({
    title: "Restarts",
    description: "Restarts of containers that were seen in the time range; several between two scrapes count as one.",
    unit: UNITS.count,
    decimals: 0,
    thresholds: [{ value: 1, color: COLORS.notable }],
    shows: "total",
    query: { expression: `sum by (host) (${restartsSeen({ window: TIME_RANGE, where })})`, legend },
    noValue: "none",
  }),
  statPanel({
    title: "Killed for memory",
    description:
      "Processes that the kernel killed in the time range. Always 0 where cAdvisor does not read the kernel's log: the dashboard of hosts knows of them too.",
    unit: UNITS.count,
    decimals: 0,
    thresholds: [{ value: 1, color: COLORS.warning }],
    shows: "total",
    query: { expression: `sum by (host) (${containerKills({ window: TIME_RANGE, where })})`, legend },
    noValue: "none",
  }),
];
