import { MetricUsageError } from "../handles/metric-usage-error";

/**
 * Refuses what is wrong with something that this package was given.
 *
 * @param by the function that refuses it, where the problems do not say
 * @throws {MetricUsageError} when there is any problem, naming all
 */
export function refuse(problems: readonly string[], by = "metrics"): void {
  if (problems.length > 0) throw new MetricUsageError(problems.map((problem) => `${by}: ${problem}`));
}
