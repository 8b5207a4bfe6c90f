import { metricsOfPage, scrapedLabels } from "../../promql";
import { readPage } from "../../promql/private/metrics-page";
import { encodeMetric, decodeMetrics } from "../../promql/private/recorded-metrics";
import { mergePages, renderRecording } from "../../promql/private/recording";

const text = `
# HELP jobs_total Jobs with "quotes", {braces} and a \\n.
# TYPE jobs_total counter
jobs_total{kind="a",path="/x{y=\\"z\\"},w"} 1 1700000000000
jobs_total{kind="b",job="own"} 2
# TYPE size_bytes gauge
size_bytes 3
# TYPE wait_seconds histogram
wait_seconds_bucket{kind="a",le="1"} 1
wait_seconds_bucket{kind="a",le="0.1"} 1
wait_seconds_bucket{kind="a",le="+Inf"} 2
wait_seconds_sum{kind="a"} 3
wait_seconds_count{kind="a"} 2
# TYPE lag_seconds summary
lag_seconds{quantile="0.99"} NaN
lag_seconds{quantile="1"} 2
lag_seconds_sum 3
lag_seconds_count 2
# TYPE nothing_yet_total counter
untold 1
spent_sum 4
`;

describe("a metrics page in Prometheus' text format is read", () => {
  const metrics = metricsOfPage(text);

  it("with each metric's type, labels, and the labels that a scrape adds", () => {
    expect(metrics.get("jobs_total")).toEqual({ type: "counter", labels: scrapedLabels(["job", "kind", "path"]) });
    expect(metrics.get("size_bytes")).toEqual({ type: "gauge", labels: scrapedLabels([]) });
  });

  it("with a histogram's bounds", () => {
    const expected = { type: "histogram", labels: scrapedLabels(["kind"]), buckets: [0.1, 1] };
    expect(metrics.get("wait_seconds")).toEqual(expected);
    expect(metrics.has("wait_seconds_bucket")).toBe(false);
  });

  it("with a summary's quantiles, as Prometheus writes them", () => {
    expect(metrics.get("lag_seconds")).toMatchObject({ type: "summary", labelValues: { quantile: ["0.99", "1.0"] } });
  });

  it("without what has no sample", () => {
    expect(metrics.has("nothing_yet_total")).toBe(false);
  });

  it("with what has no type, as unknown", () => {
    expect(metrics.get("untold")).toMatchObject({ type: "unknown" });
    expect(metrics.get("spent_sum")).toMatchObject({ type: "unknown" });
  });
});

it("a metrics page in OpenMetrics is read under the names of its samples", () => {
  const page = readPage(
    [
      "# TYPE jobs counter",
      'jobs_total{kind="a"} 1.0 # {trace_id="x"} 1.0',
      'jobs_created{kind="a"} 1.7e9',
      "# TYPE build info",
      'build_info{version="1"} 1',
      "# TYPE wait histogram",
      'wait_bucket{le="1.0"} 1',
      "wait_count 1",
      "wait_sum 1",
      "wait_created 1.7e9",
      "# EOF",
    ].join("\n"),
  );
  expect([...page].map(([name, { type, labels }]) => [name, type, labels])).toEqual([
    ["jobs_total", "counter", ["kind"]],
    ["build_info", "gauge", ["version"]],
    ["wait", "histogram", []],
  ]);
});

describe("what a program exposes is recorded", () => {
  const pages = [
    readPage(text),
    readPage('# TYPE size_bytes gauge\nsize_bytes{disk="a"} 1\n# TYPE untold counter\nuntold 1'),
  ];
  const merged = mergePages(pages);

  it("as the union of its pages", () => {
    expect(merged.get("size_bytes")).toMatchObject({ type: "gauge", labels: ["disk"] });
    expect(merged.get("untold")).toMatchObject({ type: "unknown" });
    expect(merged.has("jobs_total")).toBe(true);
  });

  it("in one line each, sorted", () => {
    expect(renderRecording("the program 1.0", merged)).toBe(
      [
        'import type { RecordedMetrics } from "../private/recorded-metrics";',
        "",
        "// Written by record-known-metrics.ts, from the program 1.0.",
        "export const recorded: RecordedMetrics = {",
        '  jobs_total: "counter job kind path",',
        '  lag_seconds: "summary | 0.99 1.0",',
        '  size_bytes: "gauge disk",',
        '  spent_sum: "unknown",',
        '  untold: "unknown",',
        '  wait_seconds: "histogram kind | 0.1 1",',
        "};",
        "",
      ].join("\n"),
    );
  });

  it("with a name that is no identifier in quotes, and a long line broken", () => {
    const labels = Array.from({ length: 20 }, (_, index) => `label_${index}`);
    const metric = { type: "gauge", labels, buckets: [], quantiles: [] } as const;
    const lines = renderRecording("it", new Map([["job:up:sum", metric]])).split("\n");
    expect(lines.slice(4, 6)).toEqual(['  "job:up:sum":', `    ${JSON.stringify(encodeMetric(metric))},`]);
  });

  it("and decoded again into the same metrics", () => {
    const encoded = Object.fromEntries([...readPage(text)].map(([name, metric]) => [name, encodeMetric(metric)]));
    expect(decodeMetrics(encoded)).toEqual(metricsOfPage(text));
  });
});
