import { OVERFLOW_VALUE, type apiMetrics } from "../definitions";
import type { MetricHandles } from "../handles";
import type { AnomalyDetector } from "./anomaly-detector";
import { EndpointSeries, type RecordedOutcome } from "./endpoint-series";

/** The greatest number of endpoints that are told apart; later ones are recorded together, as `overflow`. */
export const MAXIMUM_ENDPOINTS = 1_000;

/** One request that was answered, or given up. */
export interface RecordedRequest extends RecordedOutcome {
  /** The route template, never the path. */
  readonly endpoint: string;
}

/** Records requests: how many, how long, how many errors, and what is out of the ordinary. */
export class RequestRecorder {
  private readonly endpoints = new Map<string, EndpointSeries>();

  constructor(
    private readonly metrics: Pick<
      MetricHandles<typeof apiMetrics>,
      "apiRequestsTotal" | "apiRequestLatencySeconds" | "apiErrorRate"
    >,
    private readonly detector: AnomalyDetector,
  ) {
    const { apiErrorRate } = metrics;
    apiErrorRate.collect(() => {
      for (const { labels, numerator, denominator } of detector.errorParts()) {
        apiErrorRate.set(labels, denominator === 0 ? 0 : numerator / denominator);
      }
    });
  }

  record(request: RecordedRequest): void {
    this.endpoint(request.endpoint).record(request, this.detector.now());
  }

  /** What requests of an endpoint are recorded in: its own, or that under which all are recorded that are too many. */
  endpoint(endpoint: string): EndpointSeries {
    return this.endpoints.get(endpoint) ?? this.create(endpoint);
  }

  private create(endpoint: string): EndpointSeries {
    if (this.endpoints.size >= MAXIMUM_ENDPOINTS && endpoint !== OVERFLOW_VALUE) return this.endpoint(OVERFLOW_VALUE);
    const series = new EndpointSeries(endpoint, this.metrics, this.detector.endpoint(endpoint));
    this.endpoints.set(endpoint, series);
    return series;
  }
}
