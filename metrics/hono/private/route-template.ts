import type { Context } from "hono";

/** Where Hono keeps the handler of an application whose own error handler it puts around it. */
const COMPOSED_HANDLER = "__COMPOSED_HANDLER";

/** What a middleware for every path is declared at. */
const EVERYWHERE = "/*";

interface Route {
  readonly path: string;
  readonly method: unknown;
  readonly handler: unknown;
}

const isRoute = (route: unknown): route is Route =>
  typeof route === "object" && route !== null && "path" in route && typeof route.path === "string";

function takesNext(handler: unknown): boolean {
  let innermost = handler;
  while (typeof innermost === "function" && COMPOSED_HANDLER in innermost) innermost = innermost[COMPOSED_HANDLER];
  return typeof innermost === "function" && innermost.length > 1;
}

/**
 * The template of the route that answered, or that would have, had no middleware answered before. `app.use` is recorded
 * by Hono as a route for all methods whose handler takes `next`; so are `app.mount`, and `app.all` with such a handler.
 * Where nothing else is there, the path of the last one that was called stands.
 */
export function routeTemplate(context: Context): string | undefined {
  const { req } = context;
  // Hono's own helper would load Hono.
  const matched: unknown = Reflect.get(req, "matchedRoutes");
  const routes = Array.isArray(matched) ? matched.slice(req.routeIndex).filter(isRoute) : [];
  const route = routes.find(({ method, handler }) => method !== "ALL" || !takesNext(handler));
  if (route !== undefined) return route.path;
  const path = routes[0]?.path;
  const isAnswered = context.finalized && context.res.status !== 404;
  return isAnswered && path !== EVERYWHERE ? path : undefined;
}
