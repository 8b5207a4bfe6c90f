import { createRequire } from "node:module";
import type * as PromClient from "prom-client";

// The peers are installed beside this file only, for those who run the benchmark.
const peer = createRequire(__filename);

/** What every peer can do, under one shape. */
export interface Peer {
  inc(labels: Labels, value: number): void;
  observe(labels: Labels, value: number): void;
  /** A kept series of the counter. */
  kept(labels: Labels): (value: number) => void;
  /** The work with a timer around it. */
  timed(labels: Labels): (work: () => void) => () => void;
  /** Prints everything as bytes, and returns how many. */
  page(): Promise<number>;
  total(): Promise<number>;
}

/** The labels of every metric here. */
export interface Labels {
  readonly endpoint: string;
  readonly method: string;
  readonly status: string;
}

/** 11 bounds. */
export const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const NAMES = ["endpoint", "method", "status"] as const;

function client({ Counter, Histogram, Registry }: typeof PromClient, openMetrics: boolean): Peer {
  const registry = new Registry<PromClient.RegistryContentType>();
  if (openMetrics) registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const options = { help: "Measured.", labelNames: NAMES, registers: [registry] };
  const counter = new Counter({ ...options, name: "events_total" });
  const histogram = new Histogram({ ...options, name: "latency_seconds", buckets: BUCKETS });
  return {
    inc: (labels, value) => counter.inc(labels, value),
    observe: (labels, value) => histogram.observe(labels, value),
    kept: (labels) => {
      const series = counter.labels(labels);
      return (value) => series.inc(value);
    },
    timed: (labels) => (work) => () => {
      const end = histogram.startTimer(labels);
      try {
        work();
      } finally {
        end();
      }
    },
    page: async () => Buffer.from(await registry.metrics()).length,
    total: async () => {
      const [counted, observed] = await Promise.all([counter.get(), histogram.get()]);
      const counts = observed.values.filter(({ metricName }) => metricName?.endsWith("_count"));
      return [...counted.values, ...counts].reduce((sum, { value }) => sum + value, 0);
    },
  };
}

interface Instrument {
  add(value: number, attributes: object): void;
  record(value: number, attributes: object): void;
}

interface OpenTelemetry {
  MeterProvider: new (options: object) => {
    getMeter(name: string): {
      createCounter(name: string): Instrument;
      createHistogram(name: string, options: object): Instrument;
    };
  };
  MetricReader: new (options: object) => { collect(): Promise<{ resourceMetrics: object }> };
}

function openTelemetry(): Peer {
  const { MeterProvider, MetricReader } = peer("@opentelemetry/sdk-metrics") as OpenTelemetry;
  const { PrometheusSerializer } = peer("@opentelemetry/exporter-prometheus") as {
    PrometheusSerializer: new () => { serialize(metrics: object): string };
  };
  const reader = new MetricReader({ cardinalitySelector: () => 1_000_000 });
  const meter = new MeterProvider({ readers: [reader] }).getMeter("bench");
  const counter = meter.createCounter("events");
  const histogram = meter.createHistogram("latency", { advice: { explicitBucketBoundaries: BUCKETS } });
  const serializer = new PrometheusSerializer();
  const serialized = async () => serializer.serialize((await reader.collect()).resourceMetrics);
  return {
    inc: (labels, value) => counter.add(value, { ...labels }),
    observe: (labels, value) => histogram.record(value, { ...labels }),
    kept: (labels) => (value) => counter.add(value, { ...labels }),
    timed: (labels) => (work) => () => {
      const start = performance.now();
      try {
        work();
      } finally {
        histogram.record((performance.now() - start) / 1_000, { ...labels });
      }
    },
    page: async () => Buffer.from(await serialized()).length,
    total: async () => {
      const lines = (await serialized()).split("\n").filter((line) => /^(events_total|latency_count)\{/.test(line));
      return lines.reduce((sum, line) => sum + Number(/} ([^ ]+)/.exec(line)?.[1]), 0);
    },
  };
}

/** New peers, by name. */
export const peers = (openMetrics = false): Record<string, Peer> => ({
  "prom-client": client(peer("prom-client") as typeof PromClient, openMetrics),
  "@platformatic/prom-client": client(peer("@platformatic/prom-client") as typeof PromClient, openMetrics),
  "@prometheus-io/client": client(peer("@prometheus-io/client") as typeof PromClient, openMetrics),
  OpenTelemetry: openTelemetry(),
});
