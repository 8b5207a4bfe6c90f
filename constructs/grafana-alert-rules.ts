import { RuleGroup } from "@cdktf/provider-grafana/lib/rule-group";
import { Construct } from "constructs";
import { grafanaRuleGroup, validateAlertGroup, type AlertGroup } from "../alerts";
import type { IGrafana } from "./grafana";
import type { GrafanaFolder } from "./grafana-folder";
import type { GrafanaNotifications } from "./grafana-notifications";
import type { IMetricSource } from "./metric-source";
import { escapeTemplate } from "./private/escape";
import { refuseBadContent } from "./private/grafana-content";
import { groupProblems, groupQueries } from "./private/rule-checks";
import type { AskedQuery, IQuerySource } from "./query-source";

/** Props of {@link GrafanaAlertRules}. */
export interface GrafanaAlertRulesProps {
  readonly grafana: IGrafana;
  /** The folder that the group lies in; Grafana demands one. */
  readonly folder: GrafanaFolder;
  /** The alerts; the group's recordings belong to Prometheus. */
  readonly group: AlertGroup;
  /** The datasource that is queried. */
  readonly datasourceUid: string;
  /** The metrics that the expressions are held against. */
  readonly metrics: IMetricSource;
  /**
   * Who is notified.
   *
   * @default - nobody: alerts are shown
   */
  readonly notifications?: GrafanaNotifications;
}

/** A group of alerts that Grafana evaluates, whose expressions were all checked at synth. */
export class GrafanaAlertRules extends Construct implements IQuerySource {
  readonly ruleGroup: RuleGroup;

  private readonly alerts: AlertGroup;

  constructor(scope: Construct, id: string, props: GrafanaAlertRulesProps) {
    super(scope, id);
    const { grafana, folder, group, datasourceUid, metrics, notifications } = props;
    this.ruleGroup = new RuleGroup(this, "Default", {
      provider: grafana.provider,
      dependsOn: [...grafana.dependencies, ...(notifications === undefined ? [] : [notifications.contactPoint])],
      folderUid: folder.folder.uid,
      ...escapeEvery(grafanaRuleGroup(group, { datasourceUid, contactPoint: notifications?.name })),
    });
    const alerts = { ...group, recordings: [] };
    this.alerts = alerts;
    refuseBadContent(this, grafana, `rule group "${group.name}" of the folder "${folder.uid}"`, () => [
      ...validateAlertGroup(alerts),
      ...groupProblems(alerts, metrics),
    ]);
  }

  /** What the alerts ask. */
  askedQueries(): readonly AskedQuery[] {
    return groupQueries(this.alerts);
  }
}

/** The same data with every text escaped for Terraform. */
function escapeEvery<Data>(data: Data): Data {
  return JSON.parse(JSON.stringify(data), (_, value: unknown) =>
    typeof value === "string" ? escapeTemplate(value) : value,
  ) as Data;
}
