import type { MetricsRegistry } from "../handles";
import { registryProblems } from "../interop/registry-problems";
import { scrapeProblems, type ScrapeSettings } from "../private/scrape-settings";
import { CONTENT_TYPES } from "./exposition-format";
import type { HttpMiddleware } from "./http-middleware";
import { pageHandler } from "./page-handler";
import { renderRegistry } from "./private/render-registry";
import type { ScrapeOptions } from "./scrape-options";

/** What is wrong with a registry, and with how it is to be served; nothing when it can be. */
export const handlerProblems = (options: ScrapeOptions & { readonly registry?: MetricsRegistry }): string[] => [
  ...(options.registry === undefined ? [] : registryProblems(options.registry)),
  ...scrapeProblems(options),
];

/**
 * Serves a registry by settings that are checked already.
 *
 * @param beforeScrape runs at each scrape
 */
export function registryHandler(
  registry: MetricsRegistry,
  settings: ScrapeSettings,
  beforeScrape?: () => void,
): HttpMiddleware {
  return pageHandler(
    {
      usualFormat: () => (registry.contentType === CONTENT_TYPES.openmetrics ? "openmetrics" : "text"),
      print: (format, collectTimeout) => {
        beforeScrape?.();
        return renderRegistry(registry, { format, collectTimeout });
      },
    },
    settings,
  );
}
