import type { ApiAlertSettings, Thresholds } from "../../alerts";
import type { ApiMonitoringThresholds } from "../../dashboards";

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
