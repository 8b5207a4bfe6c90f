import type { AdapterOptions } from "../middleware";
import { adapterProblems } from "../middleware/adapter-problems";
import { refuse } from "../private/refuse";
import { defaultMonitoring } from "./default-monitoring";

/**
 * What is to record the requests of an adapter: that of its options, or of the process, which exists from then on.
 *
 * @param others what else is wrong with what the adapter was given
 * @throws {MetricUsageError} naming all of it, and every option that cannot be used; no monitoring is created then
 */
export function adapterMonitoring<Request>(
  options: AdapterOptions<Request>,
  others: readonly string[] = [],
): NonNullable<AdapterOptions<Request>["monitoring"]> {
  refuse([...others, ...adapterProblems(options)]);
  return options.monitoring ?? defaultMonitoring();
}
