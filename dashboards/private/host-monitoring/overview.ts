import {
  clockOffset,
  cpuUsedRatio,
  filesystemUsedRatio,
  hostMemoryUsedRatio,
  hostUptime,
  outOfMemoryKills,
} from "../../../promql/signals";
import type { HostMonitoringThresholds } from "../../host-monitoring-thresholds";
import type { DashboardPanel } from "../../panel";
import { statPanel } from "../../stat-panel";
import { COLORS, UNITS } from "../../style";
import { severitySteps } from "../severity-steps";
import { FILE_SYSTEMS, HOSTS, RATE_WINDOW } from "./shared";

const legend = "{{host}}";
const noValue = "not reported";

/** The state of each host at a glance. */
export const overviewPanels = (thresholds: HostMonitoringThresholds): DashboardPanel[] => [
  statPanel({
    title: "CPU in use",
    description: "Share of all processors that works. It changes colour where the alert HostHighCpu begins.",
    unit: UNITS.ratio,
    decimals: 1,
    thresholds: severitySteps(thresholds.highCpu),
    query: { expression: cpuUsedRatio({ window: RATE_WINDOW, where: HOSTS }), legend },
    noValue,
  }),
  statPanel({
    title: "Memory in use",
    description:
      "Share of the memory that is not available any more; caches are. It changes colour where the alert HostHighMemory begins.",
    unit: UNITS.ratio,
    decimals: 1,
    thresholds: severitySteps(thresholds.highMemory),
    query: { expression: hostMemoryUsedRatio({ where: HOSTS }), legend },
    noValue,
  }),
  statPanel({
    title: "Fullest file system",
    description: "Share in use of the fullest file system. It changes colour where the alert HostDiskSpaceLow begins.",
    unit: UNITS.ratio,
    decimals: 1,
    thresholds: severitySteps(thresholds.diskSpaceLow),
    query: { expression: `max by (host) (${filesystemUsedRatio({ where: FILE_SYSTEMS })})`, legend },
    noValue,
  }),
  statPanel({
    title: "Killed for memory",
    description: "Processes that the kernel killed for memory in the time range, those of containers included.",
    unit: UNITS.count,
    decimals: 0,
    thresholds: [{ value: 1, color: COLORS.warning }],
    shows: "total",
    query: { expression: outOfMemoryKills({ window: "$__range", where: HOSTS }), legend },
    noValue,
  }),
  statPanel({
    title: "Clock offset",
    description: "How far the clock is off, in either direction. It changes colour where HostClockSkew may begin.",
    unit: UNITS.seconds,
    thresholds: severitySteps(thresholds.clockSkew),
    query: { expression: clockOffset({ where: HOSTS }), legend },
    noValue,
  }),
  statPanel({
    title: "Uptime",
    description: "Time since the host started.",
    unit: UNITS.seconds,
    decimals: 0,
    query: { expression: hostUptime({ where: HOSTS }), legend },
    noValue,
  }),
];
