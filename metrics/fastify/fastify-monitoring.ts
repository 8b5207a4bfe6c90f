import type { FastifyPluginCallback, FastifyRequest, RegisterOptions } from "fastify";
import type { AdapterOptions } from "../middleware";
import { shown } from "../private/shown";
import { isFastify } from "./first-hook";
import { requestHook } from "./request-hook";

type Options = AdapterOptions<FastifyRequest>;

/** The options without those of every plugin, which Fastify reads, and hands on. */
function ownOptions(options: Options & RegisterOptions): Options {
  const { prefix: _prefix, logLevel: _logLevel, logSerializers: _logSerializers, ...own } = options;
  return own;
}

const plugin: FastifyPluginCallback<Options> = (fastify, options, done) => {
  // The adapters beside this one are called for what a framework takes.
  if (!isFastify(fastify)) {
    throw new TypeError(
      `fastifyMonitoring takes an application of Fastify, which calls it: write app.register(fastifyMonitoring, options): received ${shown(fastify)}`,
    );
  }
  try {
    fastify.addHook(
      "onRequest",
      requestHook(ownOptions(options), (request) => request),
    );
  } catch (error) {
    // What a plugin throws goes past whoever awaits its registration, and ends the process.
    done(error as Error);
    return;
  }
  done();
};

/**
 * A plugin of Fastify 5 that records every request of the application and serves its metrics:
 * `await app.register(fastifyMonitoring)` before the routes. It holds for the whole application, not for a scope of its
 * own.
 *
 * @throws {MetricUsageError} at registration, naming every option, or variable of the environment, that cannot be used
 */
export const fastifyMonitoring: FastifyPluginCallback<Options> = Object.assign(plugin, {
  [Symbol.for("skip-override")]: true,
  [Symbol.for("fastify.display-name")]: "cdktf-monitoring-metrics",
});
