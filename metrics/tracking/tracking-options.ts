import type { HttpMethod } from "../definitions";

/** A call that is recorded as a request. */
export interface InstrumentOptions {
  /** What stands for the route template: one of a bounded number of names. */
  readonly endpoint: string;
  readonly method: HttpMethod;
  /**
   * The latency above which a call is an anomaly, in seconds.
   *
   * @default 1
   */
  readonly latencyThreshold?: number;
}

/** How an endpoint is watched. */
export interface DetectAnomaliesOptions {
  /**
   * The latency above which a call is an anomaly, in seconds.
   *
   * @default 1
   */
  readonly latencyThreshold?: number;
}

/** Who uses how many credits. */
export interface CreditUse {
  /** The user who pays. */
  readonly user: string;
  /** Finite, not negative. */
  readonly credits: number;
}
