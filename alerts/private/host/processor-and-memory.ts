import {
  cpuUsedRatio,
  fileDescriptorsUsedRatio,
  hostMemoryUsedRatio,
  hostThresholds,
  type Matchers,
  outOfMemoryKills,
} from "../../../promql/signals";
import { countProblems, percent, shareProblems } from "../threshold-texts";
import type { ThresholdAlert } from "../threshold-alert";

/** All processors are busy. */
export const highCpu = (where: Matchers): ThresholdAlert => ({
  name: "HostHighCpu",
  option: "highCpu",
  threshold: hostThresholds.highCpu,
  severity: "warning",
  for: "15m",
  summary: "A host's processors are busy",
  runbook: "host-high-cpu.md",
  expression: (threshold, window) => `${cpuUsedRatio({ window, where })} > ${threshold}`,
  description: (threshold, window) =>
    `The processors of {{ $labels.host }} were {{ $value | humanizePercentage }} busy over the last ${window}. ` +
    `The limit is ${percent(threshold)}.`,
  thresholdProblems: shareProblems,
});

/** The host has little memory left to give. */
export const highMemory = (where: Matchers): ThresholdAlert => ({
  name: "HostHighMemory",
  option: "highMemory",
  thresholds: hostThresholds.highMemory,
  for: "10m",
  summary: "A host has little memory left",
  runbook: "host-high-memory.md",
  expression: (threshold) => `${hostMemoryUsedRatio({ where })} > ${threshold}`,
  description: (threshold) =>
    `{{ $value | humanizePercentage }} of the memory of {{ $labels.host }} is in use and cannot be given to anything ` +
    `else. The limit is ${percent(threshold)}.`,
  thresholdProblems: shareProblems,
});

/** The kernel killed processes to get memory back. */
export const outOfMemoryKill = (where: Matchers): ThresholdAlert => ({
  name: "HostOutOfMemoryKill",
  option: "outOfMemoryKill",
  threshold: hostThresholds.outOfMemoryKill,
  severity: "warning",
  for: "0s",
  window: hostThresholds.outOfMemoryKillWindow,
  summary: "The kernel killed a process for memory",
  runbook: "host-out-of-memory-kill.md",
  expression: (threshold, window) => `${outOfMemoryKills({ window, where })} > ${threshold}`,
  description: (_threshold, window) =>
    `The kernel of {{ $labels.host }} killed about {{ $value | printf "%.0f" }} processes within the last ${window}, ` +
    "because the host or a container had no memory left.",
  thresholdProblems: countProblems("kills"),
});

/** The kernel has few file handles left. */
export const fileDescriptorsLow = (where: Matchers): ThresholdAlert => ({
  name: "HostFileDescriptorsLow",
  option: "fileDescriptorsLow",
  thresholds: hostThresholds.fileDescriptorsLow,
  for: "15m",
  summary: "A host has few file descriptors left",
  runbook: "host-file-descriptors-low.md",
  expression: (threshold) => `${fileDescriptorsUsedRatio({ where })} > ${threshold}`,
  description: (threshold) =>
    `{{ $value | humanizePercentage }} of the file descriptors that the kernel of {{ $labels.host }} has are in use. ` +
    `The limit is ${percent(threshold)}.`,
  thresholdProblems: shareProblems,
});
