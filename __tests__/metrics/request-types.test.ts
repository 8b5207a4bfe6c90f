import { readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { dirname, join, resolve } from "node:path";
import express, { type Express, type Request, type RequestHandler } from "express";
import ts from "typescript";
import { monitorExpress } from "cdktf-monitoring-metrics/express";
import { monitored } from "./recorded";
import { series, serving, status } from "./scrape";

// Each line below an expectation does not compile: the type check fails where one of them does.

/** A request as middleware of the application completes it. */
type SignedIn = Request & { user?: { readonly id: string } };

const signIn: RequestHandler = (request: SignedIn, _, next) => {
  request.user = { id: "alice" };
  next();
};
const answer: RequestHandler = (_, response) => void response.end();

/** How many users an application of Express has had, after one request. */
async function usersOf(build: (app: Express, monitoring: ReturnType<typeof monitored>["monitoring"]) => void) {
  const { registry, monitoring, requests } = monitored();
  const app = express();
  build(app, monitoring);
  await serving(app.use(signIn).get("/users/:id", answer), (address) => status(address, "/users/7"));
  const [users] = await series(registry, "active_users");
  return [users, await requests()];
}

const oneUser = 'active_users{timeframe="1m"} 1';

describe("an option of the middleware that is a function of the request", () => {
  it("is given Express's request, whose type app.use tells", async () => {
    const recorded = await usersOf((app, monitoring) => {
      app.use(
        monitoring.prometheusMonitoringMiddleware({
          user: (request) => request.ip,
          route: (request) => `${request.app === app}:${String(request.params["id"])}`,
        }),
      );
    });
    expect(recorded).toEqual([oneUser, ["true:7 GET 200 1"]]);
  });

  it("is given what later middleware puts on the request, by the type that it names", async () => {
    const recorded = await usersOf((app, monitoring) => {
      app.use("/", monitoring.prometheusMonitoringMiddleware({ user: (request: SignedIn) => request.user?.id }));
    });
    expect(recorded).toEqual([oneUser, ["/users/:id GET 200 1"]]);
  });

  it("is given Node's request where nothing tells its type", () => {
    const { monitoring } = monitored();
    const middleware = monitoring.prometheusMonitoringMiddleware({
      // @ts-expect-error Node's request has no "ip"
      user: (request) => request.ip as string,
    });
    const takes: (request: IncomingMessage, ...rest: never[]) => boolean = middleware;
    expect(takes).toBe(middleware);
  });

  it("does not compile for a request that its framework does not make", () => {
    const { monitoring } = monitored();
    type Impossible = Request & { readonly user: { readonly id: string } };
    const middleware = monitoring.prometheusMonitoringMiddleware({ user: (request: Impossible) => request.user.id });
    // @ts-expect-error Express makes requests without "user"
    express().use(middleware);
    // @ts-expect-error it is no request at all
    monitoring.prometheusMonitoringMiddleware({ user: (name: string) => name });
  });
});

describe("an option of monitorExpress that is a function of the request", () => {
  it("is given Express's request", async () => {
    const recorded = await usersOf((app, monitoring) => {
      monitorExpress(app, {
        monitoring,
        user: (request) => request.ip,
        route: (request: Request) => `${request.app === app}:${String(request.params["id"])}`,
      });
    });
    expect(recorded).toEqual([oneUser, ["true:7 GET 200 1"]]);
  });

  it("is given what middleware puts on the request, by the type that it names", async () => {
    const recorded = await usersOf((app, monitoring) => {
      monitorExpress(app, { monitoring, user: (request: SignedIn) => request.user?.id });
    });
    expect(recorded).toEqual([oneUser, ["/users/:id GET 200 1"]]);
  });

  it("does not compile for what is no request of Express", () => {
    const { monitoring } = monitored();
    // @ts-expect-error it has nothing of a request
    monitorExpress(express(), { monitoring, user: (request: { readonly name: string }) => request.name });
  });
});

const METRICS = resolve(__dirname, "..", "..", "metrics");

/** The packages that a file of the metrics package names, and all that it imports, types included. */
function packagesOf(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return new Set();
  seen.add(path);
  const names = ts.preProcessFile(readFileSync(path, "utf8")).importedFiles.map(({ fileName }) => fileName);
  const packages = names.filter((name) => !name.startsWith(".") && !name.startsWith("node:"));
  const within = names.filter((name) => name.startsWith(".")).map((name) => resolve(dirname(path), name));
  const files = within.map((file) => (ts.sys.fileExists(`${file}.ts`) ? `${file}.ts` : join(file, "index.ts")));
  return new Set([...packages, ...files.flatMap((file) => [...packagesOf(file, seen)])]);
}

describe("the types of an entry point", () => {
  it.each([
    ["definitions", []],
    [".", ["prom-client"]],
    ["http", ["prom-client"]],
    ["server", ["prom-client"]],
    ["express", ["express", "prom-client"]],
    ["fastify", ["fastify", "prom-client"]],
    ["hono", ["hono", "prom-client"]],
    ["koa", ["koa", "prom-client"]],
  ])("name no framework but its own: %s", (entry, packages) => {
    expect([...packagesOf(join(METRICS, entry, "index.ts"))].sort()).toEqual(packages);
  });
});
