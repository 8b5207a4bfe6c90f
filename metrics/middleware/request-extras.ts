import { requestMetrics } from "../definitions";
import { createMetrics, type GaugeHandle, type LabelledObservations, type MetricsRegistry } from "../handles";

/** Requests that have arrived and are not over. They are counted here, so that a reset of the metric changes nothing. */
class InFlight {
  private count = 0;

  constructor(gauge: GaugeHandle<never>) {
    gauge.collect(() => gauge.set(this.count));
  }

  begin(): void {
    this.count += 1;
  }

  end(): void {
    this.count -= 1;
  }
}

/** The metrics of requests that exist only where they are asked for, each created once in a monitoring. */
export class RequestExtras {
  private current?: InFlight;
  private received?: LabelledObservations<"endpoint" | "method">;
  private sent?: LabelledObservations<"endpoint" | "method">;

  constructor(private readonly registry: MetricsRegistry) {}

  get inFlight(): InFlight {
    const { apiRequestsInFlight } = requestMetrics;
    this.current ??= new InFlight(
      createMetrics({ apiRequestsInFlight }, { registry: this.registry }).apiRequestsInFlight,
    );
    return this.current;
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
