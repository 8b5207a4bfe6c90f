import { requestMetrics } from "../definitions";
import { createMetrics, type GaugeHandle, type LabelledObservations, type MetricsRegistry } from "../handles";

/** The metrics of requests that exist only where they are asked for, each created once in a monitoring. */
export class RequestExtras {
  private gauge?: Pick<GaugeHandle<never>, "inc" | "dec">;
  private received?: LabelledObservations<"endpoint" | "method">;
  private sent?: LabelledObservations<"endpoint" | "method">;

  constructor(private readonly registry: MetricsRegistry) {}

  get inFlight(): Pick<GaugeHandle<never>, "inc" | "dec"> {
    const { apiRequestsInFlight } = requestMetrics;
    this.gauge ??= createMetrics({ apiRequestsInFlight }, { registry: this.registry }).apiRequestsInFlight;
    return this.gauge;
  }

  get requestSize(): LabelledObservations<"endpoint" | "method"> {
    const { apiRequestSizeBytes } = requestMetrics;
    this.received ??= createMetrics({ apiRequestSizeBytes }, { registry: this.registry }).apiRequestSizeBytes;
    return this.received;
  }

  get responseSize(): LabelledObservations<"endpoint" | "method"> {
    const { apiResponseSizeBytes } = requestMetrics;
    this.sent ??= createMetrics({ apiResponseSizeBytes }, { registry: this.registry }).apiResponseSizeBytes;
    return this.sent;
  }

  /** Creates what the options ask for, so that a scrape before the first request shows it. */
  create({
    inFlight,
    requestSize,
    responseSize,
  }: Partial<Record<"inFlight" | "requestSize" | "responseSize", boolean>>) {
    return [
      inFlight === true && this.inFlight,
      requestSize === true && this.requestSize,
      responseSize === true && this.responseSize,
    ];
  }
}
