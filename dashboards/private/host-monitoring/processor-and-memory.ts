import { cpuUsedRatio, fileDescriptorsUsedRatio, hostMemoryUsedRatio, loadPerProcessor } from "../../../promql/signals";
import type { HostMonitoringThresholds } from "../../host-monitoring-thresholds";
import type { DashboardPanel } from "../../panel";
import { UNITS, WIDTHS } from "../../style";
import { timeSeriesPanel } from "../../time-series-panel";
import { severitySteps } from "../severity-steps";
import { HOSTS, RATE_WINDOW } from "./shared";

const legend = "{{host}}";
const noValue = "not reported";

/** What each host has to work with. */
export const processorAndMemoryPanels = (thresholds: HostMonitoringThresholds): DashboardPanel[] => [
  timeSeriesPanel({
    title: "CPU",
    description: "Share of all processors that works; waiting for a disk is not work. Dashed where HostHighCpu begins.",
    unit: UNITS.ratio,
    width: WIDTHS.quarter,
    max: 1,
    thresholds: severitySteps(thresholds.highCpu),
    queries: [{ expression: cpuUsedRatio({ window: RATE_WINDOW, where: HOSTS }), legend }],
    noValue,
  }),
  timeSeriesPanel({
    title: "Load",
    description:
      "Processes that work, or wait for a processor or a disk, for each processor, over a minute: above 1 some of them wait.",
    unit: UNITS.count,
    width: WIDTHS.quarter,
    queries: [{ expression: loadPerProcessor({ where: HOSTS }), legend }],
    noValue,
  }),
  timeSeriesPanel({
    title: "Memory",
    description: "Share of the memory that is not available any more. Dashed where HostHighMemory begins.",
    unit: UNITS.ratio,
    width: WIDTHS.quarter,
    max: 1,
    thresholds: severitySteps(thresholds.highMemory),
    queries: [{ expression: hostMemoryUsedRatio({ where: HOSTS }), legend }],
    noValue,
  }),
  timeSeriesPanel({
    title: "File descriptors",
    description: "Share of the kernel's file handles that is taken. Dashed where HostFileDescriptorsLow begins.",
    unit: UNITS.ratio,
    width: WIDTHS.quarter,
    max: 1,
    thresholds: severitySteps(thresholds.fileDescriptorsLow),
    queries: [{ expression: fileDescriptorsUsedRatio({ where: HOSTS }), legend }],
    noValue,
  }),
];
