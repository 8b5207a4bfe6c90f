import type { IncomingMessage } from "node:http";
import type { HttpMiddleware } from "../exposition";
import { appOf, endpointIn, outermostOf, watchRoutes } from "./express-endpoint";
import { makeRoomIn } from "./express-room";
import type { MonitoringMiddlewareOptions } from "./middleware-options";
import { MIDDLEWARE_OPTIONS } from "./private/request-options";
import { RequestMonitor, type RequestMonitorContext } from "./request-monitor";

/** @throws {MetricUsageError} naming every option, or variable of the environment, that cannot be used */
export function createMiddleware<Request extends IncomingMessage>(
  context: RequestMonitorContext,
  options: MonitoringMiddlewareOptions<Request>,
): HttpMiddleware<Request> {
  const monitor = new RequestMonitor(context, options, endpointIn, MIDDLEWARE_OPTIONS);
  const watchesRoutes = options.route === undefined;
  return (request, response, next) => {
    if (monitor.serve(request, response)) return true;
    const app = appOf(request);
    const outermost = app && outermostOf(app);
    // Of this request Express has made what it is; the next ones can be prepared for it.
    if (outermost !== undefined) makeRoomIn(outermost);
    if (app !== undefined && watchesRoutes) watchRoutes(app);
    monitor.watch(request, response, request, watchesRoutes ? outermost : undefined);
    next?.();
    return false;
  };
}
