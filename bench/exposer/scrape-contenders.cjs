// One registry for each contender of the comparison of scrapes, as built and as installed, with what serves it.
const { createGzip } = require("node:zlib");

const help = "Measured.";
const labelNames = ["endpoint", "method", "status"];
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

function ours(kind) {
  const exposer = require("../../metrics/dist");
  const registry = new (require("prom-client").Registry)();
  const labels = { endpoint: { open: true }, method: {}, status: {} };
  const definition =
    kind === "counter"
      ? exposer.counter({ name: "events_total", help, labels })
      : exposer.histogram({ name: "latency_seconds", help, labels, buckets: BUCKETS });
  const { metric } = exposer.createMetrics({ metric: definition }, { registry, lineBudget: 10_000_000 });
  const serve = exposer.metricsHandler({ registry });
  return {
    record: (set) => (kind === "counter" ? metric.inc(set, 1) : metric.observe(set, Math.random())),
    print: async () => {
      for await (const _ of exposer.renderRegistry(registry, { format: "text" }));
    },
    serve: (request, response) => void serve(request, response),
  };
}

const client = (name) => (kind) => {
  const { Counter, Histogram, Registry } = require(name);
  const registry = new Registry();
  const options = { help, labelNames, registers: [registry] };
  const metric =
    kind === "counter"
      ? new Counter({ ...options, name: "events_total" })
      : new Histogram({ ...options, name: "latency_seconds", buckets: BUCKETS });
  return {
    record: (set) => (kind === "counter" ? metric.inc(set, 1) : metric.observe(set, Math.random())),
    print: async () => void Buffer.from(await registry.metrics()),
    serve: async (_, response) => {
      response.setHeader("Content-Type", registry.contentType);
      response.end(await registry.metrics());
    },
  };
};

function openTelemetry(kind) {
  const { MeterProvider } = require("@opentelemetry/sdk-metrics");
  const { PrometheusExporter, PrometheusSerializer } = require("@opentelemetry/exporter-prometheus");
  const exporter = new PrometheusExporter({ preventServerStart: true });
  exporter.selectCardinalityLimit = () => 10_000_000;
  const meter = new MeterProvider({ readers: [exporter] }).getMeter("bench");
  const counter = meter.createCounter("events");
  const histogram = meter.createHistogram("latency", { advice: { explicitBucketBoundaries: BUCKETS } });
  const serializer = new PrometheusSerializer();
  return {
    record: (set) => (kind === "counter" ? counter.add(1, set) : histogram.record(Math.random(), set)),
    print: async () => void Buffer.from(serializer.serialize((await exporter.collect()).resourceMetrics)),
    serve: (request, response) => exporter.getMetricsRequestHandler(request, response),
  };
}

/** The same behind gzip, at its usual level. */
const compressed = (create) => (kind) => {
  const contender = create(kind);
  return {
    ...contender,
    serve: (request, response) => {
      const gzip = createGzip();
      gzip.pipe(response);
      const inner = {
        setHeader: (name, value) => response.setHeader(name, value),
        end: (page) => {
          response.setHeader("Content-Encoding", "gzip");
          gzip.end(page);
        },
      };
      return contender.serve(request, inner);
    },
  };
};

const peers = {
  "prom-client": client("prom-client"),
  "@platformatic/prom-client": client("@platformatic/prom-client"),
  "@prometheus-io/client": client("@prometheus-io/client"),
  OpenTelemetry: openTelemetry,
};

// None of the peers compresses: they are measured as their documentation serves them, and behind gzip.
module.exports = {
  ours,
  ...peers,
  ...Object.fromEntries(Object.entries(peers).map(([name, create]) => [`${name}, gzip`, compressed(create)])),
};
