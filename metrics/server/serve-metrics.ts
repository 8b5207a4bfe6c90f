import { createServer } from "node:http";
import type { MetricsHandlerOptions } from "../exposition";
import { whenOver } from "../exposition/answer-over";
import { handlerProblems, registryHandler } from "../exposition/registry-handler";
import type { MetricsRegistry } from "../handles";
import { monitoredRegistry } from "../monitoring/default-monitoring";
import { optionProblems, type OptionNames } from "../private/option-problems";
import { refuse } from "../private/refuse";
import { shown } from "../private/shown";
import { SCRAPE_OPTIONS, scrapeSettings } from "../private/scrape-settings";

/** Where a server for metrics alone listens, and what it serves. */
export interface ServeMetricsOptions extends Omit<MetricsHandlerOptions, "registry"> {
  /**
   * The registry to serve.
   *
   * @default - prom-client's global `register`, with the metrics of `defaultMonitoring()` unless another monitoring is there
   */
  readonly registry?: MetricsRegistry;
  /**
   * The port, up to 65535; 0 for one that is free.
   *
   * @default 9464
   */
  readonly port?: number;
  /**
   * The address to listen on. In a container that another one scrapes it has to be "0.0.0.0".
   *
   * @default "127.0.0.1"
   */
  readonly host?: string;
}

/** A server that is listening. */
export interface MetricsServer {
  readonly port: number;
  /** Ends it; scrapes under way are answered first. More than one call ends it once. */
  close(): Promise<void>;
}

const DEFAULT_PORT = 9464;
const DEFAULT_HOST = "127.0.0.1";

const OPTIONS: OptionNames<ServeMetricsOptions> = { registry: true, port: true, host: true, ...SCRAPE_OPTIONS };

type Address = { readonly [Name in keyof Pick<ServeMetricsOptions, "port" | "host">]: unknown };

/** What is wrong with where a server is to listen, which no compiler may have checked; nothing when it can be tried. */
function addressProblems({ port = DEFAULT_PORT, host = DEFAULT_HOST }: Address): string[] {
  const problems: string[] = [];
  if (!(Number.isInteger(port) && Number(port) >= 0 && Number(port) <= 65_535)) {
    problems.push(`option "port" must be a whole number from 0 to 65535: received ${shown(port)}`);
  }
  // Node listens on every address where the host is an empty text.
  if (typeof host !== "string" || host === "") {
    problems.push(
      `option "host" must be an address to listen on, such as "127.0.0.1", or "0.0.0.0" for all: received ${shown(host)}`,
    );
  }
  return problems;
}

/**
 * Serves metrics on a port of their own, apart from the application's traffic. It does not keep the process alive.
 *
 * @throws {MetricUsageError} naming every option, or variable of the environment, that cannot be used
 * @throws when the port cannot be had
 */
export async function serveMetrics(options: ServeMetricsOptions = {}): Promise<MetricsServer> {
  refuse(optionProblems(options, OPTIONS, () => [...addressProblems(options), ...handlerProblems(options)]));
  const { port = DEFAULT_PORT, host = DEFAULT_HOST, registry = monitoredRegistry() } = options;
  const handler = registryHandler(registry, scrapeSettings(options));
  let scrapes = 0;
  let closing = false;
  // Node waits for a connection that never carried a request, such as scrapers keep in reserve.
  const closeOnceIdle = () => {
    if (closing && scrapes === 0) server.closeAllConnections();
  };
  const server = createServer((request, response) => {
    scrapes += 1;
    whenOver(request, response, () => {
      scrapes -= 1;
      closeOnceIdle();
    });
    if (!handler(request, response)) response.writeHead(404).end();
  });
  server.unref();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  let closed: Promise<void> | undefined;
  const close = () =>
    new Promise<void>((resolve, reject) => {
      server.close((error) => (error === undefined ? resolve() : reject(error)));
      closing = true;
      closeOnceIdle();
    });
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    // Whoever shuts a process down often does so on more than one signal.
    close: () => (closed ??= close()),
  };
}
