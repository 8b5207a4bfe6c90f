import { HTTP_METHODS, OVERFLOW_VALUE, type apiMetrics, type HttpMethod } from "../definitions";
import type { CounterSeries, MetricHandles, ObservationSeries } from "../handles";
import type { AnomalyDetector } from "./anomaly-detector";

/** The greatest number of endpoints that are told apart; later ones are recorded together, as `overflow`. */
export const MAXIMUM_ENDPOINTS = 1_000;

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
  /**
   * Whether the status is recorded as its class: `2xx`.
   *
   * @default false
   */
  readonly statusClass?: boolean;
}

/** The series of one endpoint and method, each found once. */
interface KeptSeries {
  readonly latency: ObservationSeries;
  readonly requests: Map<number | string, CounterSeries>;
}

const KNOWN_METHODS: ReadonlySet<string> = new Set(HTTP_METHODS);

const isKnown = (method: string): method is HttpMethod => KNOWN_METHODS.has(method);

/** The method under which a request is recorded: its own, or `OTHER`, since a client may send any text. */
export const recordedMethod = (method: string | undefined): HttpMethod =>
  method !== undefined && isKnown(method) ? method : "OTHER";

/** Records requests: how many, how long, how many errors, and what is out of the ordinary. */
export class RequestRecorder {
  private readonly endpoints = new Map<string, Map<HttpMethod, KeptSeries>>();

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

  record(request: RecordedRequest): void {
    const { method, status, seconds, latencyThreshold } = request;
    const endpoint = this.bounded(request.endpoint);
    const label = request.statusClass === true ? `${Math.floor(status / 100)}xx` : status;
    const kept = this.kept(endpoint, method);
    let requests = kept.requests.get(label);
    if (requests === undefined) {
      requests = this.metrics.apiRequestsTotal.labels({ endpoint, method, status: label });
      kept.requests.set(label, requests);
    }
    requests.inc();
    kept.latency.observe(seconds);
    this.detector.record(endpoint, { seconds, failed: status >= 500, latencyThreshold });
  }

  /** The endpoint itself, or the one under which all are recorded that are too many. */
  bounded(endpoint: string): string {
    return this.endpoints.has(endpoint) || this.endpoints.size < MAXIMUM_ENDPOINTS ? endpoint : OVERFLOW_VALUE;
  }

  private kept(endpoint: string, method: HttpMethod): KeptSeries {
    const known = this.endpoints.get(endpoint);
    const methods = known ?? new Map<HttpMethod, KeptSeries>();
    if (known === undefined) this.endpoints.set(endpoint, methods);
    const existing = methods.get(method);
    if (existing !== undefined) return existing;
    const kept = { latency: this.metrics.apiRequestLatencySeconds.labels({ endpoint, method }), requests: new Map() };
    methods.set(method, kept);
    return kept;
  }
}
