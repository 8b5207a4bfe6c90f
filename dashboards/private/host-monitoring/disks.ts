import { diskBusyRatio, diskRate, filesystemUsedRatio, inodesUsedRatio, selector } from "../../../promql/signals";
import type { HostMonitoringThresholds } from "../../host-monitoring-thresholds";
import type { DashboardPanel } from "../../panel";
import { HEIGHTS, UNITS, WIDTHS } from "../../style";
import { tablePanel } from "../../table-panel";
import { timeSeriesPanel } from "../../time-series-panel";
import { severitySteps } from "../severity-steps";
import { DISKS, FILE_SYSTEMS, RATE_WINDOW } from "./shared";

const noValue = "not reported";

const byMount = (expression: string) => `max by (host, mountpoint, device) (${expression})`;

/** How full the file systems are, and what the disks below them have to do. */
export const diskPanels = (thresholds: HostMonitoringThresholds): DashboardPanel[] => [
  tablePanel({
    title: "File systems",
    description:
      "Every file system on a disk, the fullest first. Numbers change colour where HostDiskSpaceLow and HostInodesLow begin.",
    unit: UNITS.bytes,
    width: WIDTHS.half,
    height: HEIGHTS.graph,
    labels: { host: "Host", mountpoint: "Mounted at", device: "Device" },
    columns: [
      {
        name: "In use",
        unit: UNITS.ratio,
        thresholds: severitySteps(thresholds.diskSpaceLow),
        expression: byMount(filesystemUsedRatio({ where: FILE_SYSTEMS })),
      },
      { name: "Free", expression: byMount(selector("node_filesystem_avail_bytes", FILE_SYSTEMS)) },
      { name: "Size", expression: byMount(selector("node_filesystem_size_bytes", FILE_SYSTEMS)) },
      {
        name: "Inodes in use",
        unit: UNITS.ratio,
        thresholds: severitySteps(thresholds.inodesLow),
        expression: byMount(inodesUsedRatio({ where: FILE_SYSTEMS })),
      },
    ],
    noValue,
  }),
  timeSeriesPanel({
    title: "Space in use",
    description:
      "Share of each file system that ordinary users cannot write to any more. Dashed where HostDiskSpaceLow begins.",
    unit: UNITS.ratio,
    max: 1,
    thresholds: severitySteps(thresholds.diskSpaceLow),
    queries: [{ expression: filesystemUsedRatio({ where: FILE_SYSTEMS }), legend: "{{host}} {{mountpoint}}" }],
    noValue,
  }),
  timeSeriesPanel({
    title: "Disk throughput",
    description: "Bytes a second that each disk reads and writes.",
    unit: UNITS.bytesPerSecond,
    queries: (["read", "written"] as const).map((direction) => ({
      expression: diskRate(direction, { window: RATE_WINDOW, where: DISKS }),
      legend: `{{host}} {{device}} ${direction}`,
    })),
    noValue,
  }),
  timeSeriesPanel({
    title: "Disk busy",
    description:
      "Share of the time in which each disk had something to do. At 100 % a disk without parallel requests can do no more.",
    unit: UNITS.ratio,
    queries: [{ expression: diskBusyRatio({ window: RATE_WINDOW, where: DISKS }), legend: "{{host}} {{device}}" }],
    noValue,
  }),
];
