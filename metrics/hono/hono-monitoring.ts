import { ServerResponse, type IncomingMessage } from "node:http";
import type { Context, MiddlewareHandler } from "hono";
import type { AdapterOptions } from "../middleware";
import { defaultMonitoring } from "../monitoring";

/** What `@hono/node-server` hands over; other ways to call an application bring nothing. */
interface NodeBindings {
  readonly incoming?: IncomingMessage;
  readonly outgoing?: unknown;
}

const isResponse = (value: unknown): value is ServerResponse => value instanceof ServerResponse;

/**
 * The template of the route that answered, or that would have, had no middleware answered before. `app.use` is recorded
 * by Hono as a route for all methods whose handler takes `next`.
 */
function endpointOf({ req }: Context): string | undefined {
  // Hono's own helper would load Hono.
  const matched: unknown = Reflect.get(req, "matchedRoutes");
  const routes: readonly unknown[] = Array.isArray(matched) ? matched : [];
  for (const route of routes.slice(req.routeIndex)) {
    if (typeof route !== "object" || route === null || !("path" in route) || !("handler" in route)) continue;
    const takesNext = typeof route.handler === "function" && route.handler.length > 1;
    const isMiddleware = "method" in route && route.method === "ALL" && takesNext;
    if (!isMiddleware && typeof route.path === "string") return route.path;
  }
  return undefined;
}

/**
 * Middleware of Hono that records every request: `app.use(honoMonitoring())` before all else. On `@hono/node-server` it
 * serves the metrics too; elsewhere nothing is served, and a client that leaves is not noticed.
 *
 * @throws {MetricUsageError} naming every option, or variable of the environment, that cannot be used
 */
export function honoMonitoring(options: AdapterOptions<Context> = {}): MiddlewareHandler {
  const { monitoring = defaultMonitoring() } = options;
  const monitor = monitoring.requestMonitor<Context>(options, endpointOf);
  return async (context, next) => {
    const { incoming, outgoing }: NodeBindings = (context.env as NodeBindings | undefined) ?? {};
    if (incoming === undefined || !isResponse(outgoing)) {
      if (monitor.excludes(context.req.path)) return next();
      const watched = monitor.begin({ method: context.req.method }, context, undefined);
      try {
        await next();
        watched.end(context.res.status);
      } finally {
        // What is thrown and no error goes past Hono's own handler.
        watched.end(500);
      }
      return undefined;
    }
    if (monitor.serve(incoming, outgoing)) {
      return new Response(null, { headers: { "x-hono-already-sent": "true" } });
    }
    monitor.watch(incoming, outgoing, context, undefined);
    await next();
    return undefined;
  };
}
