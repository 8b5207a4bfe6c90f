import { once } from "node:events";
import { connect, createServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { getRequestListener as getRequestListener2 } from "hono-node-server2";
import { Hono } from "hono";
import { SCRAPE_PATH } from "cdktf-monitoring-metrics";
import { honoMonitoring } from "cdktf-monitoring-metrics/hono";
import { monitored } from "./recorded";
import { series, until } from "./scrape";

const fail = (): never => {
  throw new Error("broken");
};

describe("honoMonitoring without Node's server", () => {
  it("records what the application answers by itself, and serves nothing", async () => {
    const { monitoring, requests } = monitored();
    const app = new Hono();
    app.use(honoMonitoring({ monitoring, inFlight: true }));
    app.get("/users/:id", (context) => context.text("user"));
    app.get("/broken", fail);
    app.onError((_, context) => context.text("broken", 500));
    for (const path of ["/users/1", "/users/2", "/broken", "/nothing", SCRAPE_PATH]) await app.request(path);
    expect(await requests()).toEqual(["/users/:id GET 200 2", "/broken GET 500 1", "unmatched GET 404 2"]);
    expect(await series(monitoring.registry, "api_requests_in_flight")).toEqual(["api_requests_in_flight 0"]);
  });

  it("records 500 for what a handler throws that is no error, and passes it on", async () => {
    const { monitoring, requests } = monitored();
    const app = new Hono();
    app.use(honoMonitoring({ monitoring, inFlight: true }));
    app.get("/broken", () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- that is what is tested
      throw "broken";
    });
    await expect(app.request("/broken")).rejects.toBe("broken");
    expect(await requests()).toEqual(["/broken GET 500 1"]);
    expect(await series(monitoring.registry, "api_requests_in_flight")).toEqual(["api_requests_in_flight 0"]);
  });

  it("leaves excluded paths out, and counts no sizes", async () => {
    const { monitoring, requests, registry } = monitored();
    const app = new Hono();
    app.use(honoMonitoring({ monitoring, exclude: ["/health"], responseSize: true }));
    app.get("/health", (context) => context.text("well"));
    app.get("/users/:id", (context) => context.text("user"));
    for (const path of ["/health", "/users/1"]) await app.request(path);
    expect(await requests()).toEqual(["/users/:id GET 200 1"]);
    expect(await series(registry, "api_response_size_bytes")).toEqual([]);
  });

  it("records a request once, however often it is used", async () => {
    const { monitoring, requests } = monitored();
    const other = monitored();
    const app = new Hono();
    app.use(honoMonitoring({ monitoring }), honoMonitoring({ monitoring: other.monitoring }));
    app.use("/users/*", honoMonitoring({ monitoring }));
    app.get("/users/:id", (context) => context.text("user"));
    for (const path of ["/users/1", "/users/2"]) await app.request(path);
    expect(await requests()).toEqual(["/users/:id GET 200 2"]);
    expect(await other.requests()).toEqual(["/users/:id GET 200 2"]);
  });
});

describe("the route of honoMonitoring", () => {
  const recorded = async (build: (app: Hono) => void, ...paths: string[]) => {
    const { monitoring, requests } = monitored();
    const app = new Hono();
    app.use(honoMonitoring({ monitoring }));
    build(app);
    for (const path of paths) await app.request(path);
    return requests();
  };

  it("is that of a handler for all methods below an application's own error handler", async () => {
    const build = (app: Hono) => {
      const inner = new Hono()
        .onError((_, context) => context.text("broken", 503))
        .all("/all/:id", (c) => c.text("all"));
      app.route("/inner", new Hono().onError((_, context) => context.text("broken", 502)).route("/in", inner));
    };
    expect(await recorded(build, "/inner/in/all/1")).toEqual(["/inner/in/all/:id GET 200 1"]);
  });

  it("is the path of what answers like middleware: a mount, or a handler that takes `next`", async () => {
    const build = (app: Hono) => {
      // Deprecated, and in use.
      /* eslint-disable @typescript-eslint/no-deprecated */
      app.mount("/mount", () => new Response("mounted"));
      app.mount("/hono", new Hono().get("/in/:id", (context) => context.text("in")).fetch);
      /* eslint-enable @typescript-eslint/no-deprecated */
      app.all("/two/:id", async (context, _next) => Promise.resolve(context.text("two")));
      app.use("/static/*", async (context, _next) => Promise.resolve(context.text("file")));
    };
    expect(await recorded(build, "/mount/x/y", "/hono/in/3", "/two/3", "/static/a", "/static/b")).toEqual([
      "/mount/* GET 200 1",
      "/hono/* GET 200 1",
      "/two/:id GET 200 1",
      "/static/* GET 200 2",
    ]);
  });

  it("is none where nothing is found, and where middleware for every path answers", async () => {
    const build = (app: Hono) => {
      app.use("/files/*", async (context, _next) => Promise.resolve(context.notFound()));
      app.use(async (context, next) => (context.req.path === "/deny" ? context.text("no", 401) : next()));
    };
    expect(await recorded(build, "/files/a", "/deny", "/nothing")).toEqual([
      "unmatched GET 404 2",
      "unmatched GET 401 1",
    ]);
  });
});

describe.each([
  ["1", getRequestListener],
  ["2", getRequestListener2],
])("honoMonitoring on Node's server of HTTP/2, by version %s of Hono's", (_, listenerOf) => {
  it("serves the metrics, and records answers and clients that leave", async () => {
    const { monitoring, requests } = monitored();
    const app = new Hono();
    app.use(honoMonitoring({ monitoring, inFlight: true }));
    app.get("/users/:id", (context) => context.text("user"));
    let arrived = false;
    app.get("/slow", () => {
      arrived = true;
      return new Promise(() => undefined);
    });
    const listener = listenerOf(app.fetch);
    const server = createServer((request, response) => void listener(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const client = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const answered = client.request({ ":path": "/users/1" }).resume();
    await once(answered, "end");
    const scrape = client.request({ ":path": SCRAPE_PATH }).setEncoding("utf8");
    let page = "";
    scrape.on("data", (chunk: string) => (page += chunk));
    await once(scrape, "end");
    expect(page).toContain("# TYPE api_requests_total counter");
    const left = client.request({ ":path": "/slow" }).resume();
    await until(() => arrived);
    left.close();
    await until(async () => (await requests()).length === 2);
    client.close();
    await new Promise((resolve) => server.close(resolve));
    expect(await requests()).toEqual(["/users/:id GET 200 1", "/slow GET 499 1"]);
    expect(await series(monitoring.registry, "api_requests_in_flight")).toEqual(["api_requests_in_flight 0"]);
  });
});
