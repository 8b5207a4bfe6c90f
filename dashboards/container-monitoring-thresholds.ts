import { containerThresholds } from "../promql/signals";
import type { SeverityThresholds } from "./severity-thresholds";

/** Where the colours of the containers' dashboard change; each is where the alert of the same name begins. */
export interface ContainerMonitoringThresholds {
  /** Share of its memory limit that a container's working set takes, 0 to 1. */
  readonly memoryNearLimit: SeverityThresholds;
  /** Share of the scheduler's periods in which a container waited for its CPU quota, 0 to 1. */
  readonly cpuThrottled: SeverityThresholds;
  /** Share of the engine's disk that a container's own layer and log take, 0 to 1. */
  readonly filesystemFilling: SeverityThresholds;
}

/** The thresholds that the alerts have by themselves. */
export const CONTAINER_MONITORING_THRESHOLDS: ContainerMonitoringThresholds = {
  memoryNearLimit: { warning: containerThresholds.memoryNearLimit },
  cpuThrottled: { info: containerThresholds.cpuThrottled },
  filesystemFilling: { warning: containerThresholds.filesystemFilling },
};
