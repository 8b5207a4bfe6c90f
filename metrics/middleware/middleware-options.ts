import type { IncomingMessage } from "node:http";
import type { UserId } from "../collectors";
import type { ScrapeOptions } from "../exposition";

/**
 * What is served, which requests are recorded, and how they are told apart.
 *
 * @typeParam Request a request as the framework knows it
 */
export interface RequestMonitoringOptions<Request> extends Omit<ScrapeOptions, "path"> {
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
   * @default - the template of the route that the framework matched, with those of the routers above it
   */
  readonly route?: (request: Request) => string | undefined;
  /**
   * Who made a request, asked for once the request is over, for `active_users`; undefined where nobody is known.
   *
   * @default - users are not tracked
   */
  readonly user?: (request: Request) => UserId | undefined;
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
  /**
   * Paths that are not recorded, one or a list: a text stands for itself and all below it, an expression for every path
   * that it matches.
   *
   * @default - all are recorded
   */
  readonly exclude?: string | RegExp | readonly (string | RegExp)[];
  /**
   * Whether the label `status` is the class of the status, `2xx`, rather than its code.
   *
   * @default false
   */
  readonly statusClasses?: boolean;
  /**
   * Whether `api_requests_in_flight` is recorded.
   *
   * @default false
   */
  readonly inFlight?: boolean;
  /**
   * Whether `api_request_size_bytes` is recorded, of requests that say their length and arrive whole.
   *
   * @default false
   */
  readonly requestSize?: boolean;
  /**
   * Whether `api_response_size_bytes` is recorded: the bytes of the body, as they are written.
   *
   * @default false
   */
  readonly responseSize?: boolean;
}

/**
 * What the middleware serves, and how it tells requests apart.
 *
 * @typeParam Request a request as the framework knows it; that of Node's `http` unless given
 */
export type MonitoringMiddlewareOptions<Request extends IncomingMessage = IncomingMessage> =
  RequestMonitoringOptions<Request>;
