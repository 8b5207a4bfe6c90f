/** Where the monitoring itself stops being fine: the defaults that its alerts fire by, each with its reason. */
export const monitoringThresholds = {
  /** Over how long rates and increases are taken: twenty scrapes of 15 s. */
  window: "5m",
  /**
   * Share of the room that Prometheus may take, 0 to 1. It deletes its oldest block, up to a tenth of the retention time,
   * when the room is used up: from nine tenths on, less is kept than was asked for.
   */
  storageFilling: 0.9,
  /**
   * Restarts within an hour. One is an upgrade, and only shown; an upgrade that is taken back is two; a third is a process
   * that does not stay up, which most often is out of memory.
   */
  restarted: { warning: 2, info: 0 },
  /** The hour in which restarts are counted: a process that loads a long write-ahead log takes minutes for each. */
  restartedWindow: "1h",
  /**
   * Over how long failed notifications are counted. A notification fails once all its attempts did, which takes as long
   * as Alertmanager's group interval, 5 minutes by default: three of these, so that a lasting failure is one alert.
   */
  notificationsWindow: "15m",
} as const;
