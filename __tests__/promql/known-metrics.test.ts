import { counter, defineCatalogue, gauge, histogram, summary } from "cdktf-monitoring-metrics/definitions";
import { mergeMetrics, metricsOf, scrapedLabels, type KnownMetric, type KnownMetrics } from "../../promql";

const known = (metric: Partial<KnownMetric>): KnownMetrics =>
  new Map([["x", { type: "gauge", labels: [], ...metric }]]);

const merged = (...metrics: readonly Partial<KnownMetric>[]): KnownMetric | undefined =>
  mergeMetrics(...metrics.map(known)).get("x");

describe("a catalogue's metrics are known as they look once they are scraped", () => {
  const catalogue = defineCatalogue({
    jobs: counter({
      name: "jobs_total",
      help: "Jobs.",
      labels: { kind: { values: ["a", "b"] }, user: { open: true } },
    }),
    size: gauge({ name: "size_bytes", help: "Size.", labels: { host: { values: ["x"] } } }),
    wait: histogram({ name: "wait_seconds", help: "Wait.", buckets: [0.1, 1] }),
    lag: summary({ name: "lag_seconds", help: "Lag." }),
  });
  const metrics = metricsOf(catalogue);

  it("with their types, their labels and those of the target", () => {
    expect(metrics.get("jobs_total")).toEqual({
      type: "counter",
      labels: ["kind", "user", "job", "instance", "host"],
      labelValues: { kind: ["a", "b"] },
    });
  });

  it("with a histogram's bounds", () => {
    expect(metrics.get("wait_seconds")).toMatchObject({ type: "histogram", buckets: [0.1, 1] });
  });

  it("with a summary's quantiles as Prometheus writes them", () => {
    expect(metrics.get("lag_seconds")).toMatchObject({
      type: "summary",
      labelValues: { quantile: ["0.5", "0.9", "0.99"] },
    });
  });

  it("with a label that the target has too under the name that a scrape gives it", () => {
    expect(metrics.get("size_bytes")).toEqual({
      type: "gauge",
      labels: ["exported_host", "job", "instance", "host"],
      labelValues: { exported_host: ["x"] },
    });
    expect(scrapedLabels(["job", "kind"])).toEqual(["exported_job", "kind", "job", "instance", "host"]);
  });
});

describe("of two sources that know the same name", () => {
  it("the labels of both hold", () => {
    expect(merged({ labels: ["a", "b"] }, { labels: ["b", "c"] })?.labels).toEqual(["a", "b", "c"]);
  });

  it("the type holds if it is the same", () => {
    expect(merged({ type: "counter" }, { type: "counter" })?.type).toBe("counter");
    expect(merged({ type: "counter" }, { type: "gauge" })?.type).toBe("unknown");
  });

  it("the values of a label are those of both", () => {
    const first = { labels: ["a"], labelValues: { a: ["1", "2"] } };
    expect(merged(first, { labels: ["a"], labelValues: { a: ["2", "3"] } })?.labelValues).toEqual({
      a: ["1", "2", "3"],
    });
  });

  it("the values of a label that one of them leaves open are open", () => {
    const closed = { labels: ["a"], labelValues: { a: ["1"] } };
    expect(merged(closed, { labels: ["a"] })?.labelValues).toEqual({});
    expect(merged({ labels: ["a"] }, closed)?.labelValues).toEqual({});
  });

  it("the values of a label that one of them lacks are those of the other", () => {
    const closed = { labels: ["a"], labelValues: { a: ["1"] } };
    expect(merged(closed, { labels: ["b"] })?.labelValues).toEqual({ a: ["1"] });
    expect(merged({ labels: ["b"] }, closed)?.labelValues).toEqual({ a: ["1"] });
  });

  it("the bounds are those of both, ascending, and unknown where one does not know its own", () => {
    const first = { type: "histogram", buckets: [1, 10] } as const;
    expect(merged(first, { type: "histogram", buckets: [0.5, 10] })?.buckets).toEqual([0.5, 1, 10]);
    expect(merged(first, { type: "histogram" })).not.toHaveProperty("buckets");
    expect(merged({ type: "histogram" }, first)).not.toHaveProperty("buckets");
  });

  it("series may carry other labels if they may in one of them", () => {
    expect(merged({ otherLabels: true }, {})?.otherLabels).toBe(true);
    expect(merged({}, {})).not.toHaveProperty("otherLabels");
  });

  it("neither is changed", () => {
    const first = known({ labels: ["a"] });
    mergeMetrics(first, known({ labels: ["b"] }));
    expect(first).toEqual(known({ labels: ["a"] }));
  });
});
