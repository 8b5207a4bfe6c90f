import type { IncomingMessage, ServerResponse } from "node:http";
import type { AdapterOptions } from "../middleware";
import { endpointIn, watchRoutes } from "../middleware/express-endpoint";
import { defaultMonitoring } from "../monitoring";

type Handle = (request: IncomingMessage, response: ServerResponse, ...rest: readonly unknown[]) => unknown;

/**
 * Records every request of an Express application, 4 or 5, and serves its metrics, before all of its middleware: it costs
 * less than `app.use(prometheusMonitoringMiddleware())`, as it is no layer of its own. Call it once, at any time.
 *
 * @throws {MetricUsageError} naming every option, or variable of the environment, that cannot be used
 */
export function monitorExpress(app: object, options: AdapterOptions<IncomingMessage> = {}): void {
  const { monitoring = defaultMonitoring() } = options;
  const monitor = monitoring.requestMonitor(options, endpointIn);
  const original: unknown = Reflect.get(app, "handle");
  if (typeof original !== "function") {
    throw new TypeError("monitorExpress takes an Express application: received an object without `handle`");
  }
  const handle: Handle = (request, response, ...rest) => {
    if (monitor.serve(request, response)) return undefined;
    const origin = options.route === undefined ? watchRoutes(Object.assign(request, { app })) : undefined;
    monitor.watch(request, response, request, origin);
    return Reflect.apply(original, app, [request, response, ...rest]);
  };
  Object.defineProperty(app, "handle", { value: handle, configurable: true, writable: true, enumerable: true });
}
