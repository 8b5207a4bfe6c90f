import { ApiMonitoring } from "./api-monitoring";

// Two copies of this package in one process share the instance, as they share prom-client's registry.
const DEFAULT_MONITORING = Symbol.for("cdktf-monitoring-metrics.default-monitoring");

const shared: { [DEFAULT_MONITORING]?: ApiMonitoring } & typeof globalThis = globalThis;

/**
 * The monitoring of this process, which the functions of this package use: created when it is first asked for, in
 * prom-client's global registry.
 *
 * @throws {MetricUsageError} when that registry has metrics of the same names already
 */
export function defaultMonitoring(): ApiMonitoring {
  shared[DEFAULT_MONITORING] ??= new ApiMonitoring();
  return shared[DEFAULT_MONITORING];
}
