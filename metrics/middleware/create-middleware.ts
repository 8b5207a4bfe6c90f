import type { HttpMiddleware } from "../exposition";
import { endpointIn, watchRoutes } from "./express-endpoint";
import type { MonitoringMiddlewareOptions } from "./middleware-options";
import { RequestMonitor, type RequestMonitorContext } from "./request-monitor";

/** @throws {MetricUsageError} naming every option, or variable of the environment, that cannot be used */
export function createMiddleware(context: RequestMonitorContext, options: MonitoringMiddlewareOptions): HttpMiddleware {
  const monitor = new RequestMonitor(context, options, endpointIn);
  return (request, response, next) => {
    if (monitor.serve(request, response)) return true;
    const app = options.route === undefined ? watchRoutes(request) : undefined;
    monitor.watch(request, response, request, app);
    next?.();
    return false;
  };
}
