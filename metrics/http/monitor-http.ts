import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { AdapterOptions } from "../middleware";
import { adapterMonitoring } from "../monitoring/adapter-monitoring";
import { shown } from "../private/shown";

/** @param listener what is to answer requests; whoever does not compile may hand over anything */
const listenerProblems = (listener: unknown): string[] =>
  typeof listener === "function"
    ? []
    : [`monitorHttp takes a listener, a function of a request and its response: received ${shown(listener)}`];

/**
 * Wraps the listener of a server: scrapes are answered, and every other request goes to the listener and is recorded.
 * Without `route` every request is `unmatched`. A listener that throws, or rejects, without having answered is recorded as
 * 500; its error goes on.
 *
 * @throws {MetricUsageError} naming a listener that is none, and every option, or variable of the environment, that cannot be
 * used
 */
export function monitorHttp(listener: RequestListener, options: AdapterOptions<IncomingMessage> = {}): RequestListener {
  const monitoring = adapterMonitoring(options, listenerProblems(listener));
  const monitor = monitoring.requestMonitor<IncomingMessage>(options, () => undefined);

  // It is said to return nothing, and often is an async function.
  const answer: (...args: Parameters<RequestListener>) => unknown = listener;

  const monitored = (request: IncomingMessage, response: ServerResponse & { req: IncomingMessage }): unknown => {
    if (monitor.serve(request, response)) return undefined;
    const watched = monitor.arrive(request, response, request, undefined);
    let result: unknown;
    try {
      result = answer(request, response);
    } catch (error) {
      watched?.fail();
      watched?.handled(response);
      throw error;
    }
    watched?.handled(response);
    // Most return nothing, or what `end` does: that is seen at once, and a chain of prototypes is not gone through.
    if (result === undefined || result === response || !(result instanceof Promise)) return result;
    // A server with `captureRejections` looks at what its listener returns.
    return result.catch((error: unknown) => {
      watched?.fail();
      throw error;
    });
  };
  return monitored;
}
