import type { IncomingMessage, ServerResponse } from "node:http";
import { register } from "prom-client";
import type { MetricsRegistry } from "../handles";
import type { HttpMiddleware } from "./http-middleware";
import { credentials } from "./private/credentials";
import { renderRegistry } from "./private/render-registry";
import { scrapeSettings } from "./private/scrape-settings";
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

/** The path of a request, from the root of the server: Express takes a mount's own part out of `url`. */
function pathOf(request: IncomingMessage & { readonly originalUrl?: string }): string {
  const url = request.originalUrl ?? request.url ?? "";
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status;
  response.setHeader("Content-Type", "text/plain; charset=utf-8");
  response.end(text);
}

async function serve(registry: MetricsRegistry, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const text = await renderRegistry(registry);
    response.statusCode = 200;
    response.setHeader("Content-Type", registry.contentType);
    response.setHeader("Content-Length", Buffer.byteLength(text));
    response.end(request.method === "HEAD" ? undefined : text);
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error));
    answer(response, 500, "the metrics could not be rendered\n");
  }
}

/**
 * Serves a registry to Prometheus, for `GET` and `HEAD`: 405 for other methods, 401 without the credentials that the
 * options ask for. Requests for other paths are not touched.
 *
 * @throws {MetricUsageError} naming every option, or variable of the environment, that cannot be used
 */
export function metricsHandler(options: MetricsHandlerOptions = {}): HttpMiddleware {
  const registry: MetricsRegistry = options.registry ?? register;
  const settings = scrapeSettings(options);
  const { accepts, challenge } = credentials(settings);

  return (request, response, next) => {
    const path = pathOf(request);
    if (path !== settings.path && path !== `${settings.path}/`) {
      next?.();
      return false;
    }
    if (!accepts(request.headers.authorization)) {
      if (challenge !== undefined) response.setHeader("WWW-Authenticate", challenge);
      answer(response, 401, "authentication is required\n");
    } else if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("Allow", "GET, HEAD");
      answer(response, 405, "only GET and HEAD are served here\n");
    } else {
      void serve(registry, request, response);
    }
    return true;
  };
}
