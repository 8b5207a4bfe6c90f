import { createServer, type RequestListener } from "node:http";
import { connect as connectHttp2, createServer as createHttp2Server } from "node:http2";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import express, { Router, type RequestHandler } from "express";
import { MetricUsageError } from "cdktf-monitoring-metrics";
import { monitorExpress } from "cdktf-monitoring-metrics/express";
import { fastifyMonitoring } from "cdktf-monitoring-metrics/fastify";
import { monitorHttp } from "cdktf-monitoring-metrics/http";
import { monitored } from "./recorded";
import { pipelined, series, serving, status, until } from "./scrape";

const fail = (): never => {
  throw new Error("broken");
};

describe("monitorHttp", () => {
  it.each([
    ["throws", (): void => fail()],
    ["rejects", async (): Promise<void> => Promise.reject(new Error("broken"))],
  ])("records 500 for a listener that %s without an answer, and passes the error on", async (_, listener) => {
    const { monitoring, requests } = monitored();
    const monitor: (...args: Parameters<RequestListener>) => unknown = monitorHttp(() => listener(), { monitoring });
    const errors: unknown[] = [];
    const server: RequestListener = (request, response) =>
      void (async () => {
        try {
          await monitor(request, response);
        } catch (error) {
          errors.push(error);
          response.destroy();
        }
      })();
    await serving(server, async (address) => {
      await expect(status(address, "/a")).rejects.toThrow("fetch failed");
      await until(async () => (await requests()).length > 0);
    });
    expect(errors).toEqual([new Error("broken")]);
    expect(await requests()).toEqual(["unmatched GET 500 1"]);
  });

  it("records at once a request whose client left before it came to be watched", async () => {
    const { monitoring, requests } = monitored();
    const monitor = monitorHttp(() => undefined, { monitoring, inFlight: true });
    let arrived = false;
    const late: RequestListener = (request, response) => {
      arrived = true;
      response.on("close", () => {
        monitor(request, response);
      });
    };
    await serving(late, async (address) => {
      const leaving = new AbortController();
      const answered = fetch(address, { signal: leaving.signal });
      await until(() => arrived);
      leaving.abort();
      await expect(answered).rejects.toThrow("aborted");
      await until(async () => (await requests()).length === 1);
    });
    expect(await requests()).toEqual(["unmatched GET 499 1"]);
    expect(await series(monitoring.registry, "api_requests_in_flight")).toEqual(["api_requests_in_flight 0"]);
  });

  it("records a queued request once that was answered before its connection went", async () => {
    const { monitoring, requests } = monitored();
    const listener = monitorHttp((_, response) => void setImmediate(() => response.end()), { monitoring });
    await serving(listener, async (address) => {
      const end = pipelined(address, Array<string>(12).fill("GET /"));
      await until(async () => (await requests())[0] === "unmatched GET 200 12");
      end();
    });
    expect(await requests()).toEqual(["unmatched GET 200 12"]);
  });

  it("works on HTTP/2 by its compatible interface, answers and clients that leave alike", async () => {
    const { monitoring, requests } = monitored();
    let arrived = 0;
    const listener = monitorHttp(
      ({ url }, response) => {
        arrived += 1;
        if (url === "/answered") response.end("hello");
      },
      { monitoring, route: ({ url }) => url, responseSize: true, inFlight: true },
    );
    const server = createHttp2Server((request, response) => void Reflect.apply(listener, server, [request, response]));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const client = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const answered = client.request({ ":path": "/answered" }).resume();
    await once(answered, "end");
    const left = client.request({ ":path": "/left" }).resume();
    await until(() => arrived === 2);
    left.close();
    await until(async () => (await requests()).length === 2);
    client.close();
    await new Promise((resolve) => server.close(resolve));
    expect(await requests()).toEqual(["/answered GET 200 1", "/left GET 499 1"]);
    expect(await series(monitoring.registry, "api_requests_in_flight")).toEqual(["api_requests_in_flight 0"]);
    expect(await series(monitoring.registry, "api_response_size_bytes")).toContain(
      'api_response_size_bytes_sum{endpoint="/answered",method="GET"} 5',
    );
  });

  it.each([["/health"], [/^\/health/]])("leaves out the one path that is given without a list: %p", async (exclude) => {
    const { monitoring, requests } = monitored();
    const listener = monitorHttp((_, response) => response.end(), { monitoring, exclude, route: () => "/a" });
    await serving(listener, async (address) => {
      for (const path of ["/health", "/health/live", "/a"]) await status(address, path);
      await until(async () => (await requests()).length === 1);
    });
    expect(await requests()).toEqual(["/a GET 200 1"]);
  });

  it("refuses paths to exclude that it cannot use, all at once", () => {
    const { monitoring } = monitored();
    const refused = (exclude: unknown) => () => {
      const options = { monitoring };
      Reflect.set(options, "exclude", exclude);
      monitorHttp(() => undefined, options);
    };
    expect(refused(["health", "/fine", 7])).toThrow(
      new MetricUsageError([
        'metrics: option "exclude" must hold paths that begin with "/", or expressions: received "health"',
        'metrics: option "exclude" must hold paths that begin with "/", or expressions: received 7',
      ]),
    );
    expect(refused({ path: "/health" })).toThrow(
      new MetricUsageError([
        'metrics: option "exclude" must be a path, an expression, or a list of them: received an object',
      ]),
    );
  });

  it("keeps series bounded against 1,500 endpoints", async () => {
    const { monitoring, requests } = monitored();
    const listener = monitorHttp((_, response) => void response.end(), { monitoring, route: ({ url }) => url });
    await serving(listener, async (address) => {
      const end = pipelined(
        address,
        Array.from({ length: 1_500 }, (_, index) => `GET /${index}`),
      );
      await until(async () => (await requests()).at(-1) === "overflow GET 200 500");
      end();
    });
    expect(await requests()).toHaveLength(1_001);
  });
});

describe("what all adapters record by", () => {
  it("keeps five series of active users, whatever their number", async () => {
    const { monitoring, registry } = monitored();
    let user = 0;
    const monitor = monitoring.requestMonitor({ user: () => `user-${(user += 1)}` }, () => undefined);
    for (let request = 0; request < 100_000; request += 1) {
      monitor.begin({ method: "GET" }, undefined, undefined).end(200);
    }
    const active = await series(registry, "active_users");
    expect(active).toHaveLength(5);
    for (const line of active) {
      expect(Math.abs(Number(line.split(" ")[1]) - 100_000)).toBeLessThan(4_000);
    }
  }, 60_000);
});

describe("monitorExpress", () => {
  const answer: RequestHandler = (_, response) => void response.end();
  const express4 = jest.requireActual<typeof express>("express4");

  it.each([
    ["5", express, Router],
    ["4", express4, express4.Router],
  ])("knows the full template in Express %s: mounted routers, applications, parameters", async (_, create, router) => {
    const { monitoring, requests } = monitored();
    const app = create();
    monitorExpress(app, { monitoring });
    const users = router({ mergeParams: true }).get("/:user", answer).get("/", answer).get("/:user/report", fail);
    app.use("/v1/tenants", router().use("/:tenant/users", users));
    app.use("/apps/:app", create().use("/inner", create().get("/report/:id", answer)));
    app.use((_error: unknown, _request: unknown, response: express.Response, _next: unknown) => {
      response.status(500).end();
    });
    await serving(app, async (address) => {
      for (const path of ["/a/users/b", "/users/users/users", "/a/users", "/a/users/b/report"]) {
        await status(address, `/v1/tenants${path}`);
      }
      await status(address, "/apps/shop/inner/report/7");
      await until(async () => (await requests()).length === 4);
    });
    expect(await requests()).toEqual([
      "/v1/tenants/:tenant/users/:user GET 200 2",
      "/v1/tenants/:tenant/users GET 200 1",
      "/v1/tenants/:tenant/users/:user/report GET 500 1",
      "/apps/:app/inner/report/:id GET 200 1",
    ]);
  });

  it.each([
    ["5", express, Router],
    ["4", express4, express4.Router],
  ])("joins several paths of one mount by a bar in Express %s", async (_, create, router) => {
    const { monitoring, requests } = monitored();
    const app = create();
    monitorExpress(app, { monitoring });
    app.use(["/c", "/d/:tenant"], router().get("/:id", answer));
    await serving(app, async (address) => {
      await status(address, "/c/1");
      await status(address, "/d/a/1");
    });
    expect(await requests()).toEqual(["/c|/d/:tenant/:id GET 200 2"]);
  });

  it("works on an application that is mounted, with the templates above it", async () => {
    const { monitoring, requests } = monitored();
    const inner = express().get("/users/:id", answer);
    monitorExpress(inner, { monitoring });
    await serving(express().use("/api/:version", inner), (address) => status(address, "/api/v1/users/7"));
    expect(await requests()).toEqual(["/api/:version/users/:id GET 200 1"]);
  });

  it("follows its option `route` rather than Express where it is given", async () => {
    const { monitoring, requests } = monitored();
    const app = express().get("/users/:id", answer);
    monitorExpress(app, { monitoring, route: ({ url }) => (url === "/users/1" ? "one" : undefined) });
    await serving(app, async (address) => {
      await status(address, "/users/1");
      await status(address, "/users/2");
    });
    expect(await requests()).toEqual(["one GET 200 1", "unmatched GET 200 1"]);
  });

  it.each([
    ["a router", Router(), "a function"],
    ["an object with a handle", { handle: () => undefined }, "an object"],
    ["a server", createServer(), "an object of the class Server"],
  ])("refuses what is no application of Express, and says what it is: %s", (_, app, shown) => {
    expect(() => monitorExpress(app)).toThrow(
      new TypeError(`monitorExpress takes an Express application, as express() returns it: received ${shown}`),
    );
  });
});

describe("fastifyMonitoring", () => {
  it("says that Fastify calls it where it is called like the adapters beside it", () => {
    expect(() => {
      Reflect.apply(fastifyMonitoring, undefined, []);
    }).toThrow(
      new TypeError(
        "fastifyMonitoring takes an application of Fastify, which calls it: write app.register(fastifyMonitoring, options): received undefined",
      ),
    );
  });
});
