import type { Request as ExpressRequest } from "express";
import type { AdapterOptions } from "../middleware";
import { endpointIn, outermostOf, watchRoutes } from "../middleware/express-endpoint";
import { isApp } from "../middleware/express-internals";
import { makeRoomIn } from "../middleware/express-room";
import { adapterMonitoring } from "../monitoring/adapter-monitoring";
import { shown } from "../private/shown";

/**
 * Records every request of an Express application, 4 or 5, and serves its metrics, before all of its middleware: it costs
 * less than `app.use(prometheusMonitoringMiddleware())`, as it is no layer of its own. Call it once, at any time.
 *
 * @throws {TypeError} when it is given anything but an Express application
 * @throws {MetricUsageError} naming every option, or variable of the environment, that cannot be used
 */
export function monitorExpress<Request extends ExpressRequest = ExpressRequest>(
  app: object,
  options: AdapterOptions<Request> = {},
): void {
  if (!isApp(app)) {
    throw new TypeError(`monitorExpress takes an Express application, as express() returns it: received ${shown(app)}`);
  }
  const monitoring = adapterMonitoring(options);
  const monitor = monitoring.requestMonitor(options, endpointIn);
  const watchesRoutes = options.route === undefined;
  makeRoomIn(app);
  const { handle } = app;
  app.handle = (request, response, done) => {
    if (monitor.serve(request, response)) return undefined;
    if (watchesRoutes) watchRoutes(app);
    // Express makes it a request of its own before anybody asks for a route or a user.
    monitor.watch(request, response, request as Request, watchesRoutes ? outermostOf(app) : undefined);
    return handle.call(app, request, response, done);
  };
}
