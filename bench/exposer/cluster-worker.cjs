// One worker of the comparison: some histogram series, and what answers the primary's scrapes. Runs as built.
const { Histogram, AggregatorRegistry, register } = require("prom-client");

const { KIND, SERIES } = process.env;
const buckets = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const sets = Array.from({ length: Number(SERIES) }, (_, index) => ({
  endpoint: `/r/${index}`,
  method: "GET",
  zone: "a",
}));

if (KIND === "ours") {
  const { createMonitoring, histogram } = require("../../metrics/dist");
  const labels = { endpoint: {}, method: {}, zone: {} };
  const catalogue = { latency: histogram({ name: "latency", help: "Latency.", labels, buckets }) };
  const { metrics } = createMonitoring({ registry: register, catalogue, defaultMetrics: false });
  for (const set of sets) metrics.latency.observe(set, 3);
} else {
  const latency = new Histogram({
    name: "latency",
    help: "Latency.",
    labelNames: ["endpoint", "method", "zone"],
    buckets,
  });
  for (const set of sets) latency.observe(set, 3);
  new AggregatorRegistry();
}
process.send("ready");
