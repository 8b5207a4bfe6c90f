import { Registry } from "prom-client";
import { createMonitoring, MetricUsageError, type ApiMonitoring } from "cdktf-monitoring-metrics";
import { series } from "./scrape";

const MINUTE = 60;

function monitored(lineBudget?: number) {
  let time = 0;
  const registry = new Registry();
  const monitoring = createMonitoring({ registry, defaultMetrics: false, now: () => time, lineBudget });
  const pass = (seconds: number) => void (time += seconds * 1_000);
  /** Calls one after the other, of which some fail, without any time going by. */
  const call = (tracker: ReturnType<typeof monitoring.instrument>, calls: number, failures = 0) => {
    for (let index = 0; index < calls; index += 1) {
      const span = tracker.start();
      if (index < failures) span.fail();
      span.end();
    }
  };
  const anomalies = async (endpoint: string) =>
    Object.fromEntries(
      (await series(registry, "anomaly_detection_triggered_total"))
        .filter((line) => line.includes(`"${endpoint}"`))
        .map((line) => [/reason="(\w+)"/.exec(line)?.[1] ?? "", Number(line.split(" ")[1])]),
    );
  return { monitoring, registry, pass, call, anomalies };
}

const NONE = { server_error: 0, high_latency: 0, high_error_rate: 0 };

describe("detectAnomalies", () => {
  it("counts each failure, and nothing else of the call", async () => {
    const { monitoring, registry, call, anomalies } = monitored();
    call(monitoring.detectAnomalies("report"), 3, 2);
    expect(await anomalies("report")).toEqual({ ...NONE, server_error: 2 });
    expect(await series(registry, "api_requests_total")).toEqual([]);
    expect(await series(registry, "api_error_rate")).toEqual([]);
  });

  it.each([
    ["1 second unless told otherwise", undefined, 1],
    ["the threshold that it is given", 0.25, 0.25],
  ])("counts each call that takes longer than %s, and none that takes as long", async (_, latencyThreshold, limit) => {
    const { monitoring, pass, anomalies } = monitored();
    const tracker = monitoring.detectAnomalies("report", { ...(latencyThreshold && { latencyThreshold }) });
    tracker(() => pass(limit))();
    expect(await anomalies("report")).toEqual(NONE);
    tracker(() => pass(limit + 0.125))();
    expect(await anomalies("report")).toEqual({ ...NONE, high_latency: 1 });
  });

  it("shows all reasons at 0 from the first call on", async () => {
    const { monitoring, call, anomalies } = monitored();
    const tracker = monitoring.detectAnomalies("report");
    expect(await anomalies("report")).toEqual({});
    call(tracker, 1);
    expect(await anomalies("report")).toEqual(NONE);
  });

  it("keeps the rates of calls apart from those of requests of the same name", async () => {
    const { monitoring, call, anomalies } = monitored();
    call(monitoring.detectAnomalies("report"), 10, 10);
    call(monitoring.instrument({ endpoint: "report", method: "POST" }), 10, 10);
    expect(await anomalies("report")).toEqual({ ...NONE, server_error: 20 });
  });

  it.each([
    ["detectAnomalies", (monitoring: ApiMonitoring, endpoint: string) => monitoring.detectAnomalies(endpoint)],
    ["instrument", (monitoring: ApiMonitoring, endpoint: string) => monitoring.instrument({ endpoint, method: "GET" })],
  ])("tells 1,000 endpoints of %s apart, and records all later ones together", async (_, track) => {
    const { monitoring, call, anomalies } = monitored(100_000);
    for (let index = 0; index < 1_002; index += 1) call(track(monitoring, `import-${index}`), 1, 1);
    call(track(monitoring, "import-0"), 1, 1);
    expect(await anomalies("import-0")).toMatchObject({ server_error: 2 });
    expect(await anomalies("import-999")).toMatchObject({ server_error: 1 });
    expect(await anomalies("import-1000")).toEqual({});
    expect(await anomalies("overflow")).toMatchObject({ server_error: 2 });
  });

  it.each([0, -1, NaN, Infinity])("refuses the threshold %d", (latencyThreshold) => {
    const { monitoring } = monitored();
    const refusal = new MetricUsageError([
      `metrics: option "latencyThreshold" must be a number of seconds above 0: received ${latencyThreshold}`,
    ]);
    expect(() => monitoring.detectAnomalies("report", { latencyThreshold })).toThrow(refusal);
    expect(() => monitoring.instrument({ endpoint: "report", method: "GET", latencyThreshold })).toThrow(refusal);
  });
});

describe("a high error rate", () => {
  it("is counted once, on crossing 10 %, by the twentieth request at the earliest", async () => {
    const { monitoring, call, anomalies } = monitored();
    const tracker = monitoring.detectAnomalies("report");
    call(tracker, 19, 19);
    expect(await anomalies("report")).toMatchObject({ high_error_rate: 0 });
    call(tracker, 1, 1);
    expect(await anomalies("report")).toMatchObject({ high_error_rate: 1 });
    call(tracker, 50, 50);
    expect(await anomalies("report")).toMatchObject({ high_error_rate: 1 });
  });

  it("is none at exactly 10 %", async () => {
    const { monitoring, call, anomalies } = monitored();
    const tracker = monitoring.detectAnomalies("report");
    call(tracker, 18);
    call(tracker, 2, 2);
    expect(await anomalies("report")).toMatchObject({ high_error_rate: 0 });
    call(tracker, 1, 1);
    expect(await anomalies("report")).toMatchObject({ high_error_rate: 1 });
  });

  it("is counted again only after the rate fell to 10 % or below", async () => {
    const { monitoring, call, anomalies } = monitored();
    const tracker = monitoring.detectAnomalies("report");
    call(tracker, 20, 3);
    call(tracker, 10);
    call(tracker, 1, 1);
    expect(await anomalies("report")).toMatchObject({ high_error_rate: 2 });
    call(tracker, 1, 1);
    expect(await anomalies("report")).toMatchObject({ high_error_rate: 2 });
  });

  it("is counted again once the errors are older than 5 minutes, though nobody called meanwhile", async () => {
    const { monitoring, pass, call, anomalies } = monitored();
    const tracker = monitoring.detectAnomalies("report");
    call(tracker, 20, 20);
    pass(5 * MINUTE);
    call(tracker, 20, 20);
    expect(await anomalies("report")).toMatchObject({ high_error_rate: 2 });
  });

  it("stays the same one while few requests keep failing", async () => {
    const { monitoring, pass, call, anomalies } = monitored();
    const tracker = monitoring.detectAnomalies("report");
    call(tracker, 20, 20);
    for (let minute = 0; minute < 10; minute += 1) {
      pass(MINUTE);
      call(tracker, 3, 3);
    }
    call(tracker, 20, 20);
    expect(await anomalies("report")).toMatchObject({ high_error_rate: 1 });
  });
});

describe("instrument", () => {
  it("records a call as a request: count, latency, error rate and anomalies", async () => {
    const { monitoring, registry, pass, anomalies } = monitored();
    const tracker = monitoring.instrument({ endpoint: "import", method: "POST" });
    tracker(() => pass(2))();
    await expect(tracker(() => Promise.reject(new Error("broken")))()).rejects.toThrow("broken");
    expect(await series(registry, "api_requests_total")).toEqual([
      'api_requests_total{endpoint="import",method="POST",status="200"} 1',
      'api_requests_total{endpoint="import",method="POST",status="500"} 1',
    ]);
    expect(await series(registry, "api_request_latency_seconds")).toContain(
      'api_request_latency_seconds_sum{endpoint="import",method="POST"} 2',
    );
    expect(await series(registry, "api_error_rate")).toEqual(['api_error_rate{endpoint="import"} 0.5']);
    expect(await anomalies("import")).toEqual({ ...NONE, server_error: 1, high_latency: 1 });
  });

  it("takes its threshold of the latency", async () => {
    const { monitoring, pass, anomalies } = monitored();
    monitoring.instrument({ endpoint: "import", method: "GET", latencyThreshold: 5 })(() => pass(4))();
    expect(await anomalies("import")).toEqual(NONE);
  });

  it("refuses an endpoint, a method and a threshold that it cannot record, all at once", () => {
    const { monitoring } = monitored();
    const methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, OTHER";
    // @ts-expect-error the method is one of a closed list, and a threshold is a number
    expect(() => monitoring.instrument({ endpoint: "", method: "get", latencyThreshold: "1" })).toThrow(
      new MetricUsageError([
        'metrics: option "endpoint" must be a text that is not empty: received ""',
        `metrics: option "method" must be one of ${methods}: received "get"; did you mean "GET"?`,
        'metrics: option "latencyThreshold" must be a number of seconds above 0: received "1"',
      ]),
    );
    // @ts-expect-error the method is missing
    expect(() => monitoring.instrument({ endpoint: "import" })).toThrow(
      `metrics: option "method" must be one of ${methods}: received undefined`,
    );
    // @ts-expect-error the endpoint is missing
    expect(() => monitoring.detectAnomalies()).toThrow(
      "metrics: the endpoint must be a text that is not empty: received undefined",
    );
  });
});

describe("api_error_rate", () => {
  it("is the share of errors over the last 5 minutes, by endpoint", async () => {
    const { monitoring, registry, pass, call } = monitored();
    call(monitoring.instrument({ endpoint: "a", method: "GET" }), 4, 1);
    pass(2 * MINUTE);
    call(monitoring.instrument({ endpoint: "a", method: "GET" }), 4, 3);
    call(monitoring.instrument({ endpoint: "b", method: "GET" }), 1);
    expect(await series(registry, "api_error_rate")).toEqual([
      'api_error_rate{endpoint="a"} 0.5',
      'api_error_rate{endpoint="b"} 0',
    ]);
    pass(3 * MINUTE);
    expect(await series(registry, "api_error_rate")).toContain('api_error_rate{endpoint="a"} 0.75');
    pass(2 * MINUTE);
    expect(await series(registry, "api_error_rate")).toContain('api_error_rate{endpoint="a"} 0');
  });

  it("forgets an event after 5 minutes, at most 10 seconds early", async () => {
    const { monitoring, registry, pass, call } = monitored();
    pass(9);
    call(monitoring.instrument({ endpoint: "a", method: "GET" }), 1, 1);
    pass(290);
    expect(await series(registry, "api_error_rate")).toEqual(['api_error_rate{endpoint="a"} 1']);
    pass(10);
    expect(await series(registry, "api_error_rate")).toEqual(['api_error_rate{endpoint="a"} 0']);
  });

  it("is the same for two scrapers, whatever the other one does", async () => {
    const { monitoring, registry, call } = monitored();
    call(monitoring.instrument({ endpoint: "a", method: "GET" }), 4, 1);
    const first = await series(registry, "api_error_rate");
    expect(await series(registry, "api_error_rate")).toEqual(first);
  });
});
