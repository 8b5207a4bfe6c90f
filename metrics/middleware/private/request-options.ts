import { thresholdProblems } from "../../private/latency-threshold";
import type { OptionNames } from "../../private/option-problems";
import { SCRAPE_OPTIONS, scrapeProblems } from "../../private/scrape-settings";
import { DEFAULT_LATENCY_THRESHOLD } from "../../requests/anomaly-detector";
import type { AdapterOptions } from "../adapter-options";
import type { RequestMonitoringOptions } from "../middleware-options";
import { excludeProblems } from "./excluded-paths";

/** The options of the middleware, which is a monitoring's own. */
export const MIDDLEWARE_OPTIONS: OptionNames<RequestMonitoringOptions<unknown>> = {
  ...SCRAPE_OPTIONS,
  route: true,
  user: true,
  latencyThreshold: true,
  latencyThresholds: true,
  exclude: true,
  statusClasses: true,
  inFlight: true,
  requestSize: true,
  responseSize: true,
};

/** The options of an adapter to a framework. */
export const ADAPTER_OPTIONS: OptionNames<AdapterOptions<unknown>> = { ...MIDDLEWARE_OPTIONS, monitoring: true };

/** What is wrong with how requests are recorded, and the metrics served; nothing when they can be. */
export function requestProblems<Request>(options: RequestMonitoringOptions<Request>): string[] {
  const { path, exclude = [], latencyThreshold = DEFAULT_LATENCY_THRESHOLD, latencyThresholds = {} } = options;
  return [
    ...thresholdProblems("latencyThreshold", latencyThreshold),
    ...Object.entries(latencyThresholds).flatMap(([endpoint, seconds]) =>
      thresholdProblems(`latencyThresholds["${endpoint}"]`, seconds),
    ),
    ...excludeProblems(exclude),
    ...(path === false ? [] : scrapeProblems({ ...options, path })),
  ];
}
