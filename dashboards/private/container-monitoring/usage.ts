import {
  containerCpuUsed,
  containerMemoryUsed,
  containerNetworkRate,
  cpuThrottledRatio,
  layerOfDiskRatio,
  layerSize,
  memoryOfLimitRatio,
} from "../../../promql/signals";
import type { ContainerMonitoringThresholds } from "../../container-monitoring-thresholds";
import type { DashboardPanel } from "../../panel";
import { UNITS, WIDTHS } from "../../style";
import { timeSeriesPanel } from "../../time-series-panel";
import { severitySteps } from "../severity-steps";
import { CONTAINERS, INTERVAL, LEGEND, RATE_WINDOW } from "./shared";

const where = CONTAINERS;
const rate = { window: RATE_WINDOW, where };
const noValue = "none";

/** How long containers compute, and wait for it. */
export const processorPanels = (thresholds: ContainerMonitoringThresholds): DashboardPanel[] => [
  timeSeriesPanel({
    title: "Processors by container",
    description: "Processors that each container keeps busy: 0.5 is half of one.",
    unit: UNITS.count,
    queries: [{ expression: containerCpuUsed(rate), legend: LEGEND, interval: INTERVAL }],
    noValue,
  }),
  timeSeriesPanel({
    title: "Waiting for the CPU quota",
    description:
      "Share of the scheduler's periods in which each container with a quota had used it up. Dashed where ContainerCpuThrottled begins.",
    unit: UNITS.ratio,
    max: 1,
    thresholds: severitySteps(thresholds.cpuThrottled),
    queries: [{ expression: cpuThrottledRatio(rate), legend: LEGEND, interval: INTERVAL }],
    noValue: "no quotas",
  }),
];

/** What containers hold in memory. */
export const memoryPanels = (thresholds: ContainerMonitoringThresholds): DashboardPanel[] => [
  timeSeriesPanel({
    title: "Memory by container",
    description: "The working set of each container: what the kernel cannot drop, and what counts against its limit.",
    unit: UNITS.bytes,
    queries: [{ expression: containerMemoryUsed({ where }), legend: LEGEND }],
    noValue,
  }),
  timeSeriesPanel({
    title: "Memory of the limit",
    description:
      "Share of its memory limit that each container has in use; at 100 % the kernel kills. Dashed where ContainerMemoryNearLimit begins.",
    unit: UNITS.ratio,
    max: 1,
    thresholds: severitySteps(thresholds.memoryNearLimit),
    queries: [{ expression: memoryOfLimitRatio({ where }), legend: LEGEND }],
    noValue: "no limits",
  }),
];

/** What containers send, and what they write where nothing is meant to stay. */
export const networkAndDiskPanels = (thresholds: ContainerMonitoringThresholds): DashboardPanel[] => [
  timeSeriesPanel({
    title: "Network by container",
    description:
      "Bytes a second that each container receives and sends; one in the host's network shows all that the host carries.",
    unit: UNITS.bytesPerSecond,
    width: WIDTHS.third,
    queries: [
      { expression: containerNetworkRate("receive", rate), legend: `${LEGEND} received`, interval: INTERVAL },
      { expression: containerNetworkRate("transmit", rate), legend: `${LEGEND} sent`, interval: INTERVAL },
    ],
    noValue,
  }),
  timeSeriesPanel({
    title: "Layer and log by container",
    description: "Bytes that each container's own layer and log take; volumes do not count.",
    unit: UNITS.bytes,
    width: WIDTHS.third,
    queries: [{ expression: layerSize({ where }), legend: LEGEND }],
    noValue,
  }),
  timeSeriesPanel({
    title: "Layer and log of the disk",
    description: "Share of the engine's disk that they take. Dashed where ContainerFilesystemFilling begins.",
    unit: UNITS.ratio,
    width: WIDTHS.third,
    thresholds: severitySteps(thresholds.filesystemFilling),
    queries: [{ expression: layerOfDiskRatio({ where }), legend: LEGEND }],
    noValue,
  }),
];
