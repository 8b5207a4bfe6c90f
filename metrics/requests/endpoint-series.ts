import type { apiMetrics, HttpMethod } from "../definitions";
import type { CounterSeries, MetricHandles, ObservationSeries } from "../handles";
import type { EndpointAnomalies } from "./endpoint-anomalies";

/** The metrics of requests. */
export type RequestMetrics = Pick<MetricHandles<typeof apiMetrics>, "apiRequestsTotal" | "apiRequestLatencySeconds">;

/** How one request of an endpoint ended. */
export interface RecordedOutcome {
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
class MethodSeries {
  private readonly latency: ObservationSeries;
  private readonly byStatus = new Map<number, CounterSeries>();
  private readonly byClass = new Map<number, CounterSeries>();

  constructor(
    private readonly metrics: RequestMetrics,
    private readonly endpoint: string,
    private readonly method: HttpMethod,
  ) {
    this.latency = metrics.apiRequestLatencySeconds.labels({ endpoint, method });
  }

  record(status: number, statusClass: boolean, seconds: number): void {
    const requests = (statusClass ? this.byClass : this.byStatus).get(status) ?? this.keep(status, statusClass);
    requests.inc();
    this.latency.observe(seconds);
  }

  private keep(status: number, statusClass: boolean): CounterSeries {
    const { endpoint, method } = this;
    const label = statusClass ? `${Math.floor(status / 100)}xx` : status;
    const requests = this.metrics.apiRequestsTotal.labels({ endpoint, method, status: label });
    (statusClass ? this.byClass : this.byStatus).set(status, requests);
    return requests;
  }
}

/** What one endpoint's requests are recorded in. */
export class EndpointSeries {
  private readonly methods = new Map<HttpMethod, MethodSeries>();

  /** @param endpoint the label's value */
  constructor(
    readonly endpoint: string,
    private readonly metrics: RequestMetrics,
    private readonly anomalies: EndpointAnomalies,
  ) {}

  /** @param now milliseconds, from a clock that never goes back */
  record({ method, status, seconds, latencyThreshold, statusClass }: RecordedOutcome, now: number): void {
    const series = this.methods.get(method) ?? this.keep(method);
    series.record(status, statusClass === true, seconds);
    this.anomalies.record({ seconds, failed: status >= 500, latencyThreshold }, now);
  }

  private keep(method: HttpMethod): MethodSeries {
    const series = new MethodSeries(this.metrics, this.endpoint, method);
    this.methods.set(method, series);
    return series;
  }
}
