import { get, type IncomingMessage, type ServerResponse } from "node:http";
import { Gauge, Histogram, Registry, Summary } from "prom-client";
import {
  counter,
  createMetrics,
  gauge,
  histogram,
  metricsHandler,
  renderRegistry,
  SCRAPE_PATH,
  summary,
  type ExpositionFormat,
  type MetricsRegistry,
} from "cdktf-monitoring-metrics";
import { serveMetrics } from "cdktf-monitoring-metrics/server";
import { acceptsGzip, formatFor } from "../../metrics/exposition/private/negotiation";
import { TextWriter } from "../../metrics/exposition/private/text-writer";
import { serving, status } from "./scrape";

const help = "What it is.";

async function page(registry: MetricsRegistry, format: ExpositionFormat = "text"): Promise<string> {
  let text = "";
  for await (const chunk of renderRegistry(registry, { format })) text += chunk.toString();
  return text;
}

describe("what a client accepts", () => {
  it.each([
    ["text/plain;charset", "text"],
    ["application/openmetrics-text;q=2,text/plain", "text"],
    ["application/openmetrics-text;q=many,text/plain;q=0.1", "text"],
    ["application/openmetrics-text; version=0.0.1 ; q=0.5,text/plain;q=0.4", "openmetrics"],
    ['application/openmetrics-text;version="1.0.0"', "openmetrics"],
    ["application/openmetrics-text;version=2.0.0", "text"],
  ])("of %s is %s", (accept, format) => {
    expect(formatFor(accept, "text")).toBe(format);
  });

  it.each([
    ["application/openmetrics-text;q=0, */*", "openmetrics", "text"],
    ["application/*;q=0, */*", "openmetrics", "text"],
    ["application/openmetrics-text;q=0", "openmetrics", "text"],
    ["text/plain;q=0, */*", "text", "openmetrics"],
    ["text/*;q=0", "text", "openmetrics"],
  ])("is not the usual format where it refuses that one: of %s, usually %s, is %s", (accept, usual, format) => {
    expect(formatFor(accept, usual as ExpositionFormat)).toBe(format);
  });

  it.each([
    ["application/*;q=0, application/openmetrics-text;q=0.1", "text", "openmetrics"],
    ["text/plain;q=0, text/*", "openmetrics", "openmetrics"],
    ["text/*;q=0, text/plain;q=0.1", "openmetrics", "text"],
  ])("is what the most precise range says: of %s, usually %s, is %s", (accept, usual, format) => {
    expect(formatFor(accept, usual as ExpositionFormat)).toBe(format);
  });

  it.each([
    "text/html",
    "*/*",
    "*/*;q=0",
    "application/openmetrics-text;q=0, text/plain;q=0",
    "application/openmetrics-text;version=2.0.0;q=0, */*",
    "application/*",
  ])("is the usual format where it prefers none, or refuses all: %s", (accept) => {
    expect(formatFor(accept, "text")).toBe("text");
    expect(formatFor(accept, "openmetrics")).toBe("openmetrics");
  });

  it("is not read beyond its 32nd offer, nor an offer beyond its 8th parameter, however long the header is", () => {
    const offers = (before: number) => `${"image/png,".repeat(before)}application/openmetrics-text`;
    expect(formatFor(offers(31), "text")).toBe("openmetrics");
    expect(formatFor(offers(32), "text")).toBe("text");
    const parameters = (before: number) => `gzip${";a=b".repeat(before)};q=0`;
    expect(acceptsGzip(parameters(7))).toBe(false);
    expect(acceptsGzip(parameters(8))).toBe(true);
  });

  it("is no compression where it says nothing of one", () => {
    expect(acceptsGzip(undefined)).toBe(false);
    expect(acceptsGzip("deflate, br")).toBe(false);
    expect(acceptsGzip("gzip;q=0, *")).toBe(false);
    expect(acceptsGzip("br, *;q=0.1")).toBe(true);
  });
});

describe("a number", () => {
  it.each([0, 9, 10, 123_456, 1_234_567, 12_345_678, 123_456_789, 1_234_567_890, 2_147_483_647, 2_147_483_648, 0.1])(
    "is printed as it is: %d",
    async (value) => {
      const registry = new Registry();
      createMetrics({ c: counter({ name: "c_total", help }) }, { registry }).c.inc(value);
      expect(await page(registry)).toContain(`\nc_total ${value}\n`);
    },
  );

  it.each([
    [Infinity, "+Inf"],
    [-Infinity, "-Inf"],
    [-7, "-7"],
    [1e300, "1e+300"],
  ])("%d is printed as %s", async (value, text) => {
    const registry = new Registry();
    createMetrics({ g: gauge({ name: "g", help }) }, { registry }).g.set(value);
    expect(await page(registry)).toContain(`\ng ${text}\n`);
  });
});

describe("a bound", () => {
  const buckets = [1e-7, 1e-5, 0.0001, 0.25, 1, 100_000, 1e6, 1_500_000.5, 1e21];
  const quantiles = [0, 0.00001, 0.5, 1];

  function bounded() {
    const registry = new Registry();
    const metrics = createMetrics(
      { h: histogram({ name: "h", help, buckets }), s: summary({ name: "s", help, quantiles }) },
      { registry },
    );
    metrics.s.observe(1);
    const registers = [registry];
    new Histogram({ name: "foreign_h", help, buckets, registers });
    new Summary({ name: "foreign_s", help, percentiles: quantiles, registers }).observe(1);
    return registry;
  }

  const labelled = (text: string, start: string) =>
    Array.from(text.matchAll(new RegExp(`^${start}\\{\\w+="(.*)"\\}`, "gm")), ([, value]) => value);

  it.each(["", "foreign_"])("is in OpenMetrics what Prometheus 3 stores: %sh", async (prefix) => {
    const text = await page(bounded(), "openmetrics");
    expect(labelled(text, `${prefix}h_bucket`)).toEqual([
      "1e-07",
      "1e-05",
      "0.0001",
      "0.25",
      "1.0",
      "100000.0",
      "1e+06",
      "1.5000005e+06",
      "1e+21",
      "+Inf",
    ]);
    expect(labelled(text, `${prefix}s`)).toEqual(["0.0", "1e-05", "0.5", "1.0"]);
  });

  it("is in text what prom-client prints", async () => {
    const text = await page(bounded());
    expect(labelled(text, "h_bucket")).toEqual(labelled(text, "foreign_h_bucket"));
    expect(labelled(text, "s")).toEqual(labelled(text, "foreign_s"));
  });
});

it("memory that a text outgrows grows by half, so that few of many texts move those before", () => {
  const allocated = jest.spyOn(Buffer, "allocUnsafeSlow");
  const writer = new TextWriter();
  for (let text = 0; text < 10_000; text += 1) writer.putText("x".repeat(300));
  expect(allocated.mock.calls.length).toBeLessThan(15);
  expect(writer.take().toString()).toBe("x".repeat(3_000_000));
  allocated.mockRestore();
});

describe("a page", () => {
  it("has series whose lines are longer than a chunk together", async () => {
    const registry = new Registry();
    const buckets = Array.from({ length: 120 }, (_, index) => index + 1);
    const labels = { a: {}, b: {} };
    const { h } = createMetrics({ h: histogram({ name: "h", help, labels, buckets }) }, { registry });
    const long = { a: "ü".repeat(256), b: "€".repeat(256) };
    h.observe({ a: "short", b: "" }, 1);
    h.observe(long, 1);
    const lines = (await page(registry)).split("\n");
    expect(lines.filter((line) => line.includes(long.b))).toHaveLength(123);
    expect(await page(registry)).toBe(await registry.metrics());
  });

  it("has foreign metrics that are longer than a chunk, between others", async () => {
    const registry = new Registry();
    const names = ["first", "second"];
    for (const name of names) {
      const metric = new Gauge({ name, help, labelNames: ["of"], registers: [registry] });
      for (let of = 0; of < 4_000; of += 1) metric.set({ of }, of);
      new Gauge({ name: `after_${name}`, help, registers: [registry] }).set(1);
    }
    expect(await page(registry)).toBe(await registry.metrics());
  });

  it("has each label once, where the registry has default labels of the same name", async () => {
    const registry = new Registry();
    const { h, s } = createMetrics(
      { h: histogram({ name: "h", help, buckets: [1] }), s: summary({ name: "s", help, quantiles: [0.5] }) },
      { registry },
    );
    h.observe(1);
    s.observe(1);
    registry.setDefaultLabels({ le: "x", quantile: "y" });
    const lines = (await page(registry)).split("\n").filter((line) => /^[hs][_{]/.test(line));
    expect(lines).toEqual([
      'h_bucket{le="1",quantile="y"} 1',
      'h_bucket{le="+Inf",quantile="y"} 1',
      'h_sum{quantile="y"} 1',
      'h_count{quantile="y"} 1',
      's{quantile="0.5",le="x"} 1',
      's_sum{le="x"} 1',
      's_count{le="x"} 1',
    ]);
  });

  it("has default labels whose name every object knows, on foreign metrics too", async () => {
    const registry = new Registry();
    new Gauge({ name: "foreign", help, registers: [registry] }).set(1);
    registry.setDefaultLabels({ constructor: "shop" });
    expect(await page(registry, "openmetrics")).toContain('\nforeign{constructor="shop"} 1\n');
  });

  it("has its own registry's default labels on a metric that another registry prints at the same time", async () => {
    const registries = [new Registry(), new Registry()];
    registries.forEach((registry, index) => registry.setDefaultLabels({ registry: String(index) }));
    new Gauge({ name: "foreign", help, registers: registries }).set(1);
    const pages = await Promise.all(registries.map((registry) => page(registry)));
    expect(pages).toEqual(await Promise.all(registries.map((registry) => registry.metrics())));
  });

  it("has what a registry without default labels has, and metrics that say little of themselves", async () => {
    const registry = new Registry();
    Reflect.deleteProperty(registry, "_defaultLabels");
    const exemplar = { labelSet: { trace_id: "t" }, value: 2, timestamp: 3 };
    const values = [{ value: NaN }, { value: 5, labels: { le: "1" }, exemplar }];
    const add = (name: string, item: object) => {
      const registered = new Gauge({ name, help, registers: [registry] });
      Object.assign(registered, { get: () => ({ name, help, type: "gauge", ...item }) });
    };
    add("silent", {});
    add("brief", { values });
    expect(await page(registry, "openmetrics")).toBe(
      `# HELP silent ${help}\n# TYPE silent gauge\n# HELP brief ${help}\n# TYPE brief gauge\nbrief NaN\nbrief{le="1.0"} 5 # {trace_id="t"} 2 3\n# EOF\n`,
    );
  });
});

describe("a handler", () => {
  const broken = (error: unknown): MetricsRegistry =>
    Object.assign(new Registry(), {
      getMetricsAsArray: () => {
        throw error;
      },
    });

  it.each([
    ["an error", new Error("no metrics")],
    ["a text", "no metrics"],
  ])("answers 500 where the registry throws %s", async (_kind, error) => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    const handler = metricsHandler({ registry: broken(error) });
    await serving(
      (request, response) => void handler(request, response),
      async (address) => expect(await status(address, SCRAPE_PATH)).toBe(500),
    );
    expect(warnings.mock.calls).toEqual([[error]]);
    warnings.mockRestore();
  });

  it("serves a client that says nothing of itself, uncompressed and as text", async () => {
    const registry = new Registry();
    const handler = metricsHandler({ registry });
    await serving(
      (request, response) => void handler(request, response),
      async (address) => {
        const response = await new Promise<IncomingMessage>((resolve) => get(address + SCRAPE_PATH, resolve));
        expect(response.headers).toMatchObject({ "content-type": Registry.PROMETHEUS_CONTENT_TYPE });
        expect(response.headers).not.toHaveProperty("content-encoding");
        response.resume();
      },
    );
  });

  it("leaves alone a request that has no address", () => {
    const handler = metricsHandler({ registry: new Registry() });
    const request = {} as Partial<IncomingMessage> as IncomingMessage;
    expect(handler(request, {} as Partial<ServerResponse> as ServerResponse)).toBe(false);
  });
});

describe("a server for metrics alone", () => {
  it("says why it cannot have its port", async () => {
    const first = await serveMetrics({ port: 0, registry: new Registry() });
    await expect(serveMetrics({ port: first.port, registry: new Registry() })).rejects.toThrow("EADDRINUSE");
    await first.close();
  });
});
