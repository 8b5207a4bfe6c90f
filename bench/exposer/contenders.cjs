// The contenders, as built and as installed. Each has a counter and a histogram, what keeps a series of the counter, what
// times a piece of work, the number of events that it has counted, its page as bytes, and what serves that page.
const { createGzip } = require("node:zlib");

const help = "Measured.";
const labelNames = ["endpoint", "method", "status"];
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

function ours(format) {
  const exposer = require("../../metrics/dist");
  const { Registry } = require("prom-client");
  const labels = { endpoint: { open: true }, method: {}, status: {} };
  const registry = new Registry();
  const { counter, histogram } = exposer.createMetrics(
    {
      counter: exposer.counter({ name: "events_total", help, labels }),
      histogram: exposer.histogram({ name: "latency_seconds", help, labels, buckets: BUCKETS }),
    },
    { registry, lineBudget: 10_000_000 },
  );
  const serve = exposer.metricsHandler({ registry });
  return {
    counter,
    histogram,
    kept: (set) => counter.labels(set),
    timed: (set, work) => exposer.trackLatency(histogram.labels(set), {})(work),
    total: async () => {
      const counts = (await registry.getMetricsAsJSON()).flatMap(({ name, values }) =>
        values.filter(({ metricName }) => name === "events_total" || metricName === "latency_seconds_count"),
      );
      return sum(counts.map(({ value }) => value));
    },
    print: async () => {
      let length = 0;
      for await (const chunk of exposer.renderRegistry(registry, { format })) length += chunk.length;
      return length;
    },
    serve: (request, response) => void serve(request, response),
  };
}

const client = (name) => (format) => {
  const { Counter, Histogram, Registry } = require(name);
  const registry = new Registry();
  if (format === "openmetrics") registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const options = { help, labelNames, registers: [registry] };
  const counter = new Counter({ ...options, name: "events_total" });
  const histogram = new Histogram({ ...options, name: "latency_seconds", buckets: BUCKETS });
  return {
    counter,
    histogram,
    kept: (set) => counter.labels(set),
    timed: (set, work) => () => {
      const end = histogram.startTimer(set);
      try {
        return work();
      } finally {
        end();
      }
    },
    total: async () => {
      const [counted, observed] = [await counter.get(), await histogram.get()];
      const counts = observed.values.filter(({ metricName }) => metricName === "latency_seconds_count");
      return sum([...counted.values, ...counts].map(({ value }) => value));
    },
    print: async () => Buffer.from(await registry.metrics()).length,
    serve: async (_, response) => {
      response.setHeader("Content-Type", registry.contentType);
      response.end(await registry.metrics());
    },
  };
};

// It prints one format for all.
function openTelemetry() {
  const { MeterProvider } = require("@opentelemetry/sdk-metrics");
  const { PrometheusExporter, PrometheusSerializer } = require("@opentelemetry/exporter-prometheus");
  const exporter = new PrometheusExporter({ preventServerStart: true });
  exporter.selectCardinalityLimit = () => 10_000_000;
  const meter = new MeterProvider({ readers: [exporter] }).getMeter("bench");
  const counter = meter.createCounter("events");
  const histogram = meter.createHistogram("latency", { advice: { explicitBucketBoundaries: BUCKETS } });
  const serializer = new PrometheusSerializer();
  const inc = (labels, value) => counter.add(value, labels);
  const observe = (labels, value) => histogram.record(value, labels);
  const collected = async () => (await exporter.collect()).resourceMetrics;
  return {
    counter: { inc },
    histogram: { observe },
    // It keeps no series: what it has instead is a set of attributes.
    kept: (set) => ({ inc: (value) => inc(set, value) }),
    timed: (set, work) => () => {
      const from = performance.now();
      try {
        return work();
      } finally {
        observe(set, (performance.now() - from) / 1_000);
      }
    },
    total: async () => {
      const metrics = (await collected()).scopeMetrics.flatMap((scope) => scope.metrics);
      const points = metrics.flatMap(({ dataPoints }) => dataPoints);
      return sum(points.map(({ value }) => (typeof value === "number" ? value : value.count)));
    },
    print: async () => Buffer.from(serializer.serialize(await collected())).length,
    serve: (request, response) => exporter.getMetricsRequestHandler(request, response),
  };
}

/** The same behind gzip, at its usual level. */
const compressed = (create) => (format) => {
  const contender = create(format);
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

/** The least that an increment can cost. */
function array() {
  const numbers = new Float64Array(10);
  let next = 0;
  return {
    kept: () => {
      const at = next++;
      return { inc: () => void (numbers[at] += 1) };
    },
    total: async () => sum([...numbers]),
  };
}

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
  "Float64Array[i]++": array,
};
