import {
  containerKills,
  containerThresholds,
  cpuPeriodRate,
  cpuThrottledRatio,
  layerOfDiskRatio,
  type Matchers,
  memoryOfLimitRatio,
  restartsSeen,
  runningContainers,
  selector,
} from "../../../promql/signals";
import type { ExpectedContainer } from "../../container-settings";
import type { PlainAlert } from "../shipped-alert";
import type { ThresholdAlert } from "../threshold-alert";
import { countProblems, percent, shareProblems } from "../threshold-texts";
import { missingContainers, ofTargets } from "./expected-containers";

const PLACE = "{{ $labels.name }} on {{ $labels.host }}";

/** An expected container does not run. */
export const missing = (expected: readonly ExpectedContainer[], where: Matchers): PlainAlert => ({
  name: "ContainerMissing",
  option: "missing",
  severity: "critical",
  for: "2m",
  summary: "An expected container does not run",
  runbook: "container-missing.md",
  expression: () => missingContainers(expected, where),
  description: () => `The container ${PLACE} does not run.`,
});

/** cAdvisor answers and sees no container. */
export const unseen = (where: Matchers): PlainAlert => ({
  name: "ContainersUnseen",
  option: "unseen",
  severity: "critical",
  for: "5m",
  summary: "cAdvisor sees no container",
  runbook: "containers-unseen.md",
  expression: () =>
    `group by (job, instance, host) (${selector("cadvisor_version_info", ofTargets(where))})\n` +
    `unless on (job, instance, host)\n${runningContainers()}`,
  description: () => "cAdvisor on {{ $labels.host }} reports no container by name, not even itself.",
});

/** A container starts again and again. */
export const restarting = (where: Matchers): ThresholdAlert => ({
  name: "ContainerRestarting",
  option: "restarting",
  threshold: containerThresholds.restarting,
  severity: "warning",
  for: "0s",
  window: containerThresholds.restartingWindow,
  summary: "A container starts again and again",
  runbook: "container-restarting.md",
  expression: (threshold, window) => `${restartsSeen({ window, where })} > ${threshold}`,
  description: (_threshold, window) =>
    `The container ${PLACE} was seen to restart {{ $value }} times within the last ${window}.`,
  thresholdProblems: countProblems("restarts"),
});

/** A container has little memory left below its limit. */
export const memoryNearLimit = (where: Matchers): ThresholdAlert => ({
  name: "ContainerMemoryNearLimit",
  option: "memoryNearLimit",
  threshold: containerThresholds.memoryNearLimit,
  severity: "warning",
  for: "5m",
  summary: "A container has little memory left",
  runbook: "container-memory-near-limit.md",
  expression: (threshold) => `${memoryOfLimitRatio({ where })} > ${threshold}`,
  description: (threshold) =>
    `The container ${PLACE} uses {{ $value | humanizePercentage }} of the memory that it may use. ` +
    `The limit is ${percent(threshold)}.`,
  thresholdProblems: shareProblems,
});

/** The kernel killed processes of a container. */
export const killedForMemory = (where: Matchers): ThresholdAlert => ({
  name: "ContainerKilledForMemory",
  option: "killedForMemory",
  threshold: containerThresholds.killedForMemory,
  severity: "warning",
  for: "0s",
  window: containerThresholds.killedForMemoryWindow,
  summary: "The kernel killed a container's process for memory",
  runbook: "container-killed-for-memory.md",
  expression: (threshold, window) => `${containerKills({ window, where })} > ${threshold}`,
  description: (_threshold, window) =>
    `The kernel killed {{ $value }} processes of the container ${PLACE} within the last ${window}.`,
  thresholdProblems: countProblems("kills"),
});

/** A container waits for its CPU quota. */
export const cpuThrottled = (where: Matchers): ThresholdAlert => ({
  name: "ContainerCpuThrottled",
  option: "cpuThrottled",
  threshold: containerThresholds.cpuThrottled,
  severity: "info",
  for: "15m",
  summary: "A container is slowed down by its CPU quota",
  runbook: "container-cpu-throttled.md",
  expression: (threshold, window) =>
    `${cpuThrottledRatio({ window, where })} > ${threshold}\nand\n` +
    `${cpuPeriodRate({ window, where })} >= ${containerThresholds.minimumPeriodRate}`,
  description: (threshold, window) =>
    `The container ${PLACE} had used up its CPU quota in {{ $value | humanizePercentage }} of the periods of the last ` +
    `${window} in which it ran. The limit is ${percent(threshold)}.`,
  thresholdProblems: shareProblems,
});

/** A container writes much into its own layer or its log. */
export const filesystemFilling = (where: Matchers): ThresholdAlert => ({
  name: "ContainerFilesystemFilling",
  option: "filesystemFilling",
  threshold: containerThresholds.filesystemFilling,
  severity: "warning",
  for: "15m",
  summary: "A container fills the engine's disk",
  runbook: "container-filesystem-filling.md",
  expression: (threshold) => `${layerOfDiskRatio({ where })} > ${threshold}`,
  description: (threshold) =>
    `The layer and the log of the container ${PLACE} take {{ $value | humanizePercentage }} of the engine's disk. ` +
    `The limit is ${percent(threshold)}.`,
  thresholdProblems: shareProblems,
});
