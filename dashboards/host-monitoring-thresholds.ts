import { hostThresholds } from "../promql/signals";
import type { SeverityThresholds } from "./severity-thresholds";

/** Where the colours of the hosts' dashboard change; each is where the alert of the same name begins. */
export interface HostMonitoringThresholds {
  /** Share of all processors that works, 0 to 1. */
  readonly highCpu: SeverityThresholds;
  /** Share of the memory that is not available, 0 to 1. */
  readonly highMemory: SeverityThresholds;
  /** Share of a file system in use, 0 to 1. */
  readonly diskSpaceLow: SeverityThresholds;
  /** Share of a file system's inodes in use, 0 to 1. */
  readonly inodesLow: SeverityThresholds;
  /** Share of an interface's packets with an error, 0 to 1. */
  readonly networkErrors: SeverityThresholds;
  /** Seconds that the clock is off. */
  readonly clockSkew: SeverityThresholds;
  /** Share of the kernel's file handles that is taken, 0 to 1. */
  readonly fileDescriptorsLow: SeverityThresholds;
}

/** The thresholds that the alerts have by themselves. */
export const HOST_MONITORING_THRESHOLDS: HostMonitoringThresholds = {
  highCpu: { warning: hostThresholds.highCpu },
  highMemory: hostThresholds.highMemory,
  diskSpaceLow: hostThresholds.diskSpaceLow,
  inodesLow: hostThresholds.inodesLow,
  networkErrors: { warning: hostThresholds.networkErrors },
  clockSkew: { warning: hostThresholds.clockSkew },
  fileDescriptorsLow: hostThresholds.fileDescriptorsLow,
};
