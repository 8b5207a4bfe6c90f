import type { DashboardDefinition } from "./dashboard-definition";
import { DashboardError } from "./dashboard-error";
import type { DashboardSettings } from "./dashboard-settings";
import type { DashboardAnnotation, DashboardVariable } from "./dashboard-variable";
import type { DashboardPanel } from "./panel";
import { annotationModel, ownAnnotations } from "./private/annotation-models";
import { dashboardProblems } from "./private/dashboard-problems";
import type { DashboardModel, DatasourceRef } from "./private/grafana-model";
import { layOut } from "./private/layout";
import { variableModel } from "./private/variable-model";

/** Panels under one heading. */
export interface DashboardRow {
  readonly title: string;
  /** Placed from left to right, on a new line where the 24 columns are full. */
  readonly panels: readonly DashboardPanel[];
}

/** What a dashboard is made of. */
export interface DashboardOptions extends DashboardSettings {
  /** Unique within a Grafana, at most 40 letters, digits, `-` and `_`; `grafanaUid` derives one from a name. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  /** The first is at the top. */
  readonly rows: readonly DashboardRow[];
  /**
   * Choices at the top of the dashboard, each with all values chosen at first.
   *
   * @default - none
   */
  readonly variables?: readonly DashboardVariable[];
  /**
   * Events that are marked in every panel.
   *
   * @default - none
   */
  readonly annotations?: readonly DashboardAnnotation[];
}

/** The version of Grafana's dashboard schema that the models here are written in. */
const SCHEMA_VERSION = 42;

/**
 * A dashboard of panels in rows, as Grafana stores it without rewriting anything. Two calls with the same options give
 * the same JSON.
 *
 * @throws {DashboardError} naming everything that Grafana would refuse, and every panel that lacks something
 */
export function defineDashboard(options: DashboardOptions): DashboardDefinition {
  const problems = dashboardProblems(options);
  if (problems.length > 0) throw new DashboardError(problems);
  const { uid, title, description, rows, variables = [], annotations = [], tags = [] } = options;
  const { datasourceUid = "prometheus", timeRange = { from: "now-1h", to: "now" } } = options;
  const { refresh = "30s", timezone = "browser" } = options;
  const datasource: DatasourceRef = { type: "prometheus", uid: datasourceUid };
  const model: DashboardModel = {
    uid,
    title,
    description,
    tags: [...tags],
    schemaVersion: SCHEMA_VERSION,
    // A change that somebody makes in Grafana would be gone with the next deployment.
    editable: false,
    graphTooltip: 1,
    fiscalYearStartMonth: 0,
    time: { from: timeRange.from, to: timeRange.to },
    timezone,
    refresh: refresh === false ? "" : refresh,
    templating: { list: variables.map((variable) => variableModel(variable, datasource)) },
    annotations: {
      list: [ownAnnotations(), ...annotations.map((annotation) => annotationModel(annotation, datasource))],
    },
    links: [],
    panels: layOut(rows).flatMap((row) => [
      {
        type: "row" as const,
        id: row.id,
        title: row.title,
        collapsed: false,
        gridPos: { x: 0, y: row.y, w: 24, h: 1 },
        panels: [],
      },
      ...row.panels.map(({ panel, id, gridPos }) => panel.model({ id, gridPos, datasource })),
    ]),
  };
  return { uid, title, model: { ...model } };
}
