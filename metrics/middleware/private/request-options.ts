import { thresholdProblems } from "../../private/latency-threshold";
import { flagProblems, functionProblems, isPlain, type OptionNames } from "../../private/option-problems";
import { SCRAPE_OPTIONS, scrapeProblems } from "../../private/scrape-settings";
import { shown } from "../../private/shown";
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

/** What says of each request whether something is recorded. */
const FLAGS = ["statusClasses", "inFlight", "requestSize", "responseSize"] as const;

// A map has its entries elsewhere: none of them would hold.
const isRecord = (value: unknown): boolean => typeof value === "object" && value !== null && isPlain(value);

function endpointThresholdProblems(thresholds: Readonly<Record<string, number>>): string[] {
  if (isRecord(thresholds)) {
    return Object.entries(thresholds).flatMap(([endpoint, seconds]) =>
      thresholdProblems(`latencyThresholds["${endpoint}"]`, seconds),
    );
  }
  return [
    `option "latencyThresholds" must be an object of seconds by route template, such as { "/reports/:id": 10 }: received ${shown(thresholds)}`,
  ];
}

/** What is wrong with how requests are recorded, and the metrics served; nothing when they can be. */
export function requestProblems<Request>(options: RequestMonitoringOptions<Request>): string[] {
  const { path, exclude = [], latencyThreshold = DEFAULT_LATENCY_THRESHOLD, latencyThresholds = {} } = options;
  return [
    ...thresholdProblems("latencyThreshold", latencyThreshold),
    ...endpointThresholdProblems(latencyThresholds),
    ...excludeProblems(exclude),
    ...functionProblems("route", options.route, "function of the request"),
    ...functionProblems("user", options.user, "function of the request"),
    ...FLAGS.flatMap((name) => flagProblems(name, options[name])),
    ...(path === false ? [] : scrapeProblems({ ...options, path })),
  ];
}
