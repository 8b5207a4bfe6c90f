import { ANOMALY_REASONS, type apiMetrics } from "../definitions";
import type { MetricHandle } from "../handles";
import type { RatioPart } from "../private/merge-parts";
import { ErrorRateWindow } from "./private/error-rate-window";

/** The latency above which a request is an anomaly, in seconds, unless its endpoint has a threshold of its own. */
export const DEFAULT_LATENCY_THRESHOLD = 1;

/** The share of errors over 5 minutes above which an endpoint is an anomaly. */
export const HIGH_ERROR_RATE = 0.1;

/** Fewer requests than these within 5 minutes say nothing about a rate. */
export const LEAST_REQUESTS = 20;

/** What happened to one request, or to one call that is recorded as such. */
export interface Outcome {
  /** How long it took. */
  readonly seconds: number;
  /** Whether it ended in a server error. */
  readonly failed: boolean;
  /** The latency above which it is an anomaly, in seconds. */
  readonly latencyThreshold: number;
}

interface EndpointState {
  readonly window: ErrorRateWindow;
  /** Whether the error rate has been above the threshold since it was last below. */
  high: boolean;
}

/** Counts anomalies, and keeps what it takes to see them, for each endpoint. */
export class AnomalyDetector {
  private readonly endpoints = new Map<string, EndpointState>();

  /** @param now milliseconds, from a clock that never goes back */
  constructor(
    private readonly counter: MetricHandle<(typeof apiMetrics)["anomalyDetectionTriggeredTotal"]>,
    private readonly now: () => number,
  ) {}

  record(endpoint: string, { seconds, failed, latencyThreshold }: Outcome): void {
    if (failed) this.counter.inc({ endpoint, reason: "server_error" });
    if (seconds > latencyThreshold) this.counter.inc({ endpoint, reason: "high_latency" });
    if (this.crosses(this.state(endpoint), failed)) this.counter.inc({ endpoint, reason: "high_error_rate" });
  }

  /** The share of errors of each endpoint over the last 5 minutes, from 0 to 1; 0 for one without requests. */
  errorRates(): ReadonlyMap<string, number> {
    const now = this.now();
    return new Map(Array.from(this.endpoints, ([endpoint, { window }]) => [endpoint, window.rate(now)]));
  }

  /** Errors and requests of each endpoint over the last 5 minutes. */
  errorParts(): readonly RatioPart[] {
    const now = this.now();
    return Array.from(this.endpoints, ([endpoint, { window }]) => ({
      labels: { endpoint },
      numerator: window.errors(now),
      denominator: window.count(now),
    }));
  }

  private crosses(state: EndpointState, failed: boolean): boolean {
    const now = this.now();
    // The rate may have fallen since, merely because time went by.
    if (state.window.rate(now) <= HIGH_ERROR_RATE) state.high = false;
    state.window.add(failed, now);
    const above = state.window.rate(now) > HIGH_ERROR_RATE;
    const crosses = above && !state.high && state.window.count(now) >= LEAST_REQUESTS;
    state.high = above && (state.high || crosses);
    return crosses;
  }

  private state(endpoint: string): EndpointState {
    const known = this.endpoints.get(endpoint);
    if (known !== undefined) return known;
    const state: EndpointState = { window: new ErrorRateWindow(), high: false };
    this.endpoints.set(endpoint, state);
    // At 0 from the endpoint's first request, so that `increase` sees the first anomaly of a later scrape.
    for (const reason of ANOMALY_REASONS) this.counter.labels({ endpoint, reason });
    return state;
  }
}
