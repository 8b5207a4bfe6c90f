import type { Context, Middleware } from "koa";
import type { AdapterOptions } from "../middleware";
import { adapterMonitoring } from "../monitoring/adapter-monitoring";
import { behindMiddleware } from "./private/behind-middleware";

/** `@koa/router` leaves the full template of the route here. */
function endpointOf(context: Context): string | undefined {
  const matched: unknown = context["_matchedRoute"];
  if (typeof matched === "string") return matched.endsWith(")") ? behindMiddleware(context, matched) : matched;
  return matched instanceof RegExp ? String(matched) : undefined;
}
/**
 * Middleware of Koa that records every request and serves the metrics: `app.use(koaMonitoring())` before all else. The
 * endpoint is the route of `@koa/router`; another router needs `route`.
 *
 * @throws {MetricUsageError} naming every option, or variable of the environment, that cannot be used
 */
export function koaMonitoring(options: AdapterOptions<Context> = {}): Middleware {
  const monitoring = adapterMonitoring(options);
  const monitor = monitoring.requestMonitor<Context>(options, endpointOf);
  return (context, next) => {
    if (monitor.serve(context.req, context.res)) {
      context.respond = false;
      return undefined;
    }
    monitor.watch(context.req, context.res, context, undefined);
    return next();
  };
}
