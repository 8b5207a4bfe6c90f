import type { IncomingMessage, ServerResponse } from "node:http";
import { ConflictException, type INestApplication } from "@nestjs/common";
import { ExpressAdapter } from "@nestjs/platform-express";
import { FastifyAdapter } from "@nestjs/platform-fastify";
import type express from "express";
import { MetricUsageError } from "cdktf-monitoring-metrics";
import { monitorNest } from "cdktf-monitoring-metrics/nest";
import { nestApplication } from "./adapter-servers";
import { monitored } from "./recorded";
import { series, status } from "./scrape";

const platforms = [
  ["Express", () => new ExpressAdapter()],
  ["Fastify", () => new FastifyAdapter()],
] as const;

const PREFLIGHT = { origin: "http://shop.example", "access-control-request-method": "GET" };

describe("monitorNest", () => {
  it.each(platforms)("may be called before an application on %s is initialised, and after it", async (_, adapter) => {
    for (const late of [false, true]) {
      const { monitoring, requests } = monitored();
      const app = await nestApplication(undefined, adapter());
      if (!late) monitorNest(app, { monitoring });
      await app.init();
      if (late) monitorNest(app, { monitoring });
      await app.listen(0, "127.0.0.1");
      const address = await app.getUrl();
      expect(await status(address, "/users/7")).toBe(200);
      expect(await status(address, "/broken")).toBe(500);
      expect(await status(address, "/nothing")).toBe(404);
      await app.close();
      expect(await requests()).toEqual(["/users/:id GET 200 1", "/broken GET 500 1", "unmatched GET 404 1"]);
    }
  });

  it.each(platforms)(
    "records what middleware and CORS answer on %s, and the errors of middleware",
    async (_, adapter) => {
      const { monitoring, requests } = monitored();
      const app = await nestApplication(undefined, adapter());
      app.enableCors();
      app.use(({ url }: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => {
        if (url === "/refused") response.writeHead(401).end();
        else next(url === "/fails" ? new ConflictException() : undefined);
      });
      monitorNest(app, { monitoring });
      await app.listen(0, "127.0.0.1");
      const address = await app.getUrl();
      expect(await status(address, "/refused")).toBe(401);
      expect(await status(address, "/fails")).toBe(409);
      expect(await status(address, "/users/7")).toBe(200);
      const preflight = await fetch(`${address}/users/7`, { method: "OPTIONS", headers: PREFLIGHT });
      expect(preflight.status).toBe(204);
      await app.close();
      const recorded = await requests();
      expect(recorded.map((line) => line.replace("* OPTIONS", "unmatched OPTIONS"))).toEqual([
        "unmatched GET 401 1",
        "unmatched GET 409 1",
        "/users/:id GET 200 1",
        "unmatched OPTIONS 204 1",
      ]);
    },
  );

  it.each(platforms)("serves the metrics before middleware that refuses everybody on %s", async (_, adapter) => {
    const { monitoring } = monitored();
    const app = await nestApplication(undefined, adapter());
    app.use((_request: IncomingMessage, response: ServerResponse) => response.writeHead(401).end());
    monitorNest(app, { monitoring });
    await app.listen(0, "127.0.0.1");
    expect(await status(await app.getUrl(), "/monitoring/metrics/")).toBe(200);
    await app.close();
  });

  it("names every option that it cannot use at once, on Fastify too", async () => {
    const { monitoring } = monitored();
    const app = await nestApplication(undefined, new FastifyAdapter());
    const options = { monitoring, latencyThreshold: 0, path: "metrics" };
    expect(() => monitorNest(app, options)).toThrow(MetricUsageError);
    expect(() => monitorNest(app, options)).toThrow(/option "latencyThreshold" .*\n.*option "path" /);
    await app.close();
  });

  it("gives Node's requests to its options on Fastify, too", async () => {
    const { monitoring, requests, registry } = monitored();
    const app = await nestApplication(undefined, new FastifyAdapter());
    const user = ({ url }: IncomingMessage) => url;
    monitorNest(app, { monitoring, route: ({ url }) => (url === "/users/7" ? "one" : undefined), user });
    await app.listen(0, "127.0.0.1");
    for (const path of ["/users/7", "/users/8"]) await status(await app.getUrl(), path);
    await app.close();
    expect(await requests()).toEqual(["one GET 200 1", "unmatched GET 200 1"]);
    expect(await series(registry, "active_users")).toContain('active_users{timeframe="5m"} 2');
  });

  it("records the status that a filter makes of an exception", async () => {
    const { monitoring, requests } = monitored();
    const app = await nestApplication();
    monitorNest(app, { monitoring });
    app.useGlobalFilters({
      catch: (_, host) => void host.switchToHttp().getResponse<express.Response>().status(503).send("later"),
    });
    app.setGlobalPrefix("api");
    await app.listen(0, "127.0.0.1");
    expect(await status(await app.getUrl(), "/api/broken")).toBe(503);
    await app.close();
    expect(await requests()).toEqual(["/api/broken GET 503 1"]);
  });

  it.each([
    ["koa", {}, "monitorNest works on Express and Fastify: received an application on koa"],
    ["fastify", {}, "monitorNest found no `addHook` on the Fastify application"],
    ["express", {}, "monitorNest works on Express and Fastify: received an application on express"],
  ])("refuses an application that is on neither, one that says %s", (type, instance, message) => {
    const app = { getHttpAdapter: () => ({ getType: () => type, getInstance: () => instance }) };
    expect(() => monitorNest(app as INestApplication)).toThrow(new TypeError(message));
  });
});
