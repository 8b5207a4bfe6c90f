import type { apiMetrics, Catalogue } from "../definitions";
import { ApiMonitoring } from "./api-monitoring";
import type { MonitoringOptions } from "./monitoring-options";

/**
 * Creates the metrics of an application, and what records and serves them.
 *
 * @throws {MetricUsageError} naming every option that cannot be used, or every metric that the registry has already
 */
export function createMonitoring<const Extra extends Catalogue = typeof apiMetrics>(
  options: MonitoringOptions<Extra> = {},
): ApiMonitoring<Extra> {
  return new ApiMonitoring(options);
}
