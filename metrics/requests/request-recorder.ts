import type { apiMetrics, HttpMethod } from "../definitions";
import type { MetricHandles } from "../handles";
import { toldApart } from "../private/told-apart";
import { MAXIMUM_ENDPOINTS, type AnomalyDetector } from "./anomaly-detector";
import { EndpointSeries } from "./endpoint-series";
import { NUMBERS_OF_A_REQUEST, PendingRequests } from "./pending-requests";
import { recordedMethod } from "./recorded-method";

/** One call that is recorded as a request. */
export interface RecordedRequest {
  /** The route template, never the path. */
  readonly endpoint: string;
  readonly method: HttpMethod;
  /** The status code of the answer; 499 when the client left before it was complete. */
  readonly status: number;
  /** The time from the request's arrival to the end of its answer. */
  readonly seconds: number;
  /** The latency above which it is an anomaly, in seconds. */
  readonly latencyThreshold: number;
}

/** Records requests: how many, how long, how many errors, and what is out of the ordinary. */
export class RequestRecorder {
  /** Where the requests of a server wait to be recorded together. */
  readonly pending = new PendingRequests(({ rules, template, method }, numbers, begin, end) => {
    const series = this.endpoint(template);
    const known = recordedMethod(method);
    const threshold = rules.latencyThreshold(series.endpoint);
    for (let at = begin; at < end; at += NUMBERS_OF_A_REQUEST) {
      const status = numbers[at] as number;
      const seconds = (numbers[at + 1] as number) / 1_000;
      series.record(known, rules.statusLabel(status), seconds);
      series.anomalies.record(seconds, status >= 500, threshold, numbers[at + 2] as number);
    }
  });
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

  record({ endpoint, method, status, seconds, latencyThreshold }: RecordedRequest): void {
    const series = this.endpoint(endpoint);
    series.record(method, status, seconds);
    series.anomalies.record(seconds, status >= 500, latencyThreshold, this.detector.now());
  }

  /** What requests of an endpoint are recorded in: its own, or that under which all are recorded that are too many. */
  endpoint(endpoint: string): EndpointSeries {
    return this.endpoints.get(endpoint) ?? this.create(endpoint);
  }

  private create(endpoint: string): EndpointSeries {
    const recorded = toldApart(this.endpoints, endpoint, MAXIMUM_ENDPOINTS);
    const known = this.endpoints.get(recorded);
    const series = known ?? new EndpointSeries(recorded, this.metrics, this.detector.endpoint(recorded));
    this.endpoints.set(recorded, series);
    return series;
  }
}
