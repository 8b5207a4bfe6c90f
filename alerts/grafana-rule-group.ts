import { durationMilliseconds, formatGoDuration } from "../promql/duration";
import { ALERT_GROUPING, type AlertGroup, type AlertRule, isNotified } from "./alert-group";
import { alertLabels } from "./private/alert-labels";
import { grafanaTemplate } from "./private/alert-template";
import { ruleUid } from "./private/rule-uid";

/** What Grafana has to know beside the alerts. */
export interface GrafanaRuleGroupOptions {
  /** The uid of the Prometheus datasource. */
  readonly datasourceUid: string;
  /**
   * The name of the contact point that is told of the alerts that are sent.
   *
   * @default - none: all alerts are shown, and Grafana's notification policies decide who is told
   */
  readonly contactPoint?: string;
}

/** One query or expression of a rule. */
export interface GrafanaRuleData {
  readonly refId: string;
  readonly datasourceUid: string;
  /** JSON. */
  readonly model: string;
  /** Seconds before the evaluation. */
  readonly relativeTimeRange: { readonly from: number; readonly to: number };
}

/** One alert rule, with the names that the binding of Terraform's `grafana_rule_group` has. */
export interface GrafanaRule {
  readonly uid: string;
  /** The title, which is also the label `alertname`; Grafana 12 and later take one title for several severities. */
  readonly name: string;
  readonly for: string;
  readonly keepFiringFor?: string;
  readonly condition: string;
  readonly noDataState: string;
  readonly execErrState: string;
  readonly missingSeriesEvalsToResolve: number;
  readonly labels: Record<string, string>;
  readonly annotations: Record<string, string>;
  readonly data: GrafanaRuleData[];
  readonly notificationSettings?: { readonly contactPoint: string; readonly groupBy: string[] };
}

/** All of `grafana_rule_group` but the folder. */
export interface GrafanaRuleGroup {
  readonly name: string;
  readonly intervalSeconds: number;
  /** Empty for a group of recordings alone, which Grafana does not take: leave such a group out. */
  readonly rule: GrafanaRule[];
}

/**
 * A group's alerts as Grafana evaluates them, meaning exactly what the rule file means. The rule file's expression is
 * query A as it is, comparison included. B, the condition, is true for each series that A returns, also for one whose
 * value is 0, NaN or infinite: a threshold would miss `up == 0`. Recordings are not here; Prometheus computes them.
 *
 * Every value is written as the server stores it, so that a second plan finds nothing to change. The group is taken as it
 * is; `validateAlertGroup` says whether it can work.
 */
export function grafanaRuleGroup(group: AlertGroup, options: GrafanaRuleGroupOptions): GrafanaRuleGroup {
  return {
    name: group.name,
    intervalSeconds: milliseconds(group.interval) / 1000,
    rule: group.alerts.map((rule) => grafanaRule(group, rule, options)),
  };
}

const QUERY = "A";
const CONDITION = "B";

/** The uid under which Grafana keeps its own expressions. */
const EXPRESSION_UID = "__expr__";

/** What the server adds to a model that lacks it. */
const MODEL_DEFAULTS = { intervalMs: 1000, maxDataPoints: 43200 } as const;

/** As the server orders them: the two that it adds itself, then the others by name. */
const GROUP_BY = [...new Set(["grafana_folder", "alertname", ...[...ALERT_GROUPING].sort()])];

function grafanaRule(group: AlertGroup, rule: AlertRule, { datasourceUid, contactPoint }: GrafanaRuleGroupOptions) {
  const keepFiringFor = milliseconds(rule.keepFiringFor ?? "0s");
  const query = {
    datasource: { type: "prometheus", uid: datasourceUid },
    editorMode: "code",
    expr: rule.expression,
    instant: true,
    range: false,
  };
  const condition = {
    datasource: { type: EXPRESSION_UID, uid: EXPRESSION_UID },
    expression: `is_number($${QUERY}) || is_nan($${QUERY}) || is_inf($${QUERY})`,
    type: "math",
  };
  return {
    uid: ruleUid(group, rule),
    name: rule.name,
    for: formatGoDuration(milliseconds(rule.for)),
    ...(keepFiringFor > 0 ? { keepFiringFor: formatGoDuration(keepFiringFor) } : {}),
    condition: CONDITION,
    noDataState: rule.noDataState ?? "OK",
    execErrState: rule.execErrState ?? "Error",
    // A series that leaves the result while others stay is missing to Grafana, which then looks at this number alone and
    // not at how long the alert keeps firing.
    missingSeriesEvalsToResolve: 1 + Math.ceil(keepFiringFor / milliseconds(group.interval)),
    labels: translated(alertLabels(rule)),
    annotations: translated({
      summary: rule.summary,
      description: rule.description,
      runbook_url: rule.runbookUrl,
    }),
    data: [
      // An instant query reads the end of its range alone, but the server refuses an empty one.
      { ...ruleData(QUERY, datasourceUid, query), relativeTimeRange: { from: 600, to: 0 } },
      { ...ruleData(CONDITION, EXPRESSION_UID, condition), relativeTimeRange: { from: 0, to: 0 } },
    ],
    ...(contactPoint !== undefined && isNotified(rule)
      ? { notificationSettings: { contactPoint, groupBy: [...GROUP_BY] } }
      : {}),
  };
}

const ruleData = (refId: string, datasourceUid: string, model: Record<string, unknown>) => ({
  refId,
  datasourceUid,
  model: sortedJson({ ...model, ...MODEL_DEFAULTS, refId }),
});

/** Keys in the order in which the server, written in Go, prints them. */
const sortedJson = (model: Record<string, unknown>) =>
  JSON.stringify(Object.fromEntries(Object.entries(model).sort(([first], [second]) => (first < second ? -1 : 1))));

const translated = (templates: Record<string, string>) =>
  Object.fromEntries(Object.entries(templates).map(([name, text]) => [name, grafanaTemplate(text, QUERY)]));

const milliseconds = (duration: string) => durationMilliseconds(duration) ?? 0;
