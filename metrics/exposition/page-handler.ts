import type { IncomingMessage, ServerResponse } from "node:http";
import { credentials } from "../private/credentials";
import type { ScrapeSettings } from "../private/scrape-settings";
import type { HttpMiddleware } from "./http-middleware";
import { CONTENT_TYPES, type ExpositionFormat } from "./exposition-format";
import { acceptsGzip, formatFor } from "./private/negotiation";
import { COLLECT_TIMEOUT } from "./private/render-registry";
import { isGone, runScrape } from "./private/running-scrape";
import { sendChunks } from "./private/send-chunks";
import { varyByFormat } from "./private/vary";

/** What prints the pages that are served: those of a registry, or of several processes. */
export interface PageSource {
  /** The format for whoever prefers none. */
  readonly usualFormat: () => ExpositionFormat;
  /** Prints a page, a chunk at a time; a metric may take as many seconds. */
  readonly print: (format: ExpositionFormat, collectTimeout: number) => AsyncIterable<Buffer>;
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

/** Seconds that a scrape may take, so that none that is read slowly keeps others out for ever. */
const LONGEST_SCRAPE = 60;

/** The least seconds that a metric may take, whatever the scraper says. */
const LEAST_COLLECT_TIMEOUT = 0.5;

/** The seconds that the scraper says that it waits. */
function waitOf(request: IncomingMessage): number {
  const header = request.headers["x-prometheus-scrape-timeout-seconds"];
  const waits = typeof header === "string" ? Number(header) : NaN;
  return waits > 0 ? waits : Infinity;
}

/** The seconds that a metric may take: less than the scraper waits. */
const collectTimeout = (wait: number): number => Math.min(COLLECT_TIMEOUT, Math.max(LEAST_COLLECT_TIMEOUT, wait / 2));

/** The seconds that a scrape may take: more than the scraper waits. */
const scrapeTimeout = (wait: number): number => Math.min(LONGEST_SCRAPE, Math.max(LEAST_COLLECT_TIMEOUT, wait) * 2);

async function serve(
  source: PageSource,
  request: IncomingMessage,
  response: ServerResponse,
  over: AbortSignal,
): Promise<void> {
  try {
    const format = formatFor(request.headers.accept, source.usualFormat());
    response.statusCode = 200;
    response.setHeader("Content-Type", CONTENT_TYPES[format]);
    varyByFormat(response);
    const chunks = source.print(format, collectTimeout(waitOf(request)));
    const encoding = request.headers["accept-encoding"];
    await sendChunks(response, chunks, {
      gzip: acceptsGzip(typeof encoding === "string" ? encoding : undefined),
      headersOnly: request.method === "HEAD",
      over,
    });
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error));
    if (over.aborted) return;
    if (response.headersSent) response.destroy();
    else answer(response, 500, "the metrics could not be rendered\n");
  }
}

/**
 * Serves pages to Prometheus, for `GET` and `HEAD`: 405 for other methods, 401 without the credentials that the options ask
 * for, 503 while as many scrapes as allowed are running; one that takes longer than a minute, or than twice what the
 * scraper says that it waits, is given up. OpenMetrics and gzip are served to whoever accepts them. Requests
 * for other paths are not touched.
 */
export function pageHandler(source: PageSource, settings: ScrapeSettings): HttpMiddleware {
  const { accepts, challenge } = credentials(settings);
  let scrapes = 0;

  return (request, response, next) => {
    const path = pathOf(request);
    if (path !== settings.path && path !== `${settings.path}/`) {
      next?.();
      return false;
    }
    if (isGone(request, response)) return true;
    if (!accepts(request.headers.authorization)) {
      if (challenge !== undefined) response.setHeader("WWW-Authenticate", challenge);
      answer(response, 401, "authentication is required\n");
    } else if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("Allow", "GET, HEAD");
      answer(response, 405, "only GET and HEAD are served here\n");
    } else if (scrapes >= settings.maximumScrapes) {
      response.setHeader("Retry-After", "1");
      answer(response, 503, "too many scrapes at once\n");
    } else {
      scrapes += 1;
      const { over, end } = runScrape(request, response, scrapeTimeout(waitOf(request)));
      over.addEventListener("abort", () => (scrapes -= 1), { once: true });
      void serve(source, request, response, over).finally(end);
    }
    return true;
  };
}
