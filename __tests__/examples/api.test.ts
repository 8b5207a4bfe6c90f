import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import { createApp, type ImageApp } from "../../examples/api/app";
import { planTraffic } from "../../examples/api/traffic/plan";
import { runTraffic, type TrafficReport } from "../../examples/api/traffic/run";
import { listen, type Listening, parseMetrics, type Sample } from "./api-fixture";

let service: ImageApp;
let server: Listening;
let report: TrafficReport;
let samples: readonly Sample[];

beforeAll(async () => {
  service = createApp();
  server = await listen(service.app);
  const plan = planTraffic({ actions: 200, seed: 7, users: 5, errors: 0.15, slow: 0.05 });
  report = await runTraffic(plan, { url: server.url });
  await service.idle();
  const page = await fetch(`${server.url}/monitoring/metrics/`);
  samples = parseMetrics(await page.text());
}, 20_000);

afterAll(async () => {
  await server.close();
  await service.close();
});

/** The series of a metric as rows of label values and value, without those at 0, in an order of their own. */
const rows = (name: string, ...labels: readonly string[]) =>
  samples
    .filter((sample) => sample.name === name && sample.value !== 0)
    .map((sample) => [...labels.map((label) => sample.labels[label]), sample.value])
    .sort();

const counted = (counts: readonly (readonly (string | number)[])[]) =>
  counts.map((row) => row.map((cell, index) => (index === row.length - 1 ? cell : String(cell)))).sort();

const GENERATED_BY_TYPE: Readonly<Record<string, readonly (readonly [suffix: string, label?: string])[]>> = {
  counter: [[""]],
  gauge: [[""]],
  histogram: [["_bucket", "le"], ["_sum"], ["_count"]],
};

describe("the example service under traffic", () => {
  it("answers every request as it should", () => {
    expect(report.unexpected).toEqual([]);
    expect(report.leftOut).toBe(0);
  });

  it.each(Object.values(apiMetrics))("exposes $name with exactly its labels", (definition) => {
    for (const [suffix, label] of GENERATED_BY_TYPE[definition.type] ?? []) {
      const series = samples.filter(({ name }) => name === `${definition.name}${suffix}`);
      expect(series).not.toEqual([]);
      const labels = [...definition.labelNames, ...(label === undefined ? [] : [label])].sort();
      for (const sample of series) expect(Object.keys(sample.labels).sort()).toEqual(labels);
    }
  });

  it("counts requests as the generator does, by endpoint, method and status", () => {
    expect(rows("api_requests_total", "endpoint", "method", "status")).toEqual(
      counted(
        [...report.requests, ...report.jobs].map(({ endpoint, method, status, count }) => [
          ...[endpoint, method, status, count],
        ]),
      ),
    );
  });

  it("measures the latency of every request", () => {
    const total = (name: string) => rows(name, "endpoint").reduce((sum, [, value]) => sum + Number(value), 0);
    expect(total("api_request_latency_seconds_count")).toBe(total("api_requests_total"));
  });

  it("counts credits as the generator does, by operation and user", () => {
    expect(rows("credit_usage_total", "operation", "user")).toEqual(
      counted(report.credits.map(({ operation, user, count }) => [operation, user, count])),
    );
  });

  it("measures every operation on credits", () => {
    expect(rows("credit_operation_latency_seconds_count", "operation")).toEqual(
      counted(report.creditOperations.map(({ operation, count }) => [operation, count])),
    );
  });

  it("counts anomalies as the generator does, by endpoint and reason", () => {
    expect(new Set(report.anomalies.map(({ reason }) => reason))).toEqual(
      new Set(["server_error", "high_latency", "high_error_rate"]),
    );
    expect(rows("anomaly_detection_triggered_total", "endpoint", "reason")).toEqual(
      counted(report.anomalies.map(({ endpoint, reason, count }) => [endpoint, reason, count])),
    );
  });

  it("counts each user once within every timeframe", () => {
    expect(report.users).toHaveLength(5);
    expect(rows("active_users", "timeframe")).toEqual(["15m", "1d", "1h", "1m", "5m"].map((frame) => [frame, 5]));
  });

  it("counts the sessions that are still open", () => {
    expect(rows("user_sessions", "auth_method")).toEqual(
      counted(report.sessions.map(({ method, count }) => [method, count])),
    );
  });

  it("puts the 95th percentile of the injected delays into their bucket", () => {
    const [injected] = report.latencies;
    const buckets = samples
      .filter(
        ({ name, labels }) =>
          name === "api_request_latency_seconds_bucket" && labels.endpoint === "/faults/delay/:milliseconds",
      )
      .map(({ labels, value }) => ({ bound: Number(labels.le?.replace("+Inf", "Infinity")), value }));
    const total = buckets.at(-1)?.value ?? 0;
    const measured = buckets.find(({ value }) => value >= total * 0.95)?.bound;
    expect(injected?.p95).toBeGreaterThan(1);
    expect(measured).toBe(2.5);
  });

  it("reports the error rate of the endpoint that failed, and of no other", () => {
    expect(rows("api_error_rate", "endpoint")).toEqual([["/faults/status/:status", 1]]);
  });

  it("exposes what it defines beyond the catalogue", () => {
    const renderings = report.creditOperations.find(({ operation }) => operation === "generate")?.count;
    const measured = rows("image_render_latency_seconds_count", "size");
    expect(measured.map(([size]) => size)).toEqual(["large", "small"]);
    expect(measured.reduce((sum, [, value]) => sum + Number(value), 0)).toBe(renderings);
  });
});
