import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import { requestRate, type SignalOptions } from "./api-signals";
import { gaugeValue, type GaugeSignalOptions } from "./gauge-signals";
import { sumBy } from "../private/query-text";
import { selector } from "../queries/matchers";

/** What a signal is asked for that looks back: over which time of the past, and from how long ago on. */
export interface PastSignalOptions extends SignalOptions {
  /** How long ago the window ended, as Prometheus writes durations. */
  readonly offset: string;
}

/** Requests a second, as they were. */
export const pastRequestRate = ({ window, by, where, offset }: PastSignalOptions): string =>
  sumBy(by, `rate(${selector(apiMetrics.apiRequestsTotal.name, where)}[${window}] offset ${offset})`);

/** Whether nothing was asked for within the window: 0 for each service that exposes requests and got none. */
export const noRequests = (options: SignalOptions): string => `${requestRate(options)} == 0`;

/** Share of cache look-ups that found something, from 0 to 1. */
export const cacheHitRatio = (options: GaugeSignalOptions): string => gaugeValue(apiMetrics.cacheHitRatio, options);

/** The mean of a cache's hit ratio, as it was. */
export const pastCacheHitRatio = ({ window, by, where, offset }: PastSignalOptions): string =>
  `max by (${by.join(", ")}) (avg_over_time(${selector(apiMetrics.cacheHitRatio.name, where)}[${window}] offset ${offset}))`;
