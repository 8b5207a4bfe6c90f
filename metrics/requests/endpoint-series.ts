import type { apiMetrics, HttpMethod } from "../definitions";
import type { CounterSeries, MetricHandles, ObservationSeries } from "../handles";
import type { EndpointAnomalies } from "./endpoint-anomalies";

/** The metrics of requests. */
export type RequestMetrics = Pick<MetricHandles<typeof apiMetrics>, "apiRequestsTotal" | "apiRequestLatencySeconds">;

/** The series of one endpoint and method, each found once; the one written last is at hand. */
class MethodSeries {
  private readonly latency: ObservationSeries;
  private readonly byStatus = new Map<number | string, CounterSeries>();
  private lastStatus: number | string = NaN;
  private lastRequests: CounterSeries | undefined = undefined;

  constructor(
    private readonly metrics: RequestMetrics,
    private readonly endpoint: string,
    readonly method: HttpMethod,
  ) {
    this.latency = metrics.apiRequestLatencySeconds.labels({ endpoint, method });
  }

  /** @param status the label's value */
  record(status: number | string, seconds: number): void {
    const requests = this.lastStatus === status ? this.lastRequests : undefined;
    (requests ?? this.requests(status)).inc();
    this.latency.observe(seconds);
  }

  private requests(status: number | string): CounterSeries {
    const { endpoint, method } = this;
    const known = this.byStatus.get(status);
    const requests = known ?? this.metrics.apiRequestsTotal.labels({ endpoint, method, status });
    if (known === undefined) this.byStatus.set(status, requests);
    this.lastStatus = status;
    this.lastRequests = requests;
    return requests;
  }
}

/** What one endpoint's requests are recorded in. */
export class EndpointSeries {
  private readonly methods = new Map<HttpMethod, MethodSeries>();
  private last: MethodSeries | undefined = undefined;

  /** @param endpoint the label's value */
  constructor(
    readonly endpoint: string,
    private readonly metrics: RequestMetrics,
    readonly anomalies: EndpointAnomalies,
  ) {}

  /**
   * Records one request.
   *
   * @param label the status as it is recorded: its code, or its class
   */
  record(method: HttpMethod, label: number | string, seconds: number): void {
    const series = this.last?.method === method ? this.last : this.of(method);
    series.record(label, seconds);
  }

  private of(method: HttpMethod): MethodSeries {
    const series = this.methods.get(method) ?? new MethodSeries(this.metrics, this.endpoint, method);
    this.methods.set(method, series);
    this.last = series;
    return series;
  }
}
