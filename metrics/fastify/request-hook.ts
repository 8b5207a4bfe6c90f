import type { FastifyRequest, onRequestHookHandler } from "fastify";
import type { AdapterOptions } from "../middleware";
import { adapterMonitoring } from "../monitoring/adapter-monitoring";

// A request without a route has no `url` in its options.
const endpointOf = (_: unknown, { routeOptions }: FastifyRequest): string | undefined => routeOptions.url;

/**
 * The hook of Fastify that records requests, and answers those for the metrics.
 *
 * @param subjectOf what `route` and `user` are given of a request
 * @throws {MetricUsageError} naming every option, or variable of the environment, that cannot be used
 */
export function requestHook<Subject>(
  options: AdapterOptions<Subject>,
  subjectOf: (request: FastifyRequest) => Subject,
): onRequestHookHandler {
  const monitor = adapterMonitoring(options).requestMonitor<Subject, FastifyRequest>(options, endpointOf);
  return (request, reply, next) => {
    if (monitor.serve(request.raw, reply.raw)) {
      reply.hijack();
      return;
    }
    const watched = monitor.arrive(request.raw, reply.raw, subjectOf(request), request);
    try {
      next();
    } finally {
      watched?.handled(reply.raw);
    }
  };
}
