import { Document, Scalar } from "yaml";
import type { AlertGroup, AlertRule, RecordingRule } from "./alert-group";
import { alertLabels, sortedLabels } from "./private/alert-labels";

/**
 * Groups as a Prometheus rule file, recordings before the alerts that may read them. The groups are taken as they are;
 * `validateAlertGroups` says whether they can work.
 *
 * @returns YAML; `groups: []` where there is no rule
 */
export function prometheusRuleFile(groups: readonly AlertGroup[]): string {
  const rendered = groups
    .map(({ name, interval, recordings = [], alerts }) => ({
      name,
      interval,
      rules: [...recordings.map(recordingRule), ...alerts.map(alertRule)],
    }))
    .filter(({ rules }) => rules.length > 0);
  return new Document({ groups: rendered }).toString({ lineWidth: 0 });
}

/**
 * The recordings of the groups as a Prometheus rule file: what Prometheus computes while Grafana alerts.
 *
 * @returns YAML; `groups: []` where there is no recording
 */
export const prometheusRecordingFile = (groups: readonly AlertGroup[]): string =>
  prometheusRuleFile(groups.map((group) => ({ ...group, alerts: [] })));

const recordingRule = ({ record, expression, labels = {} }: RecordingRule) => ({
  record,
  expr: block(expression),
  ...(Object.keys(labels).length > 0 ? { labels: sortedLabels(labels) } : {}),
});

const alertRule = (rule: AlertRule) => ({
  alert: rule.name,
  expr: block(rule.expression),
  for: rule.for,
  ...(rule.keepFiringFor === undefined ? {} : { keep_firing_for: rule.keepFiringFor }),
  labels: alertLabels(rule),
  annotations: { summary: rule.summary, description: rule.description, runbook_url: rule.runbookUrl },
});

/**
 * An expression as a block of its own, so that neither its quotes nor its line breaks are escaped. Blanks before it say
 * nothing, and Prometheus' reader of YAML refuses a block that begins with a tab.
 */
function block(expression: string): Scalar<string> {
  const scalar = new Scalar(expression.trimStart());
  scalar.type = Scalar.BLOCK_LITERAL;
  return scalar;
}
