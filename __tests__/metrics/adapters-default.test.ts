import { Server } from "node:http";
import express from "express";
import { register } from "prom-client";
import { clusterMetrics, counter, createMonitoring, defaultMonitoring, SCRAPE_PATH } from "cdktf-monitoring-metrics";
import { monitorExpress } from "cdktf-monitoring-metrics/express";
import { fastifyMonitoring } from "cdktf-monitoring-metrics/fastify";
import { honoMonitoring } from "cdktf-monitoring-metrics/hono";
import { monitorHttp } from "cdktf-monitoring-metrics/http";
import { koaMonitoring } from "cdktf-monitoring-metrics/koa";
import { serveMetrics } from "cdktf-monitoring-metrics/server";
import { fastify } from "fastify";
import { serving, status } from "./scrape";

const DEFAULT_MONITORING = Symbol.for("cdktf-monitoring-metrics.default-monitoring");

afterEach(() => {
  Reflect.deleteProperty(globalThis, DEFAULT_MONITORING);
  register.clear();
});

const registered = () => register.getSingleMetric("api_requests_total");

describe("an adapter that is given no monitoring", () => {
  const adapters: readonly (readonly [string, () => unknown])[] = [
    ["http", () => monitorHttp(() => undefined)],
    ["Express", () => monitorExpress(express())],
    ["Fastify", () => fastify().register(fastifyMonitoring)],
    ["Koa", () => koaMonitoring()],
    ["Hono", () => honoMonitoring()],
  ];

  it.each(adapters)("uses the one of the process: %s", async (_framework, adapt) => {
    expect(registered()).toBeUndefined();
    await Promise.resolve(adapt());
    expect(registered()).toBeDefined();
    expect(defaultMonitoring().registry).toBe(register);
  });

  it("records what it sees there", async () => {
    await serving(
      monitorHttp((_request, response) => response.end(), { route: () => "/a" }),
      async (address) => status(address, "/a"),
    );
    expect(await register.getSingleMetricAsString("api_requests_total")).toContain(
      'api_requests_total{endpoint="/a",method="GET",status="200"} 1',
    );
  });
});

describe("a server for metrics alone that is told nothing", () => {
  const page = async () => {
    const server = await serveMetrics({ port: 0 });
    try {
      return await (await fetch(`http://127.0.0.1:${server.port}${SCRAPE_PATH}`)).text();
    } finally {
      await server.close();
    }
  };

  it("serves the metrics of the process, even where nothing else was called", async () => {
    const text = await page();
    expect(text).toContain("# TYPE api_requests_total counter");
    expect(text).toContain("# TYPE process_cpu_seconds_total counter");
    expect(registered()).toBeDefined();
    expect(await page()).toContain("# TYPE api_requests_total counter");
  });

  it("serves the global registry as it is where a monitoring was created there", async () => {
    const catalogue = { jobs: counter({ name: "jobs_total", help: "Jobs." }) };
    createMonitoring({ catalogue, defaultMetrics: false }).metrics.jobs.inc();
    const text = await page();
    expect(text).toContain("\njobs_total 1\n");
    expect(text).not.toContain("process_cpu_seconds_total");
  });

  it("listens at OpenTelemetry's port for Prometheus, on this machine alone", async () => {
    // The port may be taken by whatever else runs here.
    const listen = jest.spyOn(Server.prototype, "listen").mockImplementation(function (this: Server, ...args) {
      const listening: unknown = args.at(-1);
      if (typeof listening === "function") Reflect.apply(listening, this, []);
      return this;
    });
    expect((await serveMetrics()).port).toBe(9464);
    expect(listen.mock.calls[0]?.slice(0, 2)).toEqual([9464, "127.0.0.1"]);
    listen.mockRestore();
  });
});

describe("the page of several processes", () => {
  it("is made with no option at all", async () => {
    const whole = clusterMetrics();
    expect(await whole.metrics()).toBe("");
    whole.close();
  });
});
