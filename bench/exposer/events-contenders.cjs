// The contenders of the comparison of events, as built and as installed: a counter, a histogram, what keeps a series of the
// counter, what times a piece of work, and the number of events that they have counted.
const help = "Measured.";
const labelNames = ["endpoint", "method", "status"];
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

function ours() {
  const exposer = require("../../metrics/dist");
  const { Registry } = require("prom-client");
  const labels = { endpoint: { open: true }, method: {}, status: {} };
  const registry = new Registry();
  const { counter, histogram } = exposer.createMetrics(
    {
      counter: exposer.counter({ name: "events_total", help, labels }),
      histogram: exposer.histogram({ name: "latency_seconds", help, labels, buckets: BUCKETS }),
    },
    { registry },
  );
  return {
    counter,
    histogram,
    kept: (set) => counter.labels(set),
    timed: (set, work) => exposer.trackLatency(histogram.labels(set), {})(work),
    total: async () => {
      const metrics = await registry.getMetricsAsJSON();
      const counts = metrics.flatMap(({ name, values }) =>
        values.filter(({ metricName }) => name === "events_total" || metricName === "latency_seconds_count"),
      );
      return counts.reduce((sum, { value }) => sum + value, 0);
    },
  };
}

const client = (name) => () => {
  const { Counter, Histogram } = require(name);
  const options = { help, labelNames, registers: [] };
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
      return [...counted.values, ...counts].reduce((sum, { value }) => sum + value, 0);
    },
  };
};

function openTelemetry() {
  const { MeterProvider, MetricReader } = require("@opentelemetry/sdk-metrics");
  const reader = new (class extends MetricReader {
    async onForceFlush() {}
    async onShutdown() {}
  })();
  const meter = new MeterProvider({ readers: [reader] }).getMeter("bench");
  const counter = meter.createCounter("events");
  const histogram = meter.createHistogram("latency", { advice: { explicitBucketBoundaries: BUCKETS } });
  const inc = (labels, value) => counter.add(value, labels);
  const observe = (labels, value) => histogram.record(value, labels);
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
      const { resourceMetrics } = await reader.collect();
      const points = resourceMetrics.scopeMetrics
        .flatMap(({ metrics }) => metrics)
        .flatMap(({ dataPoints }) => dataPoints);
      return points.reduce((sum, { value }) => sum + (typeof value === "number" ? value : value.count), 0);
    },
  };
}

/** The least that an increment can cost. */
function array() {
  const numbers = new Float64Array(10);
  let next = 0;
  return {
    kept: () => {
      const at = next++;
      return { inc: () => void (numbers[at] += 1) };
    },
    total: async () => numbers.reduce((sum, number) => sum + number, 0),
  };
}

module.exports = {
  contenders: {
    ours,
    "prom-client": client("prom-client"),
    "@platformatic/prom-client": client("@platformatic/prom-client"),
    "@prometheus-io/client": client("@prometheus-io/client"),
    OpenTelemetry: openTelemetry,
    "Float64Array[i]++": array,
  },
};
