import type {
  WindowedGroupSettings,
  AlertTuning,
  InstantAlertTuning,
  SeveritySetting,
  Thresholds,
  TrafficFloor,
} from "./alert-settings";

/** How HighErrorRate is tuned; its threshold is a share, 0 to 1. */
export type HighErrorRateSettings = AlertTuning & Thresholds & TrafficFloor;

/** How HighLatency is tuned; its threshold is in seconds. */
export type HighLatencySettings = AlertTuning &
  Thresholds &
  TrafficFloor & {
    /**
     * The share of requests, 0 to 1, that has to be faster than the threshold.
     *
     * @default 0.95
     */
    readonly quantile?: number;
  };

/** How AnomalyDetected is tuned; its threshold is a number of anomalies within the window. */
export type AnomalyDetectedSettings = AlertTuning & Thresholds;

/** How NoTraffic is tuned; its window is the time without any request. */
export type NoTrafficSettings = AlertTuning &
  SeveritySetting & {
    /**
     * Requests a second, per job and above 0, that there were on average over the six hours before.
     *
     * @default 0.1
     */
    readonly minimumRequestRate?: number;
  };

/** How ConnectionPoolSaturated is tuned; its threshold is a share, 0 to 1. */
export type ConnectionPoolSaturatedSettings = InstantAlertTuning & Thresholds;

/**
 * How CacheHitRatioCollapsed is tuned; its threshold is a share of the cache's own past hit ratio, 0 to 1, lower for the
 * graver one, and its window that past.
 */
export type CacheHitRatioCollapsedSettings = AlertTuning &
  Thresholds & {
    /**
     * The hit ratio, 0 to 1, that the cache had in the past: one of less use cannot collapse.
     *
     * @default 0.2
     */
    readonly minimumHitRatio?: number;
  };

/** How CreditUsageSurge is tuned; its threshold is how many times the busiest hour of the week before, 1 or more. */
export type CreditUsageSurgeSettings = InstantAlertTuning &
  Thresholds & {
    /**
     * Credits within the hour, below which the alert stays silent. 0 lifts the limit.
     *
     * @default 100
     */
    readonly minimumCredits?: number;
  };

/** What can be set of an application's alerts; `false` switches an alert off. */
export interface ApiAlertSettings extends WindowedGroupSettings {
  /**
   * The name of the group: two groups of a stack need two names.
   *
   * @default "api"
   */
  readonly name?: string;
  /**
   * Over how long rates and increases are taken: four scrape intervals or more.
   *
   * @default "5m"
   */
  readonly window?: string;
  /**
   * The share of 5xx answers, per job and endpoint. Critical above 0.05 for 5 minutes.
   *
   * @default {}
   */
  readonly highErrorRate?: HighErrorRateSettings | false;
  /**
   * A quantile of the request latency, per job and endpoint. Warning above 1 s for 5 minutes.
   *
   * A quantile is interpolated between two bucket bounds. At a threshold that is a bucket bound the alert is exact: it
   * fires when more than the remaining share of requests was slower. Between two bounds it is an estimate, as if the
   * requests between them were spread evenly.
   *
   * @default {}
   */
  readonly highLatency?: HighLatencySettings | false;
  /**
   * Anomalies that the application counted, per job, endpoint and reason. Info above 0 within the window, at once: shown
   * and not sent.
   *
   * @default {}
   */
  readonly anomalyDetected?: AnomalyDetectedSettings | false;
  /**
   * No request to a job within the window for 10 minutes, though there were 0.1 a second or more over the six hours
   * before, and yesterday this was no quiet hour. Warning.
   *
   * @default {}
   */
  readonly noTraffic?: NoTrafficSettings | false;
  /**
   * The share of a connection pool in use, per job, instance and database. Warning above 0.9 for 5 minutes. Silent where
   * no pool is exposed.
   *
   * @default {}
   */
  readonly connectionPoolSaturated?: ConnectionPoolSaturatedSettings | false;
  /**
   * The hit ratio of a cache against its own of the last day, per job, instance and kind of cache. Warning below 0.5 of
   * that for 15 minutes. Silent where no cache is exposed.
   *
   * @default {}
   */
  readonly cacheHitRatioCollapsed?: CacheHitRatioCollapsedSettings | false;
  /**
   * Credits used within an hour against the busiest hour of the week before, per job and operation. Warning above 2 times
   * as many for 10 minutes, from the second day on. It has Prometheus record a series.
   *
   * @default false
   */
  readonly creditUsageSurge?: CreditUsageSurgeSettings | false;
}
