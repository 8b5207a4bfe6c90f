import v8 from "node:v8";
import { collectDefaultMetrics, register, Registry } from "prom-client";
import * as exposer from "cdktf-monitoring-metrics";
import { series, serving, status } from "./scrape";

const { apiMetrics, counter, createMonitoring, defaultMonitoring, gauge, MetricUsageError } = exposer;

const help = "What it is.";
const DEFAULT_MONITORING = Symbol.for("cdktf-monitoring-metrics.default-monitoring");

afterEach(() => {
  jest.restoreAllMocks();
  Reflect.deleteProperty(globalThis, DEFAULT_MONITORING);
  register.clear();
});

const names = (registry: Registry) => registry.getMetricsAsArray().map(({ name }) => name);

describe("createMonitoring", () => {
  it("registers the application catalogue and the catalogue beside it, with a handle for each", async () => {
    const registry = new Registry();
    const catalogue = { jobs: counter({ name: "jobs_total", help, labels: { queue: {} } }) };
    const { metrics } = createMonitoring({ registry, catalogue, defaultMetrics: false });
    expect(names(registry)).toEqual([...Object.values(apiMetrics).map(({ name }) => name), "jobs_total"]);
    metrics.jobs.inc({ queue: "mail" });
    metrics.creditUsageTotal.inc({ operation: "generate", user: "alice" }, 3);
    expect(await series(registry, "jobs_total")).toEqual(['jobs_total{queue="mail"} 1']);
    expect(await series(registry, "credit_usage_total")).toEqual([
      'credit_usage_total{operation="generate",user="alice"} 3',
    ]);
  });

  it("knows at compile time which metrics there are, and their labels", () => {
    const registry = new Registry();
    const { metrics } = createMonitoring({ registry, defaultMetrics: false });
    // @ts-expect-error there is no such metric
    expect(metrics.jobs).toBeUndefined();
    // @ts-expect-error "user" is missing
    expect(() => metrics.creditUsageTotal.inc({ operation: "generate" })).toThrow('label "user" is missing');
  });

  it("uses prom-client's global registry unless it is given one", () => {
    expect(createMonitoring({ defaultMetrics: false }).registry).toBe(register);
    expect(register.getSingleMetric("api_requests_total")).toBeDefined();
  });

  it("takes no options, and serves its metrics at the usual path", async () => {
    const monitoring = createMonitoring();
    expect(monitoring.registry).toBe(register);
    const serve = monitoring.metricsHandler();
    await serving(
      (request, response) => void serve(request, response),
      async (address) => expect(await status(address, exposer.SCRAPE_PATH)).toBe(200),
    );
  });

  it("collects prom-client's metrics of the process and of Node unless told not to", () => {
    const all = new Registry();
    createMonitoring({ registry: all });
    expect(names(all)).toEqual(expect.arrayContaining(["process_cpu_seconds_total", "nodejs_heap_size_used_bytes"]));
    const own = new Registry();
    createMonitoring({ registry: own, defaultMetrics: false });
    expect(names(own)).not.toContain("process_cpu_seconds_total");
  });

  it("exposes the largest heap that V8 allows, read at the scrape, beside prom-client's own metrics of Node", async () => {
    const registry = new Registry();
    createMonitoring({ registry });
    const limit = v8.getHeapStatistics().heap_size_limit;
    expect(await series(registry, "nodejs_heap_size_limit_bytes")).toEqual([`nodejs_heap_size_limit_bytes ${limit}`]);
    const without = new Registry();
    createMonitoring({ registry: without, defaultMetrics: false });
    expect(names(without)).not.toContain("nodejs_heap_size_limit_bytes");
  });

  it("counts what could not be computed where the largest heap is exposed as well", async () => {
    jest.spyOn(process, "emitWarning").mockImplementation();
    const registry = new Registry();
    createMonitoring({ registry }).registerCache("pages", () => {
      throw new Error("gone");
    });
    await registry.metrics();
    expect(await series(registry, "metrics_collect_errors_total")).toEqual(
      expect.arrayContaining([expect.stringContaining('source="registerCache pages"')]),
    );
  });

  it("leaves default metrics alone that the registry has already", () => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    const existing = registry.getSingleMetric("process_cpu_seconds_total");
    createMonitoring({ registry });
    expect(registry.getSingleMetric("process_cpu_seconds_total")).toBe(existing);
  });

  it("refuses a second one in the same registry, and leaves the registry as it was", () => {
    const registry = new Registry();
    createMonitoring({ registry, defaultMetrics: false });
    const before = names(registry);
    const catalogue = { jobs: counter({ name: "jobs_total", help }) };
    expect(() => createMonitoring({ registry, catalogue })).toThrow(
      'metric "api_requests_total": the registry has it already: create a catalogue\'s handles once and share them, or give a registry of its own',
    );
    expect(names(registry)).toEqual(before);
  });

  it("refuses options that it cannot use, all at once", () => {
    const registry = new Registry();
    const catalogue = { userSessions: gauge({ name: "other", help }) };
    expect(() => createMonitoring({ registry, lineBudget: 0, expireAfter: -1, exactUsers: 0, catalogue })).toThrow(
      new MetricUsageError([
        'metrics: option "lineBudget" must be a whole number of at least 1: received 0',
        'metrics: option "expireAfter" must be a number of seconds above 0: received -1',
        'metrics: option "exactUsers" must be a whole number from 1 to 1000000: received 0',
        'metrics: option "catalogue" must not have the key "userSessions", which is one of apiMetrics: rename it',
      ]),
    );
    expect(names(registry)).toEqual([]);
  });

  it("refuses a catalogue that is a definition", () => {
    const catalogue = counter({ name: "jobs_total", help }) as never;
    expect(() => createMonitoring({ registry: new Registry(), catalogue })).toThrow(
      'metrics: a catalogue must be an object of definitions, such as { jobs: counter({ … }) }: received the definition of "jobs_total" itself',
    );
  });

  it("folds open labels at the line budget that it is given", async () => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    const registry = new Registry();
    const { metrics } = createMonitoring({ registry, lineBudget: 100, defaultMetrics: false });
    for (let user = 0; user < 200; user += 1) metrics.creditUsageTotal.inc({ operation: "generate", user });
    const lines = await series(registry, "credit_usage_total");
    expect(lines.length).toBeLessThan(100);
    expect(lines.at(-1)).toContain('user="overflow"');
    expect(warnings).toHaveBeenCalledTimes(1);
  });

  it("removes idle series after the time that it is given, and no sessions that go on", async () => {
    jest.useFakeTimers();
    try {
      const registry = new Registry();
      const monitoring = createMonitoring({ registry, expireAfter: 60, defaultMetrics: false });
      monitoring.metrics.creditUsageTotal.inc({ operation: "generate", user: "alice" });
      monitoring.sessionStarted("sso");
      await registry.metrics();
      jest.advanceTimersByTime(61_000);
      await registry.metrics();
      expect(await series(registry, "credit_usage_total")).toEqual([]);
      expect(await series(registry, "user_sessions")).toEqual(['user_sessions{auth_method="sso"} 1']);
    } finally {
      jest.useRealTimers();
    }
  });

  it("times with the process's own clock unless it is given one", async () => {
    jest.useFakeTimers();
    try {
      const registry = new Registry();
      const monitoring = createMonitoring({ registry, defaultMetrics: false });
      const span = monitoring.trackDbQuery("select", "users").start();
      jest.advanceTimersByTime(500);
      span.end();
      expect(await series(registry, "db_query_latency_seconds")).toContain(
        'db_query_latency_seconds_sum{operation="select",table="users"} 0.5',
      );
    } finally {
      jest.useRealTimers();
    }
  });
});

describe("the monitoring of the process", () => {
  it("is created when it is first asked for, in prom-client's global registry", () => {
    expect(names(register)).toEqual([]);
    expect(defaultMonitoring().registry).toBe(register);
    expect(defaultMonitoring()).toBe(defaultMonitoring());
  });

  it("is the one that the package's functions use", async () => {
    const { registry, metrics } = defaultMonitoring();
    exposer.instrument({ endpoint: "/a", method: "GET" })(() => 1)();
    exposer.detectAnomalies("/b").start().end();
    exposer.trackLatency(metrics.creditOperationLatencySeconds, { operation: "import" }).start().end();
    exposer.trackDbQuery("select", "users").start().end();
    exposer.trackCreditOperation("generate", { user: "alice", credits: 2 }).start().end();
    exposer.trackUser("alice");
    exposer.sessionStarted("sso");
    exposer.sessionStarted("sso");
    exposer.sessionEnded("sso");
    exposer.registerCache("pages", () => ({ hits: 1, misses: 1, size: 3 }));
    exposer.registerConnectionPool("orders", () => ({ size: 5, used: 1 }));
    const text = await registry.metrics();
    expect(text.split("\n")).toEqual(
      expect.arrayContaining([
        'api_requests_total{endpoint="/a",method="GET",status="200"} 1',
        'anomaly_detection_triggered_total{endpoint="/b",reason="high_latency"} 0',
        'credit_operation_latency_seconds_count{operation="import"} 1',
        'db_query_latency_seconds_count{operation="select",table="users"} 1',
        'credit_usage_total{operation="generate",user="alice"} 2',
        'active_users{timeframe="1m"} 1',
        'user_sessions{auth_method="sso"} 1',
        'cache_hit_ratio{cache_type="pages"} 0.5',
        'db_connection_pool_used{database="orders"} 1',
      ]),
    );
  });

  it("is shared by two copies of the package", () => {
    const first = defaultMonitoring();
    jest.isolateModules(() => {
      const copy = jest.requireActual<typeof exposer>("cdktf-monitoring-metrics");
      expect(copy.ApiMonitoring).not.toBe(exposer.ApiMonitoring);
      expect(copy.defaultMonitoring()).toBe(first);
    });
  });

  it("is told apart from one that createMonitoring made before, whose methods are to be called", () => {
    createMonitoring({ defaultMetrics: false });
    expect(() => exposer.trackUser("alice")).toThrow(
      new MetricUsageError([
        'metrics: the default monitoring cannot be created, since another one has its metrics in prom-client\'s global registry already: call the methods of that one, as in monitoring.trackUser("alice"), and give it to adapters as option "monitoring"; or create it with a registry of its own',
      ]),
    );
  });

  it("is why another one in the same registry is refused, in one sentence", () => {
    exposer.trackUser("alice");
    const refusal = new MetricUsageError([
      'metrics: the registry has the metrics of the default monitoring already, which exists since the first call of a function of this package such as trackUser, of an adapter without option "monitoring", or of serveMetrics without a registry: call createMonitoring before them, and use its methods in their place, or give option "registry" a registry of its own',
    ]);
    expect(() => createMonitoring()).toThrow(refusal);
    expect(() => createMonitoring({ registry: register })).toThrow(refusal);
    expect(createMonitoring({ registry: new Registry(), defaultMetrics: false })).toBeDefined();
  });
});

describe("a registry that was cleared", () => {
  it("gets the monitoring of the process anew, at 0, when that is next asked for", async () => {
    const first = defaultMonitoring();
    exposer.sessionStarted("sso");
    register.clear();
    exposer.trackDbQuery("select", "users").start().end();
    expect(defaultMonitoring()).not.toBe(first);
    exposer.sessionStarted("password");
    expect(await series(register, "user_sessions")).toEqual(['user_sessions{auth_method="password"} 1']);
    expect(names(register)).toContain("process_cpu_seconds_total");
  });

  it("is warned of, once, by a handler of the monitoring whose metrics are on no page any more", async () => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    const registry = new Registry();
    const monitoring = createMonitoring({ registry, defaultMetrics: false });
    const middleware = monitoring.prometheusMonitoringMiddleware();
    const handler = monitoring.metricsHandler({ path: "/metrics" });
    await serving(
      (request, response) => {
        if (!middleware(request, response)) handler(request, response);
      },
      async (address) => {
        expect(await status(address, exposer.SCRAPE_PATH)).toBe(200);
        expect(warnings).not.toHaveBeenCalled();
        registry.clear();
        for (const path of ["/metrics", exposer.SCRAPE_PATH, "/metrics"]) expect(await status(address, path)).toBe(200);
      },
    );
    expect(warnings.mock.calls).toEqual([
      [
        "metrics: the registry was cleared, so that what this monitoring records is on no page: call registry.resetMetrics() to begin again at 0, or create the monitoring anew after registry.clear()",
        { code: "METRICS_REGISTRY_CLEARED" },
      ],
    ]);
  });
});
