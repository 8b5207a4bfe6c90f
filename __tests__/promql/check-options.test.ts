import { checkPromql, resultLabels } from "../../promql";
import { stackMetrics } from "./known-stack";

describe("the place says which type it takes", () => {
  it.each([
    ["any", ["up", "1", '"text"', "up[5m]"]],
    ["range-query", ["up", "1", "scalar(up)", "$expression"]],
    ["instant-vector", ["up", "vector(1)", "up > 1", "$expression"]],
  ] as const)("%s", (expect_, queries) => {
    for (const query of queries) expect(checkPromql(query, stackMetrics, { expect: expect_ })).toEqual([]);
  });

  it("and takes any unless it does", () => {
    expect(checkPromql("up[5m]", stackMetrics)).toEqual([]);
  });
});

describe("windows are held against the scrape interval", () => {
  it("where it is known", () => {
    expect(checkPromql("rate(api_requests_total[1m])", stackMetrics, { scrapeInterval: "15s" })).toEqual([]);
    expect(checkPromql("rate(api_requests_total[59s])", stackMetrics, { scrapeInterval: "15s" })).toHaveLength(1);
    expect(checkPromql("rate(api_requests_total[59s])", stackMetrics)).toEqual([]);
  });

  it.each([
    ["rate(api_requests_total[$__rate_interval])"],
    ["increase(api_requests_total[$__range])"],
    ["rate(api_requests_total[$window])"],
    ["max_over_time(up[15s])"],
    ["avg_over_time(rate(api_requests_total[1m])[30s:15s])"],
  ])("and %s is not too short", (query) => {
    expect(checkPromql(query, stackMetrics, { scrapeInterval: "15s" })).toEqual([]);
  });

  it.each([[""], ["0"], ["0s"], ["15"], ["fast"]])("'%s' is no scrape interval", (scrapeInterval) => {
    expect(() => checkPromql("up", stackMetrics, { scrapeInterval })).toThrow(
      new RangeError(`scrapeInterval must be a duration above 0, such as "15s": received "${scrapeInterval}"`),
    );
  });
});

describe("what a server is started with may be used", () => {
  it.each([
    ["promql-experimental-functions", 'sort_by_label(up, "job")'],
    ["promql-experimental-functions", "limitk(2, up)"],
    ["promql-experimental-functions", 'histogram_quantiles(api_request_latency_seconds_bucket, "q", 0.5, 0.9)'],
    ["promql-experimental-functions", "sum by (version) (info(up))"],
    ["promql-experimental-functions", "mad_over_time(api_error_rate[1h])"],
    ["promql-binop-fill-modifiers", "up + fill(0) up"],
    ["promql-extended-range-selectors", "rate(api_requests_total[5m] anchored)"],
    ["promql-extended-range-selectors", "rate(api_requests_total[5m] smoothed)"],
  ] as const)("with %s: %s", (feature, query) => {
    expect(checkPromql(query, stackMetrics, { features: [feature] })).toEqual([]);
    expect(checkPromql(query, stackMetrics)).toHaveLength(1);
  });
});

describe("the labels of a result are those that its series may carry", () => {
  it.each([
    ["up", ["job", "instance", "host"]],
    ["sum by (job, endpoint) (rate(api_requests_total[5m]))", ["job", "endpoint"]],
    ["sum without (instance) (up)", ["job", "host"]],
    ["sum(up)", []],
    ["vector(1)", []],
    ["time()", []],
    ['absent(api_requests_total{job="api", method=~"G.*"})', ["job"]],
    ['absent(sum(api_requests_total{job="api"}))', []],
    ['label_replace(sum by (job) (up), "area", "x", "", "")', ["job", "area"]],
    ['count_values by (job) ("value", up)', ["job", "value"]],
    ["topk by (job) (1, sum by (job, endpoint) (api_error_rate))", ["job", "endpoint"]],
    ["histogram_quantile(0.9, sum by (job, le) (rate(api_request_latency_seconds_bucket[5m])))", ["job"]],
    [
      "sum by (job) (up) / on (job) group_left (version) sum by (job, version) (prometheus_build_info)",
      ["job", "version"],
    ],
    ["sum by (job) (up) / on (job) sum by (job, version) (prometheus_build_info)", ["job"]],
    ["api_error_rate / ignoring (endpoint) group_left () up", ["endpoint", "job", "instance", "host"]],
    ["up and on (job) api_error_rate", ["job", "instance", "host"]],
    ["sum by (job) (up) or sum by (host) (up)", ["job", "host"]],
    ["2 * sum by (host) (up)", ["host"]],
    ["not an expression", []],
  ])("of %s", (query, labels) => {
    expect(resultLabels(query, stackMetrics)).toEqual(labels);
  });
});
