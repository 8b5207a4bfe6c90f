/** The time range that a dashboard opens with, as Grafana writes times: `now-1h`, `now`. */
export interface TimeRange {
  readonly from: string;
  readonly to: string;
}

/** How a dashboard appears and whom it asks. */
export interface DashboardSettings {
  /**
   * The datasource that every query goes to.
   *
   * @default "prometheus"
   */
  readonly datasourceUid?: string;
  /**
   * The time range that the dashboard opens with.
   *
   * @default - the last hour
   */
  readonly timeRange?: TimeRange;
  /**
   * How often the dashboard asks again: a number and `s`, `m`, `h` or `d`, at least the 5 s that Grafana demands; or
   * false for never.
   *
   * @default "30s"
   */
  readonly refresh?: string | false;
  /**
   * The time zone of the axes: `browser`, `utc`, or a name such as `Europe/Lisbon`.
   *
   * @default "browser"
   */
  readonly timezone?: string;
  /**
   * Words by which Grafana's list of dashboards can be narrowed.
   *
   * @default - none
   */
  readonly tags?: readonly string[];
}
