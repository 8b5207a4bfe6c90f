import { Counter, Registry, type RegistryContentType } from "prom-client";
import {
  clusterMetrics,
  counter,
  createMetrics,
  exposeOpenTelemetry,
  MetricUsageError,
  renderRegistry,
  type ExpositionFormat,
  type MetricsRegistry,
  type OpenTelemetryMetric,
  type OpenTelemetryReader,
  type OpenTelemetryScope,
} from "cdktf-monitoring-metrics";
import { series } from "./scrape";

const [HISTOGRAM, EXPONENTIAL_HISTOGRAM, GAUGE, SUM] = [0, 1, 2, 3];
const CUMULATIVE = 1;

const scope: OpenTelemetryScope = { name: "http" };

const metric = (
  name: string,
  dataPointType: number | undefined,
  value: unknown,
  more: Partial<OpenTelemetryMetric> = {},
): OpenTelemetryMetric => ({
  descriptor: { name, description: `${name}.` },
  dataPointType: dataPointType ?? NaN,
  aggregationTemporality: CUMULATIVE,
  dataPoints: [{ attributes: { "http.route": "/a" }, value }],
  ...more,
});

/** A reader of which the test says what it collects. */
class Reader implements OpenTelemetryReader {
  scopes: { readonly scope: OpenTelemetryScope; readonly metrics: readonly OpenTelemetryMetric[] }[] = [];
  errors: unknown[] = [];
  collected = 0;

  constructor(...metrics: readonly OpenTelemetryMetric[]) {
    this.scopes.push({ scope, metrics });
  }

  collect = () => {
    this.collected += 1;
    const resource = { attributes: { "service.name": "shop", "service.name_": undefined } };
    return Promise.resolve({ resourceMetrics: { resource, scopeMetrics: this.scopes }, errors: this.errors });
  };
}

async function page(registry: MetricsRegistry, format: ExpositionFormat): Promise<string[]> {
  let text = "";
  for await (const chunk of renderRegistry(registry, { format })) text += chunk.toString();
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("# HELP"));
}

const requests = (value = 3) => metric("http.server.requests", SUM, value, { isMonotonic: true });
const duration = metric("http.duration", HISTOGRAM, {
  buckets: { boundaries: [0, 1, 2.5], counts: [1, 2, 0, 4] },
  sum: 12.5,
  count: 7,
});

let registry: Registry<RegistryContentType>;
const warnings = jest.spyOn(process, "emitWarning");

beforeEach(() => {
  registry = new Registry();
  warnings.mockReset();
});

describe("OpenTelemetry's metrics", () => {
  it("stand beside others in both formats, under the names that its own exporter gives them", async () => {
    createMetrics({ jobs: counter({ name: "jobs_total", help: "Jobs." }) }, { registry }).jobs.inc();
    await exposeOpenTelemetry(
      new Reader(requests(), duration, metric("active", SUM, 2), metric("2.temperature", GAUGE, -1.5)),
      registry,
    );
    expect(await page(registry, "text")).toEqual([
      "# TYPE jobs_total counter",
      "jobs_total 1",
      "# TYPE target_info gauge",
      'target_info{service_name="shop"} 1',
      "# TYPE http_server_requests_total counter",
      'http_server_requests_total{http_route="/a",otel_scope_name="http"} 3',
      "# TYPE http_duration histogram",
      'http_duration_bucket{le="0",http_route="/a",otel_scope_name="http"} 1',
      'http_duration_bucket{le="1",http_route="/a",otel_scope_name="http"} 3',
      'http_duration_bucket{le="2.5",http_route="/a",otel_scope_name="http"} 3',
      'http_duration_bucket{le="+Inf",http_route="/a",otel_scope_name="http"} 7',
      'http_duration_sum{http_route="/a",otel_scope_name="http"} 12.5',
      'http_duration_count{http_route="/a",otel_scope_name="http"} 7',
      "# TYPE active gauge",
      'active{http_route="/a",otel_scope_name="http"} 2',
      "# TYPE _2_temperature gauge",
      '_2_temperature{http_route="/a",otel_scope_name="http"} -1.5',
    ]);
    const openMetrics = await page(registry, "openmetrics");
    expect(openMetrics).toContain("# TYPE http_server_requests counter");
    expect(openMetrics).toContain('http_server_requests_total{http_route="/a",otel_scope_name="http"} 3');
    expect(openMetrics).toContain('http_duration_bucket{le="1.0",http_route="/a",otel_scope_name="http"} 3');
    registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    expect(await registry.metrics()).toContain(
      '\nhttp_server_requests_total{http_route="/a",otel_scope_name="http"} 3\n',
    );
  });

  it("have labels that Prometheus can read, whatever attributes are called", async () => {
    const attributes = { "": "nothing", __name__: "name", "1st": "digit" };
    const level = metric("level", GAUGE, 1, { dataPoints: [{ attributes, value: 1 }] });
    await exposeOpenTelemetry(new Reader(level), registry);
    expect(await page(registry, "text")).toContain(
      'level{_="nothing",exported___name__="name",_1st="digit",otel_scope_name="http"} 1',
    );
  });

  it("are collected once at each scrape, and those that are made later are there at the next", async () => {
    const reader = new Reader();
    await exposeOpenTelemetry(reader, registry);
    reader.scopes = [{ scope, metrics: [requests(5), duration] }];
    await page(registry, "text");
    const before = reader.collected;
    expect(await page(registry, "text")).toContain(
      'http_server_requests_total{http_route="/a",otel_scope_name="http"} 5',
    );
    expect(reader.collected).toBe(before + 1);
    reader.scopes = [];
    expect(await series(registry, "http_server_requests_total")).toEqual([]);
  });

  it("are added up over several processes, as others are", async () => {
    await exposeOpenTelemetry(new Reader(requests()), registry);
    const whole = clusterMetrics({ registry });
    expect(await whole.metrics()).toContain('\nhttp_server_requests_total{http_route="/a",otel_scope_name="http"} 3\n');
    whole.close();
  });

  it("have their attributes as labels, and join those that become one", async () => {
    const attributes = { "a.b": "x", a_b: ["y", 1], c: 200, d: undefined, e: true };
    const reader = new Reader(metric("g", GAUGE, 1, { dataPoints: [{ attributes, value: 1 }] }));
    reader.scopes[0] = { scope: { name: "", version: "" }, metrics: reader.scopes[0]?.metrics ?? [] };
    await exposeOpenTelemetry(reader, registry);
    expect(await series(registry, "g")).toEqual(['g{a_b="x;[\\"y\\",1]",c="200",e="true"} 1']);
  });

  it("keep the bounds of a histogram apart from an attribute of that name, which is renamed", async () => {
    const value = { buckets: { boundaries: [1], counts: [1, 2] }, sum: 5, count: 3 };
    const reader = new Reader(
      metric("renamed", HISTOGRAM, value, { dataPoints: [{ attributes: { le: "x" }, value }] }),
      metric("again", HISTOGRAM, value, { dataPoints: [{ attributes: { le: "x", exported_le: "y" }, value }] }),
      metric("as_it_is", GAUGE, 1, { dataPoints: [{ attributes: { le: "x" }, value: 1 }] }),
    );
    reader.scopes[0] = { scope: { name: "" }, metrics: reader.scopes[0]?.metrics ?? [] };
    await exposeOpenTelemetry(reader, registry);
    expect(
      (await page(registry, "text")).filter((line) => !line.startsWith("#") && !line.startsWith("target")),
    ).toEqual([
      'renamed_bucket{le="1",exported_le="x"} 1',
      'renamed_bucket{le="+Inf",exported_le="x"} 3',
      'renamed_sum{exported_le="x"} 5',
      'renamed_count{exported_le="x"} 3',
      'again_bucket{le="1",exported_le="y",exported_exported_le="x"} 1',
      'again_bucket{le="+Inf",exported_le="y",exported_exported_le="x"} 3',
      'again_sum{exported_le="y",exported_exported_le="x"} 5',
      'again_count{exported_le="y",exported_exported_le="x"} 3',
      'as_it_is{le="x"} 1',
    ]);
  });

  it("are those of several libraries, each with its scope", async () => {
    const reader = new Reader(requests(1));
    reader.scopes.push({ scope: { name: "fastify", version: "1.2" }, metrics: [requests(2)] });
    await exposeOpenTelemetry(reader, registry);
    expect(await series(registry, "http_server_requests_total")).toEqual([
      'http_server_requests_total{http_route="/a",otel_scope_name="http"} 1',
      'http_server_requests_total{http_route="/a",otel_scope_name="fastify",otel_scope_version="1.2"} 2',
    ]);
  });

  it("say what they are where nobody described them, and have no sum where there is none", async () => {
    const empty = { buckets: { boundaries: [], counts: [0] }, count: 0 };
    const described = { descriptor: { name: "h", description: "" } };
    await exposeOpenTelemetry(new Reader(metric("h", HISTOGRAM, empty, described)), registry);
    expect((await registry.getSingleMetricAsString("h")).split("\n")).toEqual([
      "# HELP h h, of OpenTelemetry.",
      "# TYPE h histogram",
      'h_bucket{le="+Inf",http_route="/a",otel_scope_name="http"} 0',
      'h_count{http_route="/a",otel_scope_name="http"} 0',
    ]);
  });

  it("are gone when that is ended", async () => {
    const end = await exposeOpenTelemetry(new Reader(requests()), registry);
    end();
    expect(registry.getMetricsAsArray()).toEqual([]);
  });

  it("stay gone when that is ended while a scrape collects, which still has them", async () => {
    const reader = new Reader(requests());
    const end = await exposeOpenTelemetry(reader, registry);
    const { collect } = reader;
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    reader.collect = () => released.then(collect);
    const scrape = page(registry, "text");
    end();
    release();
    expect(await scrape).toContain('http_server_requests_total{http_route="/a",otel_scope_name="http"} 3');
    expect(registry.getMetricsAsArray()).toEqual([]);
  });
});

describe("what OpenTelemetry has and no page can", () => {
  const reasons = () => warnings.mock.calls.map(([warning]) => String(warning));

  it("is left out, counted and said, once, and costs nothing else", async () => {
    new Counter({ name: "taken_total", help: "Taken.", registers: [registry] });
    const reader = new Reader(
      requests(),
      metric("taken", SUM, 1, { isMonotonic: true }),
      metric("exponential", EXPONENTIAL_HISTOGRAM, {}),
      metric("unknown", 9, {}),
      metric("delta", SUM, 1, { aggregationTemporality: 0 }),
    );
    reader.scopes.push({ scope: { name: "other" }, metrics: [metric("http.server.requests_total", GAUGE, 1)] });
    reader.errors = [new Error("a callback threw")];
    await exposeOpenTelemetry(reader, registry);
    await page(registry, "text");
    expect(reasons()).toEqual([
      "metrics: OpenTelemetry collect failed: a callback threw",
      "metrics: OpenTelemetry exponential failed: the text formats have no exponential histogram: give its view buckets with explicit boundaries",
      "metrics: OpenTelemetry unknown failed: the text formats have no such metric: give its view buckets with explicit boundaries",
      "metrics: OpenTelemetry delta failed: it says what happened since it was last read: have its reader choose cumulative temporality",
      "metrics: OpenTelemetry http.server.requests_total failed: two libraries have it, as counter and as gauge: rename one with a view",
      "metrics: OpenTelemetry taken_total failed: the registry has a metric of that name already: rename one with a view",
    ]);
    expect(await series(registry, "metrics_collect_errors_total")).toContain(
      'metrics_collect_errors_total{source="OpenTelemetry delta"} 2',
    );
    expect(await series(registry, "http_server_requests_total")).toHaveLength(1);
  });

  it("is left out where it writes a name that the registry has, or that of one of its metrics", async () => {
    new Counter({ name: "lat_count", help: "Taken.", registers: [registry] });
    createMetrics({ jobs: counter({ name: "jobs_total", help: "Jobs." }) }, { registry });
    for (const own of registry.getMetricsAsArray()) Object.assign(own, { name: own.name.replace(/_total$/, "") });
    const value = { buckets: { boundaries: [1], counts: [1, 2] }, sum: 5, count: 3 };
    await exposeOpenTelemetry(
      new Reader(
        metric("lat", HISTOGRAM, value),
        metric("lat_sum", GAUGE, 1),
        metric("size", HISTOGRAM, value),
        metric("size.sum", GAUGE, 1),
        metric("jobs", GAUGE, 1),
      ),
      registry,
    );
    expect(reasons()).toEqual([
      'metrics: OpenTelemetry lat failed: it writes "lat_count", as "lat_count" does, which the registry has already: rename one with a view',
      'metrics: OpenTelemetry size_sum failed: it writes "size_sum", as "size" does, which the registry has already: rename one with a view',
      'metrics: OpenTelemetry jobs failed: it writes "jobs" in OpenMetrics, as "jobs_total" does, which the registry has already: rename one with a view',
    ]);
    const names = (await page(registry, "text")).filter((line) => line.startsWith("# TYPE"));
    expect(names).toEqual([
      "# TYPE lat_count counter",
      "# TYPE jobs_total counter",
      "# TYPE target_info gauge",
      "# TYPE metrics_collect_errors_total counter",
      "# TYPE lat_sum gauge",
      "# TYPE size histogram",
    ]);
  });

  it("takes the reader's metrics out of the scrape where it cannot collect", async () => {
    const reader = new Reader(requests());
    await exposeOpenTelemetry(reader, registry);
    reader.collect = () => Promise.reject(new Error("shut down"));
    expect((await page(registry, "text")).join("")).not.toContain("http_server_requests");
    expect(await series(registry, "metrics_collect_errors_total")).toContain(
      'metrics_collect_errors_total{source="target_info"} 1',
    );
    expect(reasons()).toContain("metrics: target_info failed: shut down");
  });

  it("is a reader that collects nothing", async () => {
    const reader = {} as Partial<OpenTelemetryReader> as OpenTelemetryReader;
    await expect(exposeOpenTelemetry(reader)).rejects.toThrow(
      new MetricUsageError([
        "exposeOpenTelemetry: the reader must have a method collect, as a MetricReader does: received an object",
      ]),
    );
    // @ts-expect-error the reader is missing
    await expect(exposeOpenTelemetry()).rejects.toThrow("as a MetricReader does: received undefined");
  });
});
