import express, { Router, type Express, type Request, type Response } from "express";
import { Registry } from "prom-client";
import { createMonitoring, type ApiMonitoring } from "cdktf-monitoring-metrics";
import { monitorExpress } from "cdktf-monitoring-metrics/express";
import { serving, status } from "./scrape";

const express4 = jest.requireActual<typeof express>("express4");

const monitored = (): ApiMonitoring => createMonitoring({ registry: new Registry(), defaultMetrics: false });

const ways: readonly (readonly [string, (app: Express) => void])[] = [
  ["the middleware", (app) => void app.use(monitored().prometheusMonitoringMiddleware())],
  [
    "the middleware, which is told the route",
    (app) => void app.use(monitored().prometheusMonitoringMiddleware({ route: () => "/" })),
  ],
  ["monitorExpress", (app) => monitorExpress(app, { monitoring: monitored() })],
];
const versions: readonly (readonly [string, () => Express])[] = [
  ["4", () => express4()],
  ["5", () => express()],
];

describe.each(versions)("a request to an application of Express %s", (_version, create) => {
  describe.each(ways)("with %s", (_way, monitor) => {
    it("is given no further property by Express once its prototype is exchanged, and neither is its response", async () => {
      const app = create();
      const { handle } = app as Express & { handle: (...args: readonly unknown[]) => void };
      let before: ReadonlySet<unknown> = new Set();
      const keysOf = (request: object, response: object) => [
        ...Reflect.ownKeys(request).map((key) => `request ${String(key)}`),
        ...Reflect.ownKeys(response).map((key) => `response ${String(key)}`),
      ];
      Object.assign(app, {
        handle: (request: Request, response: Response, done: unknown) => {
          before = new Set(keysOf(request, response));
          handle.call(app, request, response, done);
        },
      });
      monitor(app);
      const added: string[][] = [];
      app.use((request, response) => {
        added.push(
          keysOf(request, response)
            .map(String)
            .filter((key) => !before.has(key)),
        );
        response.end();
      });
      await serving(app, async (address) => {
        for (const path of ["/1", "/2", "/3"]) await status(address, path);
      });
      // Before it exchanges the prototypes, Express leaves the response, and version 4 the query.
      for (const keys of added.slice(1)) expect(["request query", "request res"]).toEqual(expect.arrayContaining(keys));
    });

    it("has what Express gives it, in a mounted application too", async () => {
      const app = create();
      monitor(app);
      const mounted = create();
      const seen: unknown[] = [];
      mounted.use(
        "/r",
        Router().get("/:id", ({ app: own, baseUrl, originalUrl, params, url, query }, response) => {
          seen.push([own === mounted, baseUrl, originalUrl, params, url, query["q"], Object.keys(response.locals)]);
          response.locals["left"] = true;
          response.end();
        }),
      );
      app.use("/m", mounted);
      app.get("/plain", ({ app: own, baseUrl, originalUrl, params, next }, response) => {
        seen.push([own === app, baseUrl, originalUrl, params, typeof next]);
        response.end();
      });
      await serving(app, async (address) => {
        for (const path of ["/plain", "/m/r/1?q=a", "/m/r/2", "/plain"]) await status(address, path);
      });
      expect(seen).toEqual([
        [true, "", "/plain", {}, "function"],
        [true, "/m/r", "/m/r/1?q=a", { id: "1" }, "/1?q=a", "a", []],
        [true, "/m/r", "/m/r/2", { id: "2" }, "/2", undefined, []],
        [true, "", "/plain", {}, "function"],
      ]);
    });
  });
});

describe.each(ways)("what somebody gave a request before Express saw it, with %s", (_way, monitor) => {
  it("stays", async () => {
    const app = express();
    monitor(app);
    const seen: unknown[] = [];
    app.use(({ originalUrl }, response) => {
      seen.push([originalUrl, response.locals]);
      response.end();
    });
    const outer = (request: Request, response: Response) => {
      Object.assign(request, { originalUrl: "/outer" });
      Object.assign(response, { locals: { user: "a" } });
      app(request, response);
    };
    await serving(outer as never, async (address) => {
      for (const path of ["/1", "/2"]) await status(address, path);
    });
    expect(seen).toEqual([
      ["/outer", { user: "a" }],
      ["/outer", { user: "a" }],
    ]);
  });
});
