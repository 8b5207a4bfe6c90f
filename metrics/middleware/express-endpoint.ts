import type { IncomingMessage } from "node:http";
import { isApp, isRouter, routerOf, type ExpressApp, type ExpressLayer, type ExpressRoute } from "./express-internals";
import { consumed, declaredPath, mountPath } from "./private/layer-path";
import { UNKNOWN_PATH } from "./private/unknown-path";

// Shared by all copies of this package that a process has loaded.
const MATCHED_ROUTE = Symbol.for("cdktf-monitoring-metrics.matched-route");

/** A route that a request reached, and where that was. */
interface MatchedRoute {
  readonly route: ExpressRoute;
  readonly app: unknown;
  /** The paths of all mounts above the route, as the client wrote them. */
  readonly baseUrl: string;
}

/** What Express, and this file, add to a request. */
interface ExpressRequest extends IncomingMessage {
  readonly app?: unknown;
  readonly baseUrl?: string;
  readonly route?: ExpressRoute;
  [MATCHED_ROUTE]?: MatchedRoute | undefined;
}

/** The layers that lead from the outermost application to a route. */
interface Mounts {
  readonly layers: readonly ExpressLayer[];
  /** Set with the first request that came this way. */
  known?: KnownMounts;
}

/** What does not change from one request to the next. */
interface KnownMounts {
  readonly template: string;
  /** What each path of the mounts begins with, parameters and expressions apart. */
  readonly text: string;
  /** Whether that is all of it. */
  readonly isLiteral: boolean;
}

const mountsOfRoutes = new WeakMap<ExpressApp, WeakMap<ExpressRoute, readonly Mounts[]>>();

/** The application that has a request now; undefined for a request that is not Express's. */
export function appOf({ app }: ExpressRequest): ExpressApp | undefined {
  return isApp(app) ? app : undefined;
}

/** The application that gets the requests of an application first. */
export function outermostOf(app: ExpressApp): ExpressApp {
  let outermost = app;
  while (outermost.parent !== undefined) outermost = outermost.parent;
  return outermost;
}

/**
 * Takes note of the routes that an application chooses for its requests. Express sets `request.route`, and takes back
 * `baseUrl` and `app` when an error leaves a mounted router or application: at the end of the request it is too late to ask
 * where the route was. An application's `request` is the place that Express provides for additions to its requests.
 */
export function watchRoutes(app: ExpressApp): void {
  if (Object.hasOwn(app.request, "route")) return;
  Object.defineProperty(app.request, "route", {
    configurable: true,
    get(this: ExpressRequest) {
      return this[MATCHED_ROUTE]?.route;
    },
    set(this: ExpressRequest, route: ExpressRoute) {
      this[MATCHED_ROUTE] = { route, app: this.app, baseUrl: this.baseUrl ?? "" };
    },
  });
}

/** Makes room for the route on a request that Express has not seen. */
export function makeRoomForRoute(request: ExpressRequest): void {
  request[MATCHED_ROUTE] ??= undefined;
}

/**
 * The template of the route that a request reached, with those of all mounts above it; undefined without a route.
 *
 * @param outermost the application that the request came to first
 */
function expressEndpoint(request: IncomingMessage, outermost: ExpressApp): string | undefined {
  const { app, route, baseUrl = "", [MATCHED_ROUTE]: matched }: ExpressRequest = request;
  if (matched !== undefined) return template(matched, wayOf(matched, outermost));
  if (route === undefined) return undefined;
  // An application that a router mounts, and not `app.use`, makes requests of its own kind; an error takes their URL back.
  const reached = { route, app, baseUrl };
  return template(reached, wayOf(reached, outermost) ?? mountsOf(reached, outermost)[0]);
}

function template({ baseUrl, route }: MatchedRoute, way: Mounts | undefined): string {
  // A function that calls a router by itself hides it.
  if (way === undefined) return join(baseUrl === "" ? "" : UNKNOWN_PATH, route);
  way.known ??= known(way.layers, baseUrl, route);
  return way.known.template;
}

function known(layers: readonly ExpressLayer[], baseUrl: string, route: ExpressRoute): KnownMounts {
  const path = prefix(layers, baseUrl);
  const [text = ""] = /^[\w/.~%-]*/.exec(path) ?? [];
  return { template: join(path, route), text, isLiteral: text === path };
}

/** The mounts that a request came through; undefined where a function hides them. */
function wayOf(matched: MatchedRoute, outermost: ExpressApp): Mounts | undefined {
  const { baseUrl } = matched;
  const mounts = mountsOf(matched, outermost);
  // Of one way alone, what it begins with is enough: to match all of its path would cost each request.
  const only = mounts.length === 1 ? mounts[0] : undefined;
  if (only?.known !== undefined && beginsAs(only.known, baseUrl)) return only;
  return mounts.find(({ layers }) => leadsTo(layers, baseUrl));
}

const beginsAs = ({ text, isLiteral }: KnownMounts, baseUrl: string): boolean =>
  isLiteral ? baseUrl === text : baseUrl.startsWith(text);

function join(mounts: string, { path }: ExpressRoute): string {
  const own = declaredPath(path);
  return mounts !== "" && own === "/" ? mounts : mounts + own;
}

function prefix(layers: readonly ExpressLayer[], baseUrl: string): string {
  let rest = baseUrl;
  let path = "";
  for (const layer of layers) {
    path += mountPath(layer, rest);
    rest = rest.slice((consumed(layer, rest) ?? "").replace(/\/$/, "").length);
  }
  return path;
}

function leadsTo(layers: readonly ExpressLayer[], baseUrl: string): boolean {
  let rest = baseUrl;
  for (const layer of layers) {
    const taken = consumed(layer, rest);
    if (taken === undefined) return false;
    rest = rest.slice(taken.replace(/\/$/, "").length);
  }
  return rest === "";
}

/** Every way to the route; a router that is mounted twice gives two. They are looked for once. */
function mountsOf({ app, route }: MatchedRoute, outermost: ExpressApp): readonly Mounts[] {
  const innermost = isApp(app) ? app : outermost;
  const routes = mountsOfRoutes.get(innermost) ?? new WeakMap<ExpressRoute, readonly Mounts[]>();
  mountsOfRoutes.set(innermost, routes);
  const known = routes.get(route);
  if (known !== undefined) return known;
  const ancestry = [innermost];
  for (let { parent } = innermost; parent !== undefined; parent = parent.parent) ancestry.push(parent);
  const mounts = [...waysTo(route, outermost, ancestry, [])].map((layers) => ({ layers }));
  routes.set(route, mounts);
  return mounts;
}

function* waysTo(
  route: ExpressRoute,
  app: ExpressApp,
  ancestry: readonly ExpressApp[],
  above: readonly ExpressLayer[],
  router = routerOf(app),
): Iterable<readonly ExpressLayer[]> {
  for (const layer of router?.stack ?? []) {
    if (layer.route === route) yield above;
    // A router that is mounted on itself leads nowhere new.
    if (layer.route !== undefined || above.includes(layer)) continue;
    const { handle } = layer;
    const within = [...above, layer];
    if (isRouter(handle)) {
      yield* waysTo(route, app, ancestry, within, handle);
    } else {
      const mounted = isApp(handle) ? handle : mountedApp(layer, app, ancestry);
      if (mounted !== undefined) yield* waysTo(route, mounted, ancestry, within);
    }
  }
}

/** `app.use` hides an application in a closure of this name; the application of the request says which one it may be. */
function mountedApp(layer: ExpressLayer, on: ExpressApp, ancestry: readonly ExpressApp[]): ExpressApp | undefined {
  return layer.name === "mounted_app" ? ancestry.find(({ parent }) => parent === on) : undefined;
}

/**
 * The route template of a request, by the application that it came to first.
 *
 * @param app undefined for a request that is not Express's
 */
export const endpointIn = (request: IncomingMessage, app: ExpressApp | undefined): string | undefined =>
  app === undefined ? undefined : expressEndpoint(request, app);
