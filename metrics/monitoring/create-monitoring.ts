import { register } from "prom-client";
import type { apiMetrics, Catalogue } from "../definitions";
import { refuse } from "../private/refuse";
import { ApiMonitoring } from "./api-monitoring";
import { existingMonitoring } from "./default-monitoring";
import type { MonitoringOptions } from "./monitoring-options";

/**
 * Creates the metrics of an application, and what records and serves them.
 *
 * @throws {MetricUsageError} naming every option that cannot be used, or every metric that the registry has already
 */
export function createMonitoring<const Extra extends Catalogue = typeof apiMetrics>(
  options: MonitoringOptions<Extra> = {},
): ApiMonitoring<Extra> {
  // Whoever does not compile may hand over nothing at all.
  const { registry = register }: MonitoringOptions = { ...options };
  if (existingMonitoring()?.registry === registry) {
    refuse([
      'the registry has the metrics of the default monitoring already, which exists since the first call of a function of this package such as trackUser, of an adapter without option "monitoring", or of serveMetrics without a registry: call createMonitoring before them, and use its methods in their place, or give option "registry" a registry of its own',
    ]);
  }
  return new ApiMonitoring(options);
}
