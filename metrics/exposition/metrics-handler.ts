import { register } from "prom-client";
import type { MetricsRegistry } from "../handles";
import { warnOfTwoClients } from "../interop/two-clients";
import { optionProblems, type OptionNames } from "../private/option-problems";
import { refuse } from "../private/refuse";
import { SCRAPE_OPTIONS, scrapeSettings } from "../private/scrape-settings";
import type { HttpMiddleware } from "./http-middleware";
import { handlerProblems, registryHandler } from "./registry-handler";
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

const OPTIONS: OptionNames<MetricsHandlerOptions> = { registry: true, ...SCRAPE_OPTIONS };

/**
 * Serves a registry to Prometheus, for `GET` and `HEAD`: 405 for other methods, 401 without the credentials that the
 * options ask for, 503 while as many scrapes as allowed are running. OpenMetrics and gzip are served to whoever accepts them.
 * Requests for other paths are not touched.
 *
 * @throws {MetricUsageError} naming every option, or variable of the environment, that cannot be used
 */
export function metricsHandler(options: MetricsHandlerOptions = {}): HttpMiddleware {
  refuse(optionProblems(options, OPTIONS, () => handlerProblems(options)));
  if (options.registry === undefined) warnOfTwoClients();
  return registryHandler(options.registry ?? register, scrapeSettings(options));
}
