import type { AnomalyReason, apiMetrics } from "../definitions";
import type { CounterSeries, MetricHandle } from "../handles";
import { ErrorRateWindow } from "./private/error-rate-window";

/** The share of errors over 5 minutes above which an endpoint is an anomaly. */
export const HIGH_ERROR_RATE = 0.1;

/** Fewer requests than these within 5 minutes say nothing about a rate. */
export const LEAST_REQUESTS = 20;

/** Counts the anomalies of one endpoint, and keeps what it takes to see them. */
export class EndpointAnomalies {
  /** The endpoint's requests and errors. */
  readonly window = new ErrorRateWindow();

  // Kept, and so at 0 from the endpoint's first request: `increase` sees the first anomaly of a later scrape.
  private readonly serverErrors: CounterSeries;
  private readonly highLatencies: CounterSeries;
  private readonly highErrorRates: CounterSeries;
  /** Whether the error rate has been above the threshold since it was last below. */
  private high = false;

  constructor(counter: MetricHandle<(typeof apiMetrics)["anomalyDetectionTriggeredTotal"]>, endpoint: string) {
    const series = (reason: AnomalyReason) => counter.labels({ endpoint, reason });
    this.serverErrors = series("server_error");
    this.highLatencies = series("high_latency");
    this.highErrorRates = series("high_error_rate");
  }

  // Not an object: fractions in one are allocated, each by itself.
  /**
   * Records one request, or one call that is recorded as such.
   *
   * @param now milliseconds, from a clock that never goes back
   */
  record(seconds: number, failed: boolean, latencyThreshold: number, now: number): void {
    if (failed) this.serverErrors.inc();
    if (seconds > latencyThreshold) this.highLatencies.inc();
    if (this.crosses(failed, now)) this.highErrorRates.inc();
  }

  /** Forgets what happened. */
  beginAgain(): void {
    this.window.clear();
    this.high = false;
  }

  private crosses(failed: boolean, now: number): boolean {
    const { window } = this;
    window.moveTo(now);
    // The rate may have fallen since, merely because time went by.
    if (this.high && window.rate <= HIGH_ERROR_RATE) this.high = false;
    window.add(failed);
    const above = window.rate > HIGH_ERROR_RATE;
    const crosses = above && !this.high && window.requests >= LEAST_REQUESTS;
    this.high = above && (this.high || crosses);
    return crosses;
  }
}
