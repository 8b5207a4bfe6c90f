import { Hono } from "hono";
import { SCRAPE_PATH } from "cdktf-monitoring-metrics";
import { honoMonitoring } from "cdktf-monitoring-metrics/hono";
import { monitored } from "./recorded";
import { series } from "./scrape";

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
});
