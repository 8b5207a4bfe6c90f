import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import { quantileOfBuckets, shareOf, sumOfRates } from "../private/query-text";
import type { Matchers } from "../queries/matchers";
import { counted, grownBy } from "./private/aggregations";

/** What a signal is asked for: over which time, of which series, and kept apart by which labels. */
export interface SignalOptions {
  /** The window of rates and increases: a duration as Prometheus writes it, or `$__rate_interval` in a panel. */
  readonly window: string;
  /** The labels that the result keeps, `job` first: two services may have the same endpoint. */
  readonly by: readonly string[];
  /**
   * Which series count, by label.
   *
   * @default - all
   */
  readonly where?: Matchers;
}

const { apiRequestsTotal, apiRequestLatencySeconds, anomalyDetectionTriggeredTotal } = apiMetrics;

/** A 5xx answer, as the label `status` has it. */
const SERVER_ERROR: Matchers = { status: '=~"5.."' };

/** Requests a second. */
export const requestRate = (options: SignalOptions): string => sumOfRates(apiRequestsTotal.name, options);

/** Answers a second that are 5xx. */
export const serverErrorRate = (options: SignalOptions): string =>
  sumOfRates(apiRequestsTotal.name, { ...options, where: { ...options.where, ...SERVER_ERROR } });

/**
 * Share of answers that are 5xx, from 0 to 1. Where nothing ever failed there is no series rather than a 0, since a
 * status that never occurred has no series to divide.
 */
export const serverErrorRatio = (options: SignalOptions): string =>
  shareOf(apiRequestsTotal.name, options, SERVER_ERROR);

/**
 * The share of 5xx answers as a panel draws it: 0 where requests were answered and none failed, and nothing where none
 * was answered.
 */
export const serverErrorRatioOrZero = (options: SignalOptions): string =>
  `(${serverErrorRate(options)} or ${requestRate(options)} * 0) / (${requestRate(options)} > 0)`;

/** The request latency below which the given share (0 to 1) of requests lies, in seconds; NaN without traffic. */
export const requestLatencyQuantile = (quantile: number, options: SignalOptions): string =>
  quantileOfBuckets(apiRequestLatencySeconds.name, quantile, options);

/** Requests a second whose latency was measured: what a quantile of the request latency rests on. */
export const measuredRequestRate = (options: SignalOptions): string =>
  sumOfRates(`${apiRequestLatencySeconds.name}_count`, options);

/** Credits used a second. */
export const creditUsageRate = (options: SignalOptions): string =>
  sumOfRates(apiMetrics.creditUsageTotal.name, options);

/** Credits used within the window. */
export const creditsUsed = (options: SignalOptions): string => grownBy(apiMetrics.creditUsageTotal, options);

/** Credits used within the window, for an alert: what was used before a target's first scrape does not count. */
export const creditsCounted = (options: SignalOptions): string => counted(apiMetrics.creditUsageTotal, options);

/** The latency quantile of an operation on credits, in seconds. */
export const creditLatencyQuantile = (quantile: number, options: SignalOptions): string =>
  quantileOfBuckets(apiMetrics.creditOperationLatencySeconds.name, quantile, options);

/** Database queries a second. */
export const queryRate = (options: SignalOptions): string =>
  sumOfRates(`${apiMetrics.dbQueryLatencySeconds.name}_count`, options);

/** The latency quantile of database queries, in seconds. */
export const queryLatencyQuantile = (quantile: number, options: SignalOptions): string =>
  quantileOfBuckets(apiMetrics.dbQueryLatencySeconds.name, quantile, options);

/** Anomalies counted within the window, for an alert: above 0 from a series' first event on. */
export const anomaliesCounted = (options: SignalOptions): string => counted(anomalyDetectionTriggeredTotal, options);

/** Anomalies counted within the window, as a number to read. */
export const anomaliesTotal = (options: SignalOptions): string => grownBy(anomalyDetectionTriggeredTotal, options);
