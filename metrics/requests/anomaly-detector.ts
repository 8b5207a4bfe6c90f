import type { apiMetrics } from "../definitions";
import type { MetricHandle } from "../handles";
import type { RatioPart } from "../private/merge-parts";
import { EndpointAnomalies } from "./endpoint-anomalies";

/** The latency above which a request is an anomaly, in seconds, unless its endpoint has a threshold of its own. */
export const DEFAULT_LATENCY_THRESHOLD = 1;

/** What happened to one request, or to one call that is recorded as such. */
export interface Outcome {
  /** How long it took. */
  readonly seconds: number;
  /** Whether it ended in a server error. */
  readonly failed: boolean;
  /** The latency above which it is an anomaly, in seconds. */
  readonly latencyThreshold: number;
}

/** Errors and requests of one endpoint. */
interface ErrorPart extends RatioPart {
  readonly labels: { readonly endpoint: string };
}

/** Counts anomalies, and keeps what it takes to see them, for each endpoint. */
export class AnomalyDetector {
  private readonly endpoints = new Map<string, EndpointAnomalies>();

  /** @param now milliseconds, from a clock that never goes back */
  constructor(
    private readonly counter: MetricHandle<(typeof apiMetrics)["anomalyDetectionTriggeredTotal"]>,
    readonly now: () => number,
  ) {}

  record(endpoint: string, { seconds, failed, latencyThreshold }: Outcome): void {
    this.endpoint(endpoint).record(seconds, failed, latencyThreshold, this.now());
  }

  /** The anomalies of one endpoint, to keep. */
  endpoint(endpoint: string): EndpointAnomalies {
    const known = this.endpoints.get(endpoint);
    if (known !== undefined) return known;
    const anomalies = new EndpointAnomalies(this.counter, endpoint);
    this.endpoints.set(endpoint, anomalies);
    return anomalies;
  }

  /** Errors and requests of each endpoint over the last 5 minutes. */
  errorParts(): readonly ErrorPart[] {
    const now = this.now();
    return Array.from(this.endpoints, ([endpoint, { window }]) => {
      window.moveTo(now);
      return { labels: { endpoint }, numerator: window.errors, denominator: window.requests };
    });
  }
}
