import type { Context } from "koa";
import Koa from "koa";
import { koaMonitoring } from "cdktf-monitoring-metrics/koa";
import { monitored } from "./recorded";
import { serving, status } from "./scrape";

/** What is recorded of a request that a router left this of. */
async function recorded(left: Readonly<Record<string, unknown>>): Promise<string[]> {
  const { monitoring, requests } = monitored();
  const app = new Koa();
  app.use(koaMonitoring({ monitoring })).use((context: Context) => {
    Object.assign(context, left);
    context.body = "answered";
  });
  const answer = app.callback();
  await serving(
    (request, response) => void answer(request, response),
    (address) => status(address, "/users/7"),
  );
  return requests();
}

describe("the route of koaMonitoring", () => {
  const EXPRESSION = String.raw`(?:\/|$)`;
  const middleware = { path: EXPRESSION, methods: [] };
  const route = { path: "/users/:id", methods: ["HEAD", "GET"] };

  it("is the template that the router left, a regular expression as its source", async () => {
    expect(await recorded({ _matchedRoute: "/users/:id" })).toEqual(["/users/:id GET 200 1"]);
    expect(await recorded({ _matchedRoute: /^.users/ })).toEqual(["/^.users/ GET 200 1"]);
    expect(await recorded({})).toEqual(["unmatched GET 200 1"]);
  });

  it("is the one behind middleware of the router that answers by itself", async () => {
    const others = [{ path: "/:any", methods: ["GET"] }, undefined, { path: "/users" }, "layer"];
    expect(await recorded({ _matchedRoute: EXPRESSION, matched: [...others, route, middleware] })).toEqual([
      "/users/:id GET 200 1",
    ]);
  });

  it("is none where the router has only middleware for the request", async () => {
    expect(await recorded({ _matchedRoute: EXPRESSION, matched: [middleware] })).toEqual(["unmatched GET 200 1"]);
  });

  it("may look like such an expression itself", async () => {
    const digits = { path: "/users/:id([0-9]+)", methods: ["GET"] };
    const matched = [middleware, digits];
    expect(await recorded({ _matchedRoute: digits.path, matched })).toEqual(["/users/:id([0-9]+) GET 200 1"]);
    expect(await recorded({ _matchedRoute: digits.path })).toEqual(["/users/:id([0-9]+) GET 200 1"]);
  });
});
