import { filesystemUsedRatio, hostThresholds, inodesUsedRatio, type Matchers, selector } from "../../../promql/signals";
import { durationMilliseconds, formatDuration } from "../../../promql/duration";
import type { PlainAlert } from "../shipped-alert";
import type { ThresholdAlert } from "../threshold-alert";
import { amountProblems, percent, shareProblems } from "../threshold-texts";

const PLACE = "{{ $labels.mountpoint }} ({{ $labels.device }}) on {{ $labels.host }}";

/** What nobody can write to is as full as it is meant to be. */
const WRITABLE = "node_filesystem_readonly == 0";

/** A file system has little space left. */
export const diskSpaceLow = (where: Matchers): ThresholdAlert => ({
  name: "HostDiskSpaceLow",
  option: "diskSpaceLow",
  thresholds: hostThresholds.diskSpaceLow,
  for: "10m",
  summary: "A file system is nearly full",
  runbook: "host-disk-space-low.md",
  expression: (threshold) => `${filesystemUsedRatio({ where })} > ${threshold}\nand\n${WRITABLE}`,
  description: (threshold) =>
    `The file system ${PLACE} is {{ $value | humanizePercentage }} full. The limit is ${percent(threshold)}.`,
  thresholdProblems: shareProblems,
});

/** A file system has few inodes left. */
export const inodesLow = (where: Matchers): ThresholdAlert => ({
  name: "HostInodesLow",
  option: "inodesLow",
  thresholds: hostThresholds.inodesLow,
  for: "10m",
  summary: "A file system has few inodes left",
  runbook: "host-inodes-low.md",
  expression: (threshold) => `${inodesUsedRatio({ where })} > ${threshold}\nand\n${WRITABLE}`,
  description: (threshold) =>
    `{{ $value | humanizePercentage }} of the inodes of ${PLACE} are in use. The limit is ${percent(threshold)}.`,
  thresholdProblems: shareProblems,
});

/** A part of a duration, as Prometheus writes it; a text that is no duration is refused elsewhere. */
const partOf = (duration: string, parts: number) =>
  formatDuration(Math.ceil((durationMilliseconds(duration) ?? 0) / parts / 1000) * 1000);

/** A file system will be full soon. */
export const diskFillingUp = (where: Matchers, floor: number): ThresholdAlert => ({
  name: "HostDiskFillingUp",
  option: "diskFillingUp",
  thresholds: hostThresholds.diskFillingUp,
  firesBelow: true,
  for: "1h",
  window: hostThresholds.diskFillingUpWindow,
  summary: "A file system will be full soon",
  runbook: "host-disk-filling-up.md",
  expression: (hours, window) => {
    const horizon = Math.round(hours * 3600);
    const half = partOf(window, 2);
    return [
      `${filesystemUsedRatio({ where })} > ${floor}`,
      `predict_linear(node_filesystem_avail_bytes[${window}], ${horizon}) < 0`,
      // One large file is a trend for as long as the window sees it, unless the last part of the window has it too.
      `predict_linear(node_filesystem_avail_bytes[${partOf(window, 6)}], ${horizon}) < 0`,
      // A line through the first minutes of a new host, or of one that is back, leads anywhere.
      `present_over_time(node_filesystem_avail_bytes[${half}] offset ${half})`,
      WRITABLE,
    ].join("\nand\n");
  },
  description: (hours, window) =>
    `The file system ${PLACE} is {{ $value | humanizePercentage }} full, and will be full within ${hours}h if it goes on ` +
    `filling as over the last ${window}.`,
  thresholdProblems: amountProblems("hours"),
});

/** A file system that was writable is not any more. */
export const filesystemReadOnly = (where: Matchers): PlainAlert => ({
  name: "HostFilesystemReadOnly",
  option: "filesystemReadOnly",
  severity: "critical",
  for: "1m",
  window: hostThresholds.filesystemReadOnlyWindow,
  summary: "A file system has become read-only",
  runbook: "host-filesystem-read-only.md",
  expression: (window) =>
    `${selector("node_filesystem_readonly", where)} == 1\nand\nmin_over_time(node_filesystem_readonly[${window}]) == 0`,
  description: (window) =>
    `The file system ${PLACE} is read-only, and was writable within the last ${window}. The kernel does that to a disk ` +
    "whose errors it cannot correct.",
});

/** The kernel cannot ask a file system for its size. */
export const filesystemError = (where: Matchers): PlainAlert => ({
  name: "HostFilesystemError",
  option: "filesystemError",
  severity: "critical",
  for: "5m",
  summary: "A file system does not answer",
  runbook: "host-filesystem-error.md",
  // What lies below a folder that only root may enter is out of Node Exporter's sight, and all right.
  expression: () =>
    `${selector("node_filesystem_device_error", { ...where, device_error: '!="permission denied"' })} == 1`,
  description: () => `The file system ${PLACE} answers with an error: {{ $labels.device_error }}.`,
});

/** An array of disks has lost one. */
export const raidDegraded = (where: Matchers): PlainAlert => ({
  name: "HostRaidDegraded",
  option: "raidDegraded",
  severity: "critical",
  for: "5m",
  summary: "An array of disks has lost one of them",
  runbook: "host-raid-degraded.md",
  expression: () => `${selector("node_md_disks_required", where)} - ignoring (state) node_md_disks{state="active"} > 0`,
  description: () => "The array {{ $labels.device }} on {{ $labels.host }} works without {{ $value }} of its disks.",
});
