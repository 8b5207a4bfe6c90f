import { exposerMetrics } from "cdktf-monitoring-metrics/definitions";
import { sumOfRates } from "../private/query-text";
import { selector, type Matchers } from "../queries/matchers";

/** Which processes a signal is asked for. */
export interface NodejsSignalOptions {
  /**
   * Which series count, by label.
   *
   * @default - all
   */
  readonly where?: Matchers;
}

/** The same, for what is taken over a window. */
export interface NodejsRateOptions extends NodejsSignalOptions {
  /** A duration as Prometheus writes it, or `$__rate_interval` in a panel. */
  readonly window: string;
}

/** The delay of the event loop in seconds that 99 of 100 turns stay below, since the scrape before. */
export const eventLoopDelay = ({ where }: NodejsSignalOptions): string =>
  selector("nodejs_eventloop_lag_p99_seconds", where);

/** Share of the time that a process stands still to collect garbage, from 0 to 1, of every kind of collection. */
export const garbageCollectionShare = ({ window, where }: NodejsRateOptions): string =>
  sumOfRates("nodejs_gc_duration_seconds_sum", { window, by: ["job", "instance", "host"], where });

/** Share of the largest heap that V8 allows which is in use, from 0 to 1. */
export const heapUsedRatio = ({ where }: NodejsSignalOptions): string =>
  `${selector("nodejs_heap_size_used_bytes", where)} / ${selector(exposerMetrics.heapSizeLimitBytes.name, where)}`;
