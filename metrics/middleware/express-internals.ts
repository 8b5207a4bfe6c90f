import type { IncomingMessage, ServerResponse } from "node:http";

/** Where a router keeps a path, what it runs there, and how it finds out whether a request is meant. */
export interface ExpressLayer {
  readonly name: string;
  /** Set where the layer is a route; a layer without one is middleware, or a router that is mounted. */
  readonly route?: ExpressRoute;
  readonly handle: unknown;
  /** Express 5 with router 2.3 or later: the path as it was declared. */
  readonly rawPath?: unknown;
  /** Express 5: one function for each path that was declared. */
  readonly matchers?: readonly PathMatcher[];
  /** Express 5: whether the layer is mounted at "/". */
  readonly slash?: boolean;
  /** Express 4: what the path was compiled to. */
  readonly regexp?: RegExp & { readonly fast_slash?: boolean };
  /** Express 4: the names of the expression's groups; a number where the group has no name. */
  readonly keys?: readonly { readonly name: string | number }[];
}

/** Matches the beginning of a path, and tells what it matched. */
export type PathMatcher = (
  path: string,
) => false | { readonly path: string; readonly params: Readonly<Record<string, unknown>> };

/** A route, with its path as it was declared. */
export interface ExpressRoute {
  readonly path: unknown;
}

/** A router of Express 4 or 5. */
export interface ExpressRouter {
  readonly stack: readonly ExpressLayer[];
}

/** What an application, or a router, does with a request; `done` is for one that it does not answer. */
export type ExpressHandle = (
  request: IncomingMessage,
  response: ServerResponse,
  done?: (error?: unknown) => void,
) => unknown;

/** An application of Express 4 or 5. */
export interface ExpressApp {
  handle: ExpressHandle;
  /** The prototype of the requests that the application sees. */
  readonly request: object;
  /** The application that this one is mounted on with `app.use`. */
  readonly parent?: ExpressApp;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  (typeof value === "object" && value !== null) || typeof value === "function";

/** Whether something is a router of Express. */
export const isRouter = (value: unknown): value is ExpressRouter => isRecord(value) && Array.isArray(value["stack"]);

/** Whether something is an application of Express. */
export const isApp = (value: unknown): value is ExpressApp =>
  isRecord(value) &&
  typeof value["handle"] === "function" &&
  typeof value["set"] === "function" &&
  isRecord(value["request"]);

/** The main router of an application; undefined while it has none. */
export function routerOf(app: ExpressApp): ExpressRouter | undefined {
  // Express 4 keeps it as `_router`, and its `router` throws.
  const router: unknown = "lazyrouter" in app ? Reflect.get(app, "_router") : Reflect.get(app, "router");
  return isRouter(router) ? router : undefined;
}
