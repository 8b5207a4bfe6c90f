import express from "express";
import { fastify } from "fastify";
import { register, Registry } from "prom-client";
import { counter, createMetrics, createMonitoring, gauge, renderRegistry } from "cdktf-monitoring-metrics";
import { monitorExpress } from "cdktf-monitoring-metrics/express";
import { fastifyMonitoring } from "cdktf-monitoring-metrics/fastify";
import { honoMonitoring } from "cdktf-monitoring-metrics/hono";
import { monitorHttp } from "cdktf-monitoring-metrics/http";
import { koaMonitoring } from "cdktf-monitoring-metrics/koa";
import { serveMetrics } from "cdktf-monitoring-metrics/server";
import { problemsOf } from "./problems-of";
import { monitored } from "./recorded";

const nothing = () => undefined;

describe("an option of requests", () => {
  const { monitoring } = monitored();
  const middleware = (options: object) => monitoring.prometheusMonitoringMiddleware(options);
  const adapter = (options: object) => monitorHttp(nothing, { monitoring, ...options });

  it.each(["statusClasses", "inFlight", "requestSize", "responseSize"])(
    "is true or false where it says whether: %s",
    async (name) => {
      for (const [value, received] of [
        ["yes", '"yes"'],
        ["false", '"false"'],
        [1, "1"],
        [null, "null"],
      ]) {
        const problem = `metrics: option "${name}" must be true or false: received ${received}`;
        expect(await problemsOf(middleware, { [name]: value })).toEqual([problem]);
        expect(await problemsOf(adapter, { [name]: value })).toEqual([problem]);
      }
      for (const value of [true, false, undefined]) {
        expect(await problemsOf(adapter, { [name]: value })).toBeUndefined();
      }
    },
  );

  it.each(["route", "user"])("is a function where it is asked of each request: %s", async (name) => {
    for (const [value, received] of [
      ["/x", '"/x"'],
      [null, "null"],
    ]) {
      const problem = `metrics: option "${name}" must be a function of the request: received ${received}`;
      expect(await problemsOf(middleware, { [name]: value })).toEqual([problem]);
      expect(await problemsOf(adapter, { [name]: value })).toEqual([problem]);
    }
    expect(await problemsOf(adapter, { [name]: undefined })).toBeUndefined();
  });

  it.each([
    [null, "null"],
    ["10", '"10"'],
    [10, "10"],
    [[10], "[10]"],
    [new Map([["/a", 10]]), "an object of the class Map"],
  ])("is an object where it is a threshold for each endpoint, and not %p", async (latencyThresholds, received) => {
    expect(await problemsOf(middleware, { latencyThresholds })).toEqual([
      `metrics: option "latencyThresholds" must be an object of seconds by route template, such as { "/reports/:id": 10 }: received ${received}`,
    ]);
  });

  it("is refused together with all others", async () => {
    const options = { latencyThreshold: 0, latencyThresholds: { "/a": "b" }, exclude: null, route: 1, inFlight: 1 };
    expect(await problemsOf(middleware, { ...options, path: "m" })).toEqual([
      expect.stringContaining('"latencyThreshold"'),
      expect.stringContaining('"latencyThresholds["/a"]"'),
      expect.stringContaining('"exclude"'),
      expect.stringContaining('"route"'),
      expect.stringContaining('"inFlight"'),
      expect.stringContaining('"path"'),
    ]);
  });
});

describe("monitorHttp", () => {
  it("takes a listener, and refuses what is none together with options that are wrong", async () => {
    const wrap = (listener: never) => monitorHttp(listener, { inFlight: 1 as never, monitoring: {} as never });
    for (const [listener, received] of [
      [undefined, "undefined"],
      [{}, "an object"],
    ]) {
      expect(await problemsOf(wrap, listener)).toEqual([
        `metrics: monitorHttp takes a listener, a function of a request and its response: received ${received as string}`,
        'metrics: option "monitoring" must be a monitoring, as createMonitoring() returns it: received an object',
        'metrics: option "inFlight" must be true or false: received 1',
      ]);
    }
  });

  it("creates no monitoring of the process for options that are wrong", async () => {
    const wrap = (options: never) => monitorHttp(nothing, options);
    expect(await problemsOf(wrap, null)).toEqual(["metrics: options must be an object: received null"]);
    expect(await problemsOf(wrap, { monitoring: null })).toEqual([
      'metrics: option "monitoring" must be a monitoring, as createMonitoring() returns it: received null',
    ]);
    expect(register.getSingleMetric("api_requests_total")).toBeUndefined();
  });
});

describe("an adapter", () => {
  const wrong = { monitoring: {} as never, inFlight: 1 as never };
  const adapters: Record<string, () => unknown> = {
    monitorExpress: () => monitorExpress(express(), wrong),
    fastifyMonitoring: async () => fastify().register(fastifyMonitoring, wrong),
    honoMonitoring: () => honoMonitoring(wrong),
    koaMonitoring: () => koaMonitoring(wrong),
  };

  it.each(Object.keys(adapters))(
    "refuses what is wrong before any monitoring of the process exists: %s",
    async (name) => {
      expect(await problemsOf(() => adapters[name]?.(), undefined)).toEqual([
        'metrics: option "monitoring" must be a monitoring, as createMonitoring() returns it: received an object',
        'metrics: option "inFlight" must be true or false: received 1',
      ]);
      expect(register.getSingleMetric("api_requests_total")).toBeUndefined();
    },
  );
});

describe("an event's value", () => {
  const { jobs, load } = createMetrics(
    { jobs: counter({ name: "jobs_total", help: "Jobs." }), load: gauge({ name: "load", help: "Load." }) },
    { registry: new Registry() },
  );

  it("is refused where it has no text of its own, also by a counter that is counting", async () => {
    jobs.inc();
    expect(await problemsOf((value: never) => jobs.inc(value), Object.create(null))).toEqual([
      'metric "jobs_total": a counter grows by a finite number that is not negative: received an object',
    ]);
  });

  it("is computed by a function, and by nothing else", async () => {
    expect(await problemsOf((update: never) => load.collect(update), 5)).toEqual([
      'metric "load": collect takes a function that sets its values: received 5',
    ]);
  });
});

describe("createMonitoring", () => {
  it("refuses a clock that is none, and metrics of Node that are neither wanted nor not", async () => {
    const create = (options: object) => createMonitoring({ registry: new Registry(), ...options });
    expect(await problemsOf(create, { now: 5, defaultMetrics: "false" })).toEqual([
      'metrics: option "defaultMetrics" must be true or false: received "false"',
      'metrics: option "now" must be a function that returns milliseconds: received 5',
    ]);
    expect(await problemsOf(create, { now: null, defaultMetrics: null })).toHaveLength(2);
    expect(await problemsOf(create, { now: undefined, defaultMetrics: undefined })).toBeUndefined();
  });
});

describe("renderRegistry", () => {
  const render = (options: never) => renderRegistry(new Registry(), options);

  it.each([
    ["json", '"json"'],
    [["text"], '["text"]'],
    [undefined, "undefined"],
    [Object.create(null), "an object"],
  ])("refuses a format that it does not print: %p", async (format: unknown, received) => {
    expect(await problemsOf(render, { format })).toEqual([
      `metrics: option "format" must be one of text, openmetrics: received ${received}`,
    ]);
  });

  it.each([
    ["abc", '"abc"'],
    ["5", '"5"'],
    [0, "0"],
    [NaN, "NaN"],
    [3_601, "3601"],
    [null, "null"],
  ])("refuses to give a metric as many seconds as %p", async (collectTimeout, received) => {
    expect(await problemsOf(render, { format: "text", collectTimeout })).toEqual([
      `metrics: option "collectTimeout" must be a number of seconds above 0, up to 3600: received ${received}`,
    ]);
  });

  it("refuses a registry, a clock and a turn that are none, all at once", async () => {
    const other = (options: never) => renderRegistry({} as never, options);
    expect(await problemsOf(other, { format: "text", now: 5, turn: true })).toEqual([
      expect.stringContaining("must be a Registry of prom-client"),
      'metrics: option "now" must be a function that returns milliseconds: received 5',
      'metrics: option "turn" must be a function that returns a promise: received true',
    ]);
  });

  it("takes values that are there and undefined for none", async () => {
    const options = { format: "text", collectTimeout: undefined, now: undefined, turn: undefined };
    expect(await problemsOf(render, options)).toBeUndefined();
    expect(await problemsOf(render, { format: "text", collectTimeout: 3_600 })).toBeUndefined();
  });
});

describe("serveMetrics", () => {
  const serve = (options: object) => serveMetrics({ registry: new Registry(), ...options });

  it.each([
    [-1, "-1"],
    [65_536, "65536"],
    [1.5, "1.5"],
    ["9464", '"9464"'],
    ["/tmp/socket", '"/tmp/socket"'],
    [null, "null"],
  ])("refuses a port that is none: %p", async (port, received) => {
    expect(await problemsOf(serve, { port })).toEqual([
      `metrics: option "port" must be a whole number from 0 to 65535: received ${received}`,
    ]);
  });

  it.each([
    ["", '""'],
    [5, "5"],
    [null, "null"],
  ])("refuses a host that is none, of which Node may make every address: %p", async (host, received) => {
    expect(await problemsOf(serve, { port: 0, host })).toEqual([
      `metrics: option "host" must be an address to listen on, such as "127.0.0.1", or "0.0.0.0" for all: received ${received}`,
    ]);
  });
});

describe("a value", () => {
  it("is shown in the error that refuses it, even where it has no text of its own", async () => {
    const definitions = { jobs: counter({ name: "jobs_total", help: "Jobs." }), load: gauge({ name: "l", help: "l" }) };
    const { jobs, load } = createMetrics(definitions, { registry: new Registry() });
    const bare: object = Object.create(null) as object;
    expect(await problemsOf((value: never) => jobs.inc(value), bare)).toEqual([
      'metric "jobs_total": a counter grows by a finite number that is not negative: received an object',
    ]);
    expect(await problemsOf((value: never) => load.set(value), bare)).toEqual([
      'metric "l": a gauge is set to a number other than NaN: received an object',
    ]);
    expect(await problemsOf((value: never) => load.inc(value), Symbol("a"))).toEqual([
      'metric "l": the value must be a finite number: received Symbol(a)',
    ]);
  });
});
