import type { IncomingMessage } from "node:http";
import type { ScrapeOptions } from "../exposition";

/** What the middleware serves, and how it tells requests apart. */
export interface MonitoringMiddlewareOptions extends Omit<ScrapeOptions, "path"> {
  /**
   * The path at which the metrics are served, with and without the last slash; false to serve them elsewhere. A scrape is
   * not counted as a request.
   *
   * @default - the environment variable METRICS_PATH, or "/monitoring/metrics/"
   */
  readonly path?: string | false;
  /**
   * The route template of a request, asked for once the request is over; undefined is recorded as `unmatched`. The number
   * of templates has to be bounded: never return what a client wrote.
   *
   * @default - the template of the route that Express matched, with those of the routers above it
   */
  readonly route?: (request: IncomingMessage) => string | undefined;
  /**
   * Who made a request, asked for once the request is over, for `active_users`; undefined where nobody is known.
   *
   * @default - users are not tracked
   */
  readonly user?: (request: IncomingMessage) => string | undefined;
  /**
   * The latency above which a request is an anomaly, in seconds.
   *
   * @default 1
   */
  readonly latencyThreshold?: number;
  /**
   * Latencies for single endpoints, by route template, in seconds.
   *
   * @default - latencyThreshold holds for all
   */
  readonly latencyThresholds?: Readonly<Record<string, number>>;
}
