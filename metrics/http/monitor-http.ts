import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { AdapterOptions } from "../middleware";
import { defaultMonitoring } from "../monitoring";

/**
 * Wraps the listener of a server: scrapes are answered, and every other request goes to the listener and is recorded.
 * Without `route` every request is `unmatched`. A listener that throws, or rejects, without having answered is recorded as
 * 500; its error goes on.
 *
 * @throws {MetricUsageError} naming every option, or variable of the environment, that cannot be used
 */
export function monitorHttp(listener: RequestListener, options: AdapterOptions<IncomingMessage> = {}): RequestListener {
  const { monitoring = defaultMonitoring() } = options;
  const monitor = monitoring.requestMonitor<IncomingMessage>(options, () => undefined);

  return (request, response: ServerResponse<IncomingMessage> & { req: IncomingMessage }) => {
    if (monitor.serve(request, response)) return;
    const watched = monitor.watch(request, response, request, undefined);
    const fail = (error: unknown): never => {
      watched?.fail();
      throw error;
    };
    let result: unknown;
    try {
      result = listener(request, response);
    } catch (error) {
      fail(error);
    }
    // A server with `captureRejections` sees what a listener returns.
    return result instanceof Promise ? result.catch(fail) : undefined;
  };
}
