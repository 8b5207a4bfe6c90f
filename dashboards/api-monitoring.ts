import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import { grafanaUid } from "../promql/grafana-uid";
import { durationMilliseconds } from "../promql/duration";
import { windowOfScrapes } from "../promql/scrape-window";
import { apiThresholds } from "../promql/signals";
import type { ApiMonitoringThresholds } from "./api-monitoring-thresholds";
import type { DashboardDefinition } from "./dashboard-definition";
import { DashboardError } from "./dashboard-error";
import type { DashboardSettings } from "./dashboard-settings";
import { defineDashboard, type DashboardOptions } from "./define-dashboard";
import { anomalyPanels } from "./private/api-monitoring/anomalies";
import { cachePanels } from "./private/api-monitoring/cache";
import { creditPanels } from "./private/api-monitoring/credits";
import { databasePanels } from "./private/api-monitoring/database";
import { errorPanels } from "./private/api-monitoring/errors";
import { latencyPanels } from "./private/api-monitoring/latency";
import { overviewPanels } from "./private/api-monitoring/overview";
import { requestPanels } from "./private/api-monitoring/requests";
import { restarts } from "./private/api-monitoring/restarts";
import { systemPanels } from "./private/api-monitoring/system";
import { userPanels } from "./private/api-monitoring/users";
import { variables } from "./private/api-monitoring/variables";
import { dashboardProblems } from "./private/dashboard-problems";

/** Settings of {@link apiMonitoring}. */
export interface ApiMonitoringSettings extends DashboardSettings {
  /**
   * What the dashboard is called.
   *
   * @default "Django API Monitoring"
   */
  readonly title?: string;
  /**
   * The dashboard's address in Grafana. It does not follow the title, so that links to it survive a new one; two of
   * these dashboards in one Grafana each need their own.
   *
   * @default "api-monitoring"
   */
  readonly uid?: string;
  /**
   * Where lines are drawn and numbers turn red: what the alerts were told.
   *
   * @default - the thresholds of `apiThresholds`, which the alerts have by default
   */
  readonly thresholds?: Partial<ApiMonitoringThresholds>;
  /**
   * How often the applications are scraped, as Prometheus writes durations: anomalies are counted within 5 minutes, or
   * four scrapes where those take longer.
   *
   * @default - often enough for 5 minutes to hold four scrapes
   */
  readonly scrapeInterval?: string;
}

const isBetween = (value: number, low: number, high: number) => value > low && value < high;

function thresholdProblems({ highErrorRate, highLatency, latencyQuantile }: ApiMonitoringThresholds): string[] {
  const largestBucket = Math.max(...apiMetrics.apiRequestLatencySeconds.buckets);
  return [
    ...(isBetween(highErrorRate, 0, 1) || highErrorRate === 1
      ? []
      : [`thresholds.highErrorRate must be a share above 0 and at most 1: received ${highErrorRate}`]),
    ...(isBetween(highLatency, 0, largestBucket)
      ? []
      : [
          `thresholds.highLatency must be seconds above 0 and below ${largestBucket}, the largest bucket: received ${highLatency}`,
        ]),
    ...(isBetween(latencyQuantile, 0, 1)
      ? []
      : [`thresholds.latencyQuantile must be a share between 0 and 1: received ${latencyQuantile}`]),
  ];
}

function rowsOf(thresholds: ApiMonitoringThresholds, scrapeInterval: string | undefined): DashboardOptions["rows"] {
  return [
    { title: "Overview", panels: overviewPanels(thresholds) },
    { title: "Requests", panels: requestPanels(thresholds) },
    { title: "Latency", panels: latencyPanels(thresholds) },
    { title: "Errors", panels: errorPanels(thresholds) },
    { title: "Anomalies", panels: anomalyPanels(windowOfScrapes(apiThresholds.window, scrapeInterval)) },
    { title: "Credits", panels: creditPanels() },
    { title: "Users", panels: userPanels() },
    { title: "Database", panels: databasePanels() },
    { title: "Cache", panels: cachePanels() },
    { title: "System", panels: systemPanels() },
  ];
}

/**
 * The dashboard of applications that expose the application catalogue, for any number of services and hosts: their
 * requests, latency, errors, anomalies, credits, users, database, cache and system.
 *
 * @throws {DashboardError} naming every setting that cannot be used
 */
export function apiMonitoring(settings: ApiMonitoringSettings = {}): DashboardDefinition {
  const {
    title = "Django API Monitoring",
    uid = grafanaUid("api-monitoring"),
    tags = ["api"],
    thresholds = {},
  } = settings;
  const { datasourceUid, timeRange, refresh, timezone, scrapeInterval } = settings;
  const complete = {
    highErrorRate: thresholds.highErrorRate ?? apiThresholds.highErrorRate,
    highLatency: thresholds.highLatency ?? apiThresholds.highLatency,
    latencyQuantile: thresholds.latencyQuantile ?? apiThresholds.latencyQuantile,
  };
  const options = {
    uid,
    title,
    description: "Requests, latency, errors, anomalies, credits, users, database, cache and system of each service.",
    tags,
    datasourceUid,
    timeRange,
    refresh,
    timezone,
    variables,
    annotations: [restarts],
  };
  const intervalProblems =
    scrapeInterval === undefined || (durationMilliseconds(scrapeInterval) ?? 0) > 0
      ? []
      : [`scrapeInterval must be a duration such as 15s or 2m: received "${scrapeInterval}"`];
  const refused = [...thresholdProblems(complete), ...intervalProblems].map(
    (problem) => `dashboard "${title}": ${problem}`,
  );
  if (refused.length > 0) throw new DashboardError([...refused, ...dashboardProblems({ ...options, rows: [] })]);
  return defineDashboard({ ...options, rows: rowsOf(complete, scrapeInterval) });
}
