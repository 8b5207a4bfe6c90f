import { apiMetrics, type MetricDefinition } from "cdktf-monitoring-metrics/definitions";
import { selector, type Matchers } from "./private/selector";

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

const sumOfRates = (metric: string, { window, by, where }: SignalOptions, matchers: Matchers = {}) =>
  `sum by (${by.join(", ")}) (rate(${selector(metric, { ...where, ...matchers })}[${window}]))`;

const quantileOf = (definition: MetricDefinition, quantile: number, options: SignalOptions) =>
  `histogram_quantile(${quantile}, ${sumOfRates(`${definition.name}_bucket`, { ...options, by: [...options.by, "le"] })})`;

const { apiRequestsTotal, apiRequestLatencySeconds, anomalyDetectionTriggeredTotal } = apiMetrics;

/** A 5xx answer, as the label `status` has it. */
const SERVER_ERROR: Matchers = { status: '=~"5.."' };

/** Requests a second. */
export const requestRate = (options: SignalOptions): string => sumOfRates(apiRequestsTotal.name, options);

/** Answers a second that are 5xx. */
export const serverErrorRate = (options: SignalOptions): string =>
  sumOfRates(apiRequestsTotal.name, options, SERVER_ERROR);

/**
 * Share of answers that are 5xx, from 0 to 1. Where nothing ever failed there is no series rather than a 0, since a
 * status that never occurred has no series to divide.
 */
export const serverErrorRatio = (options: SignalOptions): string =>
  `${serverErrorRate(options)} / ${requestRate(options)}`;

/** The request latency below which the given share (0 to 1) of requests lies, in seconds; NaN without traffic. */
export const requestLatencyQuantile = (quantile: number, options: SignalOptions): string =>
  quantileOf(apiRequestLatencySeconds, quantile, options);

/** The latency quantile of an operation on credits, in seconds. */
export const creditLatencyQuantile = (quantile: number, options: SignalOptions): string =>
  quantileOf(apiMetrics.creditOperationLatencySeconds, quantile, options);

/** The latency quantile of database queries, in seconds. */
export const queryLatencyQuantile = (quantile: number, options: SignalOptions): string =>
  quantileOf(apiMetrics.dbQueryLatencySeconds, quantile, options);

/**
 * Anomalies counted within the window, a series' first event included. `increase` alone misses that one: a counter that
 * appears with the value 1 did not grow. A series is new where it has no sample one window ago, and only if its target
 * was scraped at that time: after an outage every series looks new.
 */
export function anomaliesCounted({ window, by, where }: SignalOptions): string {
  const counted = selector(anomalyDetectionTriggeredTotal.name, where);
  const grown = `increase(${counted}[${window}]) > 0`;
  const appeared = `${counted} unless ${counted} offset ${window}`;
  return `sum by (${by.join(", ")}) ((${grown}) or (${appeared}) and on (job, instance) (up offset ${window} == 1))`;
}
