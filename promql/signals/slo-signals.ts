import { apiMetrics, formatFloat } from "cdktf-monitoring-metrics/definitions";
import { sumOfRates } from "../private/query-text";
import { measuredRequestRate, requestRate, serverErrorRate, type SignalOptions } from "./api-signals";

const BY_JOB = { window: "5m", by: ["job"] } as const;

/** Which requests an objective is about. */
export type SloSignalOptions = Pick<SignalOptions, "where">;

/** What an objective counts: requests a second, and those of them that miss it. */
export interface SloSignals {
  readonly requests: string;
  /** 0 while every request meets the objective. */
  readonly errors: string;
}

/** Availability: a request that is answered with a 5xx misses the objective. */
export function availabilitySignals({ where }: SloSignalOptions): SloSignals {
  const options = { ...BY_JOB, where };
  const requests = requestRate(options);
  // A status that never occurred has no series.
  return { requests, errors: `${serverErrorRate(options)} or ${requests} * 0` };
}

/**
 * Latency: a request that takes longer misses the objective, whatever its answer.
 *
 * @param seconds a finite bucket bound of the request latency: only there requests are counted exactly
 */
export function latencySignals(seconds: number, { where }: SloSignalOptions): SloSignals {
  const options = { ...BY_JOB, where };
  const requests = measuredRequestRate(options);
  const bucket = `${apiMetrics.apiRequestLatencySeconds.name}_bucket`;
  const withinBound = { ...options, where: { ...where, le: `="${formatFloat(seconds)}"` } };
  return { requests, errors: `${requests} - ${sumOfRates(bucket, withinBound)}` };
}
