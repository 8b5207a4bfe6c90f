import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context, MiddlewareHandler } from "hono";
import type { AdapterOptions } from "../middleware";
import { adapterMonitoring } from "../monitoring/adapter-monitoring";
import { isFirst } from "./private/begun-requests";
import { routeTemplate } from "./private/route-template";

/** What `@hono/node-server` hands over; other ways to call an application bring nothing. */
interface NodeBindings {
  readonly incoming?: IncomingMessage;
  readonly outgoing?: unknown;
}

// A response of HTTP/2 is of no class that it shares with those of HTTP/1.
const isResponse = (value: unknown): value is ServerResponse =>
  typeof value === "object" && value !== null && "writeHead" in value && typeof value.writeHead === "function";

/**
 * Middleware of Hono that records every request: `app.use(honoMonitoring())` before all else. On `@hono/node-server` it
 * serves the metrics too; elsewhere nothing is served, and a client that leaves is not noticed.
 *
 * @throws {MetricUsageError} naming every option, or variable of the environment, that cannot be used
 */
export function honoMonitoring(options: AdapterOptions<Context> = {}): MiddlewareHandler {
  const monitoring = adapterMonitoring(options);
  const monitor = monitoring.requestMonitor<Context>(options, routeTemplate);
  return async (context, next) => {
    const { incoming, outgoing }: NodeBindings = (context.env as NodeBindings | undefined) ?? {};
    if (incoming === undefined || !isResponse(outgoing)) {
      if (monitor.excludes(context.req.path) || !isFirst(context, monitor.context)) return next();
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
      const sent = new Response(null, { headers: { "x-hono-already-sent": "true" } });
      // The response class of node-server 2 looks at its headers only once something has asked for its body.
      Reflect.get(sent, "body");
      return sent;
    }
    monitor.watch(incoming, outgoing, context, undefined);
    await next();
    return undefined;
  };
}
