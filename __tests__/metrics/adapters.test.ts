import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import express from "express";
import fastify from "fastify";
import { Hono } from "hono";
import Koa from "koa";
import { Registry } from "prom-client";
import { createMonitoring, SCRAPE_PATH } from "cdktf-monitoring-metrics";
import { monitorExpress } from "cdktf-monitoring-metrics/express";
import { fastifyMonitoring } from "cdktf-monitoring-metrics/fastify";
import { honoMonitoring } from "cdktf-monitoring-metrics/hono";
import { monitorHttp } from "cdktf-monitoring-metrics/http";
import { koaMonitoring } from "cdktf-monitoring-metrics/koa";
import { serveMetrics } from "cdktf-monitoring-metrics/server";
import { series, serving, status, until } from "./scrape";

function monitored() {
  const registry = new Registry();
  const monitoring = createMonitoring({ registry, defaultMetrics: false });
  const requests = async () =>
    (await series(registry, "api_requests_total")).map((line) =>
      line.replace(/^.*endpoint="(.*)",method="(.*)",status="(.*)"\} /, "$1 $2 $3 "),
    );
  return { registry, monitoring, requests };
}

type Listener = ReturnType<typeof monitorHttp>;

const fail = (): never => {
  throw new Error("broken");
};

/** Two requests of one route, one that fails, one that no route answers, and a scrape. */
async function visit(address: string): Promise<void> {
  expect(await status(address, "/users/1")).toBe(200);
  expect(await status(address, "/users/2")).toBe(200);
  expect(await status(address, "/broken")).toBe(500);
  expect(await status(address, "/nothing")).toBe(404);
  expect(await status(address, SCRAPE_PATH)).toBe(200);
}

const RECORDED = ["/users/:id GET 200 2", "/broken GET 500 1", "unmatched GET 404 1"];

describe("an adapter records the template of the route, errors, and under one name what no route answers", () => {
  it("of Express 5", async () => {
    const { monitoring, requests } = monitored();
    const app = express();
    monitorExpress(app, { monitoring });
    app.get("/users/:id", (_, response) => void response.end());
    app.get("/broken", (_, response) => void response.status(500).end());
    await serving(app, visit);
    expect(await requests()).toEqual(RECORDED);
  });

  it("of Express 4", async () => {
    const { monitoring, requests } = monitored();
    const app = jest.requireActual<typeof express>("express4")();
    monitorExpress(app, { monitoring });
    app.get("/users/:id", (_, response) => void response.end());
    app.get("/broken", (_, response) => void response.status(500).end());
    await serving(app, visit);
    expect(await requests()).toEqual(RECORDED);
  });

  it("of Fastify", async () => {
    const { monitoring, requests } = monitored();
    const app = fastify();
    await app.register(fastifyMonitoring, { monitoring });
    app.get("/users/:id", () => "user");
    app.get("/broken", () => {
      throw new Error("broken");
    });
    await app.listen({ port: 0, host: "127.0.0.1" });
    await visit(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}`);
    await app.close();
    expect(await requests()).toEqual(RECORDED);
  });

  it("of Koa, by what its router leaves", async () => {
    const { monitoring, requests } = monitored();
    const app = new Koa();
    app.silent = true;
    app.use(koaMonitoring({ monitoring }));
    app.use((context) => {
      if (context.path.startsWith("/users/")) {
        context["_matchedRoute"] = "/users/:id";
        context.body = "user";
      }
      if (context.path === "/broken") {
        context["_matchedRoute"] = "/broken";
        throw new Error("broken");
      }
    });
    await serving((request, response) => void app.callback()(request, response), visit);
    expect(await requests()).toEqual(RECORDED);
  });

  it("of Hono", async () => {
    const { monitoring, requests } = monitored();
    const app = new Hono();
    app.use(honoMonitoring({ monitoring }));
    app.get("/users/:id", (context) => context.text("user"));
    app.get("/broken", (context) => context.text("broken", 500));
    await serving((request, response) => void getRequestListener(app.fetch)(request, response), visit);
    expect(await requests()).toEqual(RECORDED);
    await app.request("/users/3");
    expect(await requests()).toContain("/users/:id GET 200 3");
  });
});

describe("monitorHttp", () => {
  it("records the status class and sizes, and leaves excluded paths out", async () => {
    const { monitoring, requests } = monitored();
    const listener = monitorHttp((_, response) => void response.end("hello"), {
      monitoring,
      exclude: ["/health", /^\/internal/],
      statusClasses: true,
      inFlight: true,
      responseSize: true,
      requestSize: true,
    });
    await serving(listener, async (address) => {
      for (const path of ["/health", "/health/live", "/internal/a", "/a", "/b"]) await status(address, path);
      await until(async () => (await requests()).length > 0);
    });
    expect(await requests()).toEqual(["unmatched GET 2xx 2"]);
    expect(await series(monitoring.registry, "api_requests_in_flight")).toEqual(["api_requests_in_flight 0"]);
    expect(await series(monitoring.registry, "api_response_size_bytes")).toContain(
      'api_response_size_bytes_sum{endpoint="unmatched",method="GET"} 10',
    );
  });

  it.each([
    ["throws", (): void => fail()],
    ["rejects", async (): Promise<void> => Promise.reject(new Error("broken"))],
  ])("records 500 for a listener that %s without an answer, and passes the error on", async (_, listener) => {
    const { monitoring, requests } = monitored();
    const monitor: (...args: Parameters<Listener>) => unknown = monitorHttp(() => listener(), { monitoring });
    await serving(
      (request, response) => {
        void (async () => {
          try {
            await monitor(request, response);
          } catch (error) {
            expect(error).toEqual(new Error("broken"));
            response.destroy();
          }
        })();
      },
      async (address) => {
        await expect(status(address, "/a")).rejects.toThrow("fetch failed");
        await until(async () => (await requests()).length > 0);
      },
    );
    expect(await requests()).toEqual(["unmatched GET 500 1"]);
  });

  it("keeps series bounded against 1,500 endpoints", async () => {
    const { monitoring, registry } = monitored();
    for (let index = 0; index < 1_500; index += 1) {
      monitoring
        .instrument({ endpoint: `/${index}`, method: "GET" })
        .start()
        .end();
    }
    expect((await series(registry, "api_requests_total")).length).toBeLessThanOrEqual(1_001);
  });
});

describe("serveMetrics", () => {
  it("serves a registry on a port of its own, and nothing else", async () => {
    const { registry } = monitored();
    const server = await serveMetrics({ port: 0, registry });
    const address = `http://127.0.0.1:${server.port}`;
    expect(await status(address, SCRAPE_PATH)).toBe(200);
    expect(await status(address, "/other")).toBe(404);
    await server.close();
  });

  it("rejects when the port is taken", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as AddressInfo;
    await expect(serveMetrics({ port, registry: new Registry() })).rejects.toThrow("EADDRINUSE");
    taken.close();
  });
});
