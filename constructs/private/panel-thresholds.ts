import type {
  ApiAlertSettings,
  HostAlertSettings,
  SeveralThresholds,
  Severity,
  SingleThreshold,
  Thresholds,
} from "../../alerts";
import type {
  ApiMonitoringThresholds,
  ContainerMonitoringThresholds,
  HostMonitoringThresholds,
  SeverityThresholds,
} from "../../dashboards";
import { containerThresholds, hostThresholds } from "../../promql/signals";
import type { StackContainerAlertSettings } from "../stack-alerts";

/** Where an alert begins: at the lowest of its thresholds; undefined where it is off or has its own default. */
function lowest(alert: Thresholds | false | undefined): number | undefined {
  if (alert === false || alert === undefined) return undefined;
  if (alert.thresholds === undefined) return alert.threshold;
  const values = Object.values(alert.thresholds);
  return values.length === 0 ? undefined : Math.min(...values);
}

/** The lines that panels draw, from the settings of the alerts that begin there. */
export function panelThresholds({
  highErrorRate,
  highLatency,
}: ApiAlertSettings = {}): Partial<ApiMonitoringThresholds> {
  return {
    highErrorRate: lowest(highErrorRate),
    highLatency: lowest(highLatency),
    latencyQuantile: highLatency === false ? undefined : highLatency?.quantile,
  };
}

/** Where an alert begins, by severity; undefined where it is off, and the panels keep its default. */
function levels(
  alert: Thresholds | SeveralThresholds | false | undefined,
  own?: Required<Pick<SingleThreshold, "threshold" | "severity">>,
): SeverityThresholds | undefined {
  if (alert === false || alert === undefined) return undefined;
  if (alert.thresholds !== undefined) return alert.thresholds;
  if (own === undefined) return undefined;
  const { threshold = own.threshold, severity = own.severity }: SingleThreshold = { ...alert, thresholds: undefined };
  return { [severity]: threshold };
}

const warning = (threshold: number) => ({ threshold, severity: "warning" satisfies Severity }) as const;

/** The same for the panels on hosts. */
export const hostPanelThresholds = (alerts: HostAlertSettings = {}): Partial<HostMonitoringThresholds> => ({
  highCpu: levels(alerts.highCpu, warning(hostThresholds.highCpu)),
  highMemory: levels(alerts.highMemory),
  diskSpaceLow: levels(alerts.diskSpaceLow),
  inodesLow: levels(alerts.inodesLow),
  networkErrors: levels(alerts.networkErrors, warning(hostThresholds.networkErrors)),
  clockSkew: levels(alerts.clockSkew, warning(hostThresholds.clockSkew)),
  fileDescriptorsLow: levels(alerts.fileDescriptorsLow),
});

/** The same for the panels on containers. */
export const containerPanelThresholds = (
  alerts: StackContainerAlertSettings = {},
): Partial<ContainerMonitoringThresholds> => ({
  memoryNearLimit: levels(alerts.memoryNearLimit, warning(containerThresholds.memoryNearLimit)),
  cpuThrottled: levels(alerts.cpuThrottled, { threshold: containerThresholds.cpuThrottled, severity: "info" }),
  filesystemFilling: levels(alerts.filesystemFilling, warning(containerThresholds.filesystemFilling)),
});
