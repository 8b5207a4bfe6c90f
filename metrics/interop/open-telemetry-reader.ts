/** Where a metric of OpenTelemetry was made: the library that instruments something. */
export interface OpenTelemetryScope {
  readonly name: string;
  readonly version?: string;
}

/** A metric as OpenTelemetry's SDK collects it (`MetricData`), as far as it is read here. */
export interface OpenTelemetryMetric {
  readonly descriptor: { readonly name: string; readonly description: string };
  readonly dataPointType: number;
  readonly aggregationTemporality: number;
  readonly isMonotonic?: boolean;
  readonly dataPoints: readonly { readonly attributes: Readonly<Record<string, unknown>>; readonly value: unknown }[];
}

/** What one collection of OpenTelemetry's SDK brings (`CollectionResult`). */
export interface OpenTelemetryCollection {
  readonly resourceMetrics: {
    /** What is measured: the service, the host. */
    readonly resource: { readonly attributes: Readonly<Record<string, unknown>> };
    readonly scopeMetrics: readonly {
      readonly scope: OpenTelemetryScope;
      readonly metrics: readonly OpenTelemetryMetric[];
    }[];
  };
  readonly errors: readonly unknown[];
}

/** What collects the metrics of a `MeterProvider`: a `MetricReader` of `@opentelemetry/sdk-metrics` 1.x or 2.x. */
export interface OpenTelemetryReader {
  collect(): Promise<OpenTelemetryCollection>;
}
