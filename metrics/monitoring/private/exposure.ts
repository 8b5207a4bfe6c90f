import type { MetricsRegistry } from "../../handles";

/** Whether a registry still has the metrics that were created in it: `registry.clear()` takes them out for good. */
export class Exposure {
  private readonly registered: unknown;
  private warned = false;

  /** @param metric the name of one of the metrics */
  constructor(
    private readonly registry: MetricsRegistry,
    private readonly metric: string,
  ) {
    this.registered = registry.getSingleMetric(metric);
  }

  isGiven(): boolean {
    return this.registry.getSingleMetric(this.metric) === this.registered;
  }

  /** Warns, once, where what is recorded is on no page any more. */
  check(): void {
    if (this.warned || this.isGiven()) return;
    this.warned = true;
    process.emitWarning(
      "metrics: the registry was cleared, so that what this monitoring records is on no page: call registry.resetMetrics() to begin again at 0, or create the monitoring anew after registry.clear()",
      { code: "METRICS_REGISTRY_CLEARED" },
    );
  }
}
