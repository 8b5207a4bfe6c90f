import { grafanaUid } from "../../promql/grafana-uid";
import type { DashboardDefinition } from "../dashboard-definition";
import { DashboardError } from "../dashboard-error";
import type { DashboardSettings } from "../dashboard-settings";
import { defineDashboard, type DashboardOptions } from "../define-dashboard";
import { dashboardProblems } from "./dashboard-problems";
import { completed, severityProblems, type Named } from "./severity-steps";

/** A dashboard as it is before anybody sets anything. */
export interface ShippedDashboard<Name extends string> extends Pick<
  DashboardOptions,
  "title" | "description" | "variables"
> {
  /** What its uid is derived from, so that a new title leaves its address alone. */
  readonly name: string;
  readonly tag: string;
  readonly thresholds: Named<Name>;
  readonly rows: (thresholds: Named<Name>) => DashboardOptions["rows"];
}

/** What can be set of one. */
export interface ShippedDashboardSettings<Name extends string> extends DashboardSettings {
  readonly title?: string;
  readonly uid?: string;
  readonly thresholds?: Partial<Named<Name>>;
}

/**
 * A dashboard with the settings that it was given.
 *
 * @throws {DashboardError} naming every setting that cannot be used
 */
export function shippedDashboard<Name extends string>(
  dashboard: ShippedDashboard<Name>,
  settings: ShippedDashboardSettings<Name>,
): DashboardDefinition {
  const { title = dashboard.title, uid = grafanaUid(dashboard.name), tags = [dashboard.tag] } = settings;
  const { datasourceUid, timeRange, refresh, timezone } = settings;
  const { description, variables } = dashboard;
  const options = { uid, title, description, tags, datasourceUid, timeRange, refresh, timezone, variables };
  const thresholds = completed(dashboard.thresholds, settings.thresholds);
  const refused = severityProblems(thresholds).map((problem) => `dashboard "${title}": ${problem}`);
  // Panels with such a threshold would refuse it once more each.
  if (refused.length > 0) throw new DashboardError([...refused, ...dashboardProblems({ ...options, rows: [] })]);
  return defineDashboard({ ...options, rows: dashboard.rows(thresholds) });
}
