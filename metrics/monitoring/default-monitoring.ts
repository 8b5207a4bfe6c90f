import { register } from "prom-client";
import { apiMetrics } from "../definitions";
import type { MetricsRegistry } from "../handles";
import { refuse } from "../private/refuse";
import { ApiMonitoring } from "./api-monitoring";

// Two copies of this package in one process share the instance, as they share prom-client's registry.
const DEFAULT_MONITORING = Symbol.for("cdktf-monitoring-metrics.default-monitoring");

const shared: { [DEFAULT_MONITORING]?: ApiMonitoring } & typeof globalThis = globalThis;

const isMonitored = (registry: MetricsRegistry): boolean =>
  registry.getSingleMetric(apiMetrics.apiRequestsTotal.name) !== undefined;

/** The monitoring of this process, where there is one whose registry was not cleared since. */
export function existingMonitoring(): ApiMonitoring | undefined {
  const existing = shared[DEFAULT_MONITORING];
  return existing?.isExposed() === true ? existing : undefined;
}

/** The monitoring of this process for what is called at each event, which does not look whether it is still exposed. */
export const recordingMonitoring = (): ApiMonitoring => shared[DEFAULT_MONITORING] ?? defaultMonitoring();

/** The registry to serve where none is given: the global one, monitored by somebody. */
export const monitoredRegistry = (): MetricsRegistry =>
  existingMonitoring() === undefined && isMonitored(register) ? register : defaultMonitoring().registry;

/**
 * The monitoring of this process, which the functions of this package use: created when it is first asked for, in
 * prom-client's global registry, and anew when it is asked for after that registry was cleared.
 *
 * @throws {MetricUsageError} when that registry has another monitoring, or other metrics of the same names, already
 */
export function defaultMonitoring(): ApiMonitoring {
  const existing = existingMonitoring();
  if (existing !== undefined) return existing;
  if (isMonitored(register)) {
    refuse([
      'the default monitoring cannot be created, since another one has its metrics in prom-client\'s global registry already: call the methods of that one, as in monitoring.trackUser("alice"), and give it to adapters as option "monitoring"; or create it with a registry of its own',
    ]);
  }
  const created = new ApiMonitoring();
  shared[DEFAULT_MONITORING] = created;
  return created;
}
