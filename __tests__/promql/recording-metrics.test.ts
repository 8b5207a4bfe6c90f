import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import { metricsOf, metricsOfRecording, recordingMetrics } from "../../promql";

const scraped = metricsOf(apiMetrics);
const labelsOf = (name: string, ...recordings: Parameters<typeof recordingMetrics>[0]) =>
  recordingMetrics(recordings, scraped).get(name)?.labels;

const perEndpoint = {
  record: "endpoint:requests:rate5m",
  expression: "sum by (job, endpoint) (rate(api_requests_total[5m]))",
};

describe("what recording rules write", () => {
  it("is a gauge with the labels that the expression leaves, and those that the rule adds", () => {
    expect([...recordingMetrics([{ ...perEndpoint, labels: { slo: "fast" } }], scraped)]).toEqual([
      ["endpoint:requests:rate5m", { type: "gauge", labels: ["job", "endpoint", "slo"] }],
    ]);
  });

  it("has the labels of every rule of one name", () => {
    const other = { record: perEndpoint.record, expression: "sum by (job, method) (rate(api_requests_total[5m]))" };
    expect(labelsOf(perEndpoint.record, perEndpoint, other)).toEqual(["job", "endpoint", "method"]);
  });

  it("may be made of what a later rule writes", () => {
    const top = { record: "top", expression: "max_over_time(middle[1h])" };
    const middle = { record: "middle", expression: "max by (endpoint) (endpoint:requests:rate5m)" };
    expect(labelsOf("top", top, middle, perEndpoint)).toEqual(["endpoint"]);
  });

  it("has no labels where rules read each other in a circle", () => {
    const circle = [
      { record: "one", expression: "other * 2" },
      { record: "other", expression: "one * 2" },
    ];
    expect(labelsOf("one", ...circle)).toEqual([]);
  });
});

describe("a recorded list of metrics", () => {
  it("is what a scrape of them looks like", () => {
    const metrics = metricsOfRecording({ probe_seconds: "histogram phase | 0.1 0.5", probes_total: "counter" });
    expect([...metrics]).toEqual([
      ["probe_seconds", { type: "histogram", labels: ["phase", "job", "instance", "host"], buckets: [0.1, 0.5] }],
      ["probes_total", { type: "counter", labels: ["job", "instance", "host"] }],
    ]);
  });
});
