import { register } from "prom-client";
import type { MetricsRegistry } from "../handles";
import { registryProblems } from "../interop/registry-problems";
import { warnOfTwoClients } from "../interop/two-clients";
import type { HttpMiddleware } from "./http-middleware";
import { pageHandler } from "./page-handler";
import { CONTENT_TYPES } from "./exposition-format";
import { renderRegistry } from "./private/render-registry";
import type { ScrapeOptions } from "./scrape-options";

/** What is served, where, and to whom. */
export interface MetricsHandlerOptions extends ScrapeOptions {
  /**
   * The registry to serve.
   *
   * @default - prom-client's global `register`
   */
  readonly registry?: MetricsRegistry;
}

/**
 * Serves a registry to Prometheus, for `GET` and `HEAD`: 405 for other methods, 401 without the credentials that the
 * options ask for, 503 while as many scrapes as allowed are running. OpenMetrics and gzip are served to whoever accepts them.
 * Requests for other paths are not touched.
 *
 * @throws {MetricUsageError} naming every option, or variable of the environment, that cannot be used
 */
export function metricsHandler(options: MetricsHandlerOptions = {}): HttpMiddleware {
  const { registry = register } = options;
  const handler = pageHandler(
    {
      usualFormat: () => (registry.contentType === CONTENT_TYPES.openmetrics ? "openmetrics" : "text"),
      print: (format, collectTimeout) => renderRegistry(registry, { format, collectTimeout }),
    },
    options,
    registryProblems(registry),
  );
  if (options.registry === undefined) warnOfTwoClients();
  return handler;
}
