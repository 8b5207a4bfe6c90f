import type { IncomingMessage } from "node:http";
import express, { Router, type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import { Registry } from "prom-client";
import type * as exposer from "cdktf-monitoring-metrics";
import { createMonitoring, SCRAPE_PATH, type MonitoringMiddlewareOptions } from "cdktf-monitoring-metrics";
import { series, serving, status } from "./scrape";

const answer: RequestHandler = (_, response) => void response.end();
const fail: RequestHandler = () => {
  throw new Error("broken");
};
const apologize: ErrorRequestHandler = (_error, _request, response, _next) => void response.status(500).end();

/** An application that is monitored, with what it recorded, as `endpoint status count`. */
function monitored(build: (app: Express) => void, options: MonitoringMiddlewareOptions = {}) {
  const registry = new Registry();
  const monitoring = createMonitoring({ registry, defaultMetrics: false });
  const app = express();
  app.use(monitoring.prometheusMonitoringMiddleware(options));
  build(app);
  app.use(apologize);
  return async (...paths: string[]) => {
    await serving(app, async (address) => {
      for (const path of paths) await status(address, path);
    });
    return (await series(registry, "api_requests_total")).map((line) =>
      line.replace(/^.*endpoint="(.*)",method="(.*)",status="(.*)"\} /, "$1 $3 "),
    );
  };
}

describe("the middleware on Express", () => {
  it("records the route's template, never the path", async () => {
    const recorded = monitored((app) => {
      app.get("/users/:id", answer);
      app.get("/", answer);
    });
    expect(await recorded("/users/1", "/users/2?a=b", "/users/3/", "/")).toEqual(["/users/:id 200 3", "/ 200 1"]);
  });

  it("records the templates of all routers above the route, parameters included", async () => {
    const recorded = monitored((app) => {
      const users = Router({ mergeParams: true }).get("/:user", answer).get("/", answer);
      const tenants = Router().use("/:tenant/users", users);
      app.use("/v1/tenants/", tenants);
    });
    expect(await recorded("/v1/tenants/a/users/b", "/v1/tenants/users/users/users", "/v1/tenants/a%2Fb/users")).toEqual(
      ["/v1/tenants/:tenant/users/:user 200 2", "/v1/tenants/:tenant/users 200 1"],
    );
  });

  it("tells the mounts of one router apart", async () => {
    const recorded = monitored((app) => {
      const users = Router().get("/:user", answer);
      app.use("/v1/users", users);
      app.use("/v2/:tenant/users", users);
      app.use(users);
    });
    expect(await recorded("/v1/users/1", "/v2/a/users/2", "/3")).toEqual([
      "/v1/users/:user 200 1",
      "/v2/:tenant/users/:user 200 1",
      "/:user 200 1",
    ]);
  });

  it("records the template of a route that throws, below any mount", async () => {
    const recorded = monitored((app) => {
      app.use("/tenants/:tenant", Router().get("/report", fail));
      app.use("/apps/:app", express().use("/inner", express().get("/report/:id", fail)));
    });
    expect(await recorded("/tenants/a/report", "/apps/shop/inner/report/7")).toEqual([
      "/tenants/:tenant/report 500 1",
      "/apps/:app/inner/report/:id 500 1",
    ]);
  });

  it("tells applications apart that are mounted beside each other", async () => {
    const recorded = monitored((app) => {
      app.use("/shop", express().get("/:id", answer));
      app.use("/blog", express().get("/:id", fail));
    });
    expect(await recorded("/shop/1", "/blog/2", "/blog/3", "/shop/4")).toEqual(["/shop/:id 200 2", "/blog/:id 500 2"]);
  });

  it("sees through an application that a router mounts", async () => {
    const recorded = monitored((app) => app.use("/a", Router().use("/b", express().get("/:c", answer))));
    expect(await recorded("/a/b/c")).toEqual(["/a/b/:c 200 1"]);
  });

  it("puts a star for the mounts of a router that a function hides", async () => {
    const recorded = monitored((app) => {
      const hidden = Router().get("/:id", answer);
      app.use("/users/:tenant", (request, response, next) => hidden(request, response, next));
      const root = Router().get("/root/:id", answer);
      app.use((request, response, next) => root(request, response, next));
    });
    expect(await recorded("/users/a/1", "/users/b/2", "/root/3")).toEqual(["*/:id 200 2", "/root/:id 200 1"]);
  });

  it("tells the one mount of a router from a function that calls it elsewhere, whichever is asked first", async () => {
    const build = (app: Express) => {
      const items = Router().get("/items/:id", answer);
      app.use("/v1", items);
      app.use("/v2", (request, response, next) => items(request, response, next));
      const parts = Router().get("/parts/:id", answer);
      app.use("/w1/:tenant", parts);
      app.use("/w2/:tenant", (request, response, next) => parts(request, response, next));
    };
    const first = ["/v1/items/1", "/V1/items/2", "/w1/a/parts/3", "/w1/b/parts/4"];
    const others = ["/v2/items/1", "/w2/a/parts/3"];
    const known = ["/v1/items/:id 200 2", "/w1/:tenant/parts/:id 200 2"];
    const hidden = ["*/items/:id 200 1", "*/parts/:id 200 1"];
    expect(await monitored(build)(...first, ...others)).toEqual([...known, ...hidden]);
    expect(await monitored(build)(...others, ...first)).toEqual([...hidden, ...known]);
  });

  it("puts a star where none of several mounts was the way", async () => {
    const recorded = monitored((app) => {
      const items = Router().get("/items/:id", answer);
      app.use("/v1", items);
      app.use("/v2", items);
      app.use("/v3", (request, response, next) => items(request, response, next));
    });
    expect(await recorded("/v3/items/1", "/v2/items/1")).toEqual(["*/items/:id 200 1", "/v2/items/:id 200 1"]);
  });

  it("knows the way to an application that a router mounts, even after an error left it", async () => {
    const recorded = monitored((app) => app.use("/a", Router().use("/b", express().get("/:c", fail))));
    expect(await recorded("/a/b/c")).toEqual(["/a/b/:c 500 1"]);
  });

  it("records under one name what no route answers: nothing, files, and middleware that refuses", async () => {
    const recorded = monitored((app) => {
      app.use("/admin", (_, response) => void response.status(401).end());
      app.use("/files", express.static(__dirname));
      app.use("/users", Router().get("/:id", answer));
    });
    const strangers = Array.from({ length: 10 }, (_, index) => `/no/${index}`);
    expect(await recorded("/admin/a", "/files/scrape.ts", "/users/a/b/c", ...strangers)).toEqual([
      "unmatched 401 1",
      "unmatched 200 1",
      "unmatched 404 11",
    ]);
  });

  it("records several paths of one route, and regular expressions, as they were declared", async () => {
    const recorded = monitored((app) => {
      app.get(["/a", "/b/:id"], answer);
      app.get(/^\/commits\/(\w+)$/, answer);
    });
    expect(await recorded("/a", "/b/1", "/commits/1a2b")).toEqual([
      "/a|/b/:id 200 2",
      "/^\\\\/commits\\\\/(\\\\w+)$/ 200 1",
    ]);
  });

  it("bounds the mounts that are declared by several paths, or by a regular expression", async () => {
    const recorded = monitored((app) => {
      app.use(["/c", "/d/:x"], Router().get("/e", answer));
      app.use(/^\/f.*g/, Router().get("/h", answer));
    });
    expect(await recorded("/c/e", "/d/7/e", "/fxg/h", "/fyg/h")).toEqual([
      "/c|/d/:x/e 200 2",
      expect.stringMatching(/\/h 200 2$/),
    ]);
  });

  it("records the route that answers after another one passed", async () => {
    const recorded = monitored((app) => {
      app.use(
        "/:any",
        Router().get("/:thing", (_request, _response, next) => next()),
      );
      app.get("/users/:id", answer);
    });
    expect(await recorded("/users/1")).toEqual(["/users/:id 200 1"]);
  });

  it("still knows a route whose mount's URL was rewritten", async () => {
    const recorded = monitored((app) => {
      app.use((request, _, next) => {
        request.url = request.url.replace("/old", "/v1");
        next();
      });
      app.use("/v1/:tenant", Router().get("/users", answer));
    });
    expect(await recorded("/old/a/users")).toEqual(["/v1/:tenant/users 200 1"]);
  });

  it("follows its own option rather than Express where it is given", async () => {
    const route = (request: IncomingMessage) => (request.url?.startsWith("/users") ? "users" : undefined);
    const recorded = monitored((app) => app.get("/users/:id", answer).get("/other", answer), { route });
    expect(await recorded("/users/1", "/other")).toEqual(["users 200 1", "unmatched 200 1"]);
  });

  it("leaves the request as the application knows it", async () => {
    const seen: unknown[] = [];
    const recorded = monitored((app) => {
      app.use((request, _, next) => {
        seen.push(request.route, Object.keys(request).includes("route"));
        next();
      });
      app.get("/users/:id", (request, response) => {
        seen.push((request.route as { path: string }).path, request.baseUrl);
        response.end();
      });
    });
    await recorded("/users/1", "/users/2");
    expect(seen).toEqual([undefined, false, "/users/:id", "", undefined, false, "/users/:id", ""]);
  });

  it("serves the metrics before the application's own routes, from wherever it is mounted", async () => {
    const registry = new Registry();
    const monitoring = createMonitoring({ registry, defaultMetrics: false });
    const app = express();
    app.use("/monitoring", monitoring.prometheusMonitoringMiddleware());
    app.use((_, response) => void response.status(418).end());
    await serving(app, async (address) => {
      expect(await (await fetch(address + SCRAPE_PATH)).text()).toContain("# TYPE api_requests_total counter");
      expect(await status(address, "/monitoring/other")).toBe(418);
    });
  });

  it("works inside a mounted application, with the templates above it", async () => {
    const registry = new Registry();
    const monitoring = createMonitoring({ registry, defaultMetrics: false });
    const inner = express().use(monitoring.prometheusMonitoringMiddleware()).get("/users/:id", answer);
    await serving(express().use("/api/:version", inner), async (address) => {
      await status(address, "/api/v1/users/7");
    });
    expect(await series(registry, "api_requests_total")).toEqual([
      'api_requests_total{endpoint="/api/:version/users/:id",method="GET",status="200"} 1',
    ]);
  });

  it("works as middleware of one route, from the first request on", async () => {
    const registry = new Registry();
    const monitoring = createMonitoring({ registry, defaultMetrics: false });
    const app = express();
    app.get("/users/:id", monitoring.prometheusMonitoringMiddleware(), answer);
    await serving(app, async (address) => {
      await status(address, "/users/7");
      await status(address, "/users/8");
    });
    expect(await series(registry, "api_requests_total")).toEqual([
      'api_requests_total{endpoint="/users/:id",method="GET",status="200"} 2',
    ]);
  });

  it("records for two copies of the package alike", async () => {
    const registries = [new Registry(), new Registry()];
    const [first, second] = registries.map((registry) => {
      let create = createMonitoring;
      jest.isolateModules(() => {
        create = jest.requireActual<typeof exposer>("cdktf-monitoring-metrics").createMonitoring;
      });
      return create({ registry, defaultMetrics: false }).prometheusMonitoringMiddleware();
    });
    const app = express();
    if (first !== undefined && second !== undefined) app.use(first, second);
    app.use("/apps/:app", express().get("/report/:id", fail));
    app.use(apologize);
    await serving(app, (address) => status(address, "/apps/shop/report/7"));
    for (const registry of registries) {
      expect(await series(registry, "api_requests_total")).toEqual([
        'api_requests_total{endpoint="/apps/:app/report/:id",method="GET",status="500"} 1',
      ]);
    }
  });
});
