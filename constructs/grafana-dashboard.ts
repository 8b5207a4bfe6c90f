import { Dashboard } from "@cdktf/provider-grafana/lib/dashboard";
import { Construct } from "constructs";
import type { DashboardDefinition } from "../dashboards";
import type { IGrafana } from "./grafana";
import { uidProblems, type GrafanaFolder } from "./grafana-folder";
import type { IMetricSource } from "./metric-source";
import { escapeTemplate } from "./private/escape";
import { refuseBadContent } from "./private/grafana-content";
import { askedQueries, queryProblems } from "./private/query-checks";
import type { AskedQuery, IQuerySource } from "./query-source";

/** Props of {@link GrafanaDashboard}. */
export interface GrafanaDashboardProps {
  readonly grafana: IGrafana;
  readonly dashboard: DashboardDefinition;
  /**
   * The folder that it lies in.
   *
   * @default - Grafana's root
   */
  readonly folder?: GrafanaFolder;
  /**
   * The metrics that its queries are held against.
   *
   * @default - unknown: the queries are not checked
   */
  readonly metrics?: IMetricSource;
}

/** A dashboard in Grafana, whose queries are all checked at synth. */
export class GrafanaDashboard extends Construct implements IQuerySource {
  readonly dashboard: Dashboard;
  readonly uid: string;

  private readonly definition: DashboardDefinition;

  constructor(scope: Construct, id: string, { grafana, dashboard, folder, metrics }: GrafanaDashboardProps) {
    super(scope, id);
    this.uid = dashboard.uid;
    this.definition = dashboard;
    this.dashboard = new Dashboard(this, "Default", {
      provider: grafana.provider,
      dependsOn: [...grafana.dependencies],
      folder: folder?.folder.uid,
      configJson: escapeTemplate(JSON.stringify(dashboard.model)),
      overwrite: true,
    });
    refuseBadContent(this, grafana, `dashboard uid "${dashboard.uid}"`, () => [
      ...uidProblems("dashboard.uid", dashboard.uid),
      ...(dashboard.model["uid"] === dashboard.uid
        ? []
        : [
            `dashboard.model.uid must be the dashboard's uid "${dashboard.uid}": received "${String(dashboard.model["uid"])}"`,
          ]),
      ...(typeof dashboard.model["title"] === "string" && dashboard.model["title"].trim() !== ""
        ? []
        : [
            `dashboard.model.title must be a text, as Grafana demands: received ${JSON.stringify(dashboard.model["title"])}`,
          ]),
      ...(metrics === undefined || dashboard.unchecked !== undefined ? [] : queryProblems(dashboard, metrics)),
    ]);
  }

  /** What its panels, variables and annotations ask, library panels included, whose queries only Grafana knows. */
  askedQueries(): readonly AskedQuery[] {
    return askedQueries(this.definition);
  }
}
