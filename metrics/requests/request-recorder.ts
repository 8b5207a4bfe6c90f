import { HTTP_METHODS, type apiMetrics, type HttpMethod } from "../definitions";
import type { MetricHandles } from "../handles";
import type { AnomalyDetector } from "./anomaly-detector";

/** One request that was answered, or given up. */
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

const KNOWN_METHODS: ReadonlySet<string> = new Set(HTTP_METHODS);

const isKnown = (method: string): method is HttpMethod => KNOWN_METHODS.has(method);

/** The method under which a request is recorded: its own, or `OTHER`, since a client may send any text. */
export const recordedMethod = (method: string | undefined): HttpMethod =>
  method !== undefined && isKnown(method) ? method : "OTHER";

/** Records requests: how many, how long, how many errors, and what is out of the ordinary. */
export class RequestRecorder {
  constructor(
    private readonly metrics: Pick<
      MetricHandles<typeof apiMetrics>,
      "apiRequestsTotal" | "apiRequestLatencySeconds" | "apiErrorRate"
    >,
    private readonly detector: AnomalyDetector,
  ) {
    metrics.apiErrorRate.collect(() => {
      for (const [endpoint, rate] of detector.errorRates()) metrics.apiErrorRate.set({ endpoint }, rate);
    });
  }

  record({ endpoint, method, status, seconds, latencyThreshold }: RecordedRequest): void {
    this.metrics.apiRequestsTotal.inc({ endpoint, method, status });
    this.metrics.apiRequestLatencySeconds.observe({ endpoint, method }, seconds);
    this.detector.record(endpoint, { seconds, failed: status >= 500, latencyThreshold });
  }
}
