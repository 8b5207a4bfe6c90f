import type { WindowedGroupSettings, AlertTuning, InstantAlertTuning, Thresholds } from "./alert-settings";

/** What can be set of the alerts on Node.js processes; `false` switches an alert off. */
export interface NodejsAlertSettings extends WindowedGroupSettings {
  /**
   * The name of the group: two groups of a stack need two names.
   *
   * @default "nodejs"
   */
  readonly name?: string;
  /**
   * Over how long rates are taken: four scrape intervals or more.
   *
   * @default "5m"
   */
  readonly window?: string;
  /**
   * The 99th percentile of the event loop's delay, per process. Warning above 0.1 s for 5 minutes.
   *
   * @default {}
   */
  readonly eventLoopDelayed?: (InstantAlertTuning & Thresholds) | false;
  /**
   * The share of the time that a process stands still to collect garbage. Warning above 0.1 for 10 minutes.
   *
   * @default {}
   */
  readonly garbageCollectionHigh?: (AlertTuning & Thresholds) | false;
  /**
   * The share of the largest heap that V8 allows which is in use. Warning above 0.9 for 5 minutes.
   *
   * @default {}
   */
  readonly heapNearLimit?: (InstantAlertTuning & Thresholds) | false;
}
