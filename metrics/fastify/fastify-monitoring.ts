import type { FastifyPluginCallback, FastifyRequest } from "fastify";
import type { AdapterOptions } from "../middleware";
import { defaultMonitoring } from "../monitoring";

const plugin: FastifyPluginCallback<AdapterOptions<FastifyRequest>> = (fastify, options, done) => {
  const { monitoring = defaultMonitoring() } = options;
  // A request without a route has no `url` in its options.
  const monitor = monitoring.requestMonitor<FastifyRequest>(options, ({ routeOptions }) => routeOptions.url);
  fastify.addHook("onRequest", (request, reply, next) => {
    if (monitor.serve(request.raw, reply.raw)) {
      reply.hijack();
      return;
    }
    monitor.watch(request.raw, reply.raw, request, undefined);
    next();
  });
  done();
};

/**
 * A plugin of Fastify 5 that records every request of the application and serves its metrics:
 * `await app.register(fastifyMonitoring)` before the routes. It holds for the whole application, not for a scope of its
 * own.
 *
 * @throws {MetricUsageError} at registration, naming every option, or variable of the environment, that cannot be used
 */
export const fastifyMonitoring: FastifyPluginCallback<AdapterOptions<FastifyRequest>> = Object.assign(plugin, {
  [Symbol.for("skip-override")]: true,
  [Symbol.for("fastify.display-name")]: "cdktf-monitoring-metrics",
});
