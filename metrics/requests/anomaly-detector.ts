import type { apiMetrics } from "../definitions";
import type { MetricHandle } from "../handles";
import type { RatioPart } from "../private/merge-parts";
import { catchUp } from "../private/put-off";
import { whenReset } from "../private/resets";
import { toldApart } from "../private/told-apart";
import { EndpointAnomalies } from "./endpoint-anomalies";

/** The latency above which a request is an anomaly, in seconds, unless its endpoint has a threshold of its own. */
export const DEFAULT_LATENCY_THRESHOLD = 1;

/** The greatest number of endpoints that are told apart; later ones are recorded together, as `overflow`. */
export const MAXIMUM_ENDPOINTS = 1_000;

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

  /**
   * @param now milliseconds, from a clock that never goes back
   * @param shown the metric that shows the rates: they begin again when it does
   */
  constructor(
    private readonly counter: MetricHandle<(typeof apiMetrics)["anomalyDetectionTriggeredTotal"]>,
    readonly now: () => number,
    shown: object = counter,
  ) {
    whenReset(shown, () => {
      for (const anomalies of this.endpoints.values()) anomalies.beginAgain();
    });
  }

  record(endpoint: string, { seconds, failed, latencyThreshold }: Outcome): void {
    this.endpoint(endpoint).record(seconds, failed, latencyThreshold, this.now());
  }

  /** The anomalies of one endpoint, to keep: its own, or those of all that are too many. */
  endpoint(endpoint: string): EndpointAnomalies {
    return this.endpoints.get(endpoint) ?? this.create(endpoint);
  }

  private create(endpoint: string): EndpointAnomalies {
    const recorded = toldApart(this.endpoints, endpoint, MAXIMUM_ENDPOINTS);
    const anomalies = this.endpoints.get(recorded) ?? new EndpointAnomalies(this.counter, recorded);
    this.endpoints.set(recorded, anomalies);
    return anomalies;
  }

  /** Errors and requests of each endpoint over the last 5 minutes. */
  errorParts(): readonly ErrorPart[] {
    catchUp();
    const now = this.now();
    return Array.from(this.endpoints, ([endpoint, { window }]) => {
      window.moveTo(now);
      return { labels: { endpoint }, numerator: window.errors, denominator: window.requests };
    });
  }
}
