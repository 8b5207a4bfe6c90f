/** Thrown when a metric is used with labels or a value that it does not take; it names every reason at once. */
export class MetricUsageError extends Error {
  override readonly name = "MetricUsageError";

  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}
