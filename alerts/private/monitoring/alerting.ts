import {
  type Matchers,
  monitoringThresholds,
  notificationsFailed,
  type AlertingProgram,
  selector,
} from "../../../promql/signals";
import type { PlainAlert } from "../shipped-alert";

/** Who evaluates a stack's alerts. */
type Alerting = "grafana" | "prometheus";

const increased = (metric: string, where: Matchers, window: string) =>
  `increase(${selector(metric, where)}[${window}]) > 0`;

const oneOf = (conditions: readonly string[]) => conditions.join("\nor\n");

/** Rules cannot be evaluated. */
export const ruleEvaluationFailing = (alerting: Alerting, where: Matchers): PlainAlert => ({
  name: "RuleEvaluationFailing",
  option: "ruleEvaluationFailing",
  severity: "critical",
  for: "5m",
  summary: "Rules cannot be evaluated",
  runbook: "rule-evaluation-failing.md",
  // Recordings are Prometheus' business, whoever evaluates the alerts.
  expression: (window) =>
    oneOf(
      ["prometheus_rule_evaluation_failures_total"]
        .concat(alerting === "grafana" ? ["grafana_alerting_rule_evaluation_failures_total"] : [])
        .map((metric) => increased(metric, where, window)),
    ),
  description: (window) =>
    "{{ $labels.job }} at {{ $labels.instance }} failed to evaluate " +
    "{{ with $labels.rule_group }}the rules of {{ . }}{{ else }}rules{{ end }}, about " +
    `{{ $value | printf "%.0f" }} times within the last ${window}. Alerts may be missing.`,
});

/** A program still works with an older configuration. */
export const configurationReloadFailed = (alerting: Alerting, where: Matchers): PlainAlert => ({
  name: "ConfigurationReloadFailed",
  option: "configurationReloadFailed",
  severity: "critical",
  for: "5m",
  summary: "A configuration was not taken",
  runbook: "configuration-reload-failed.md",
  expression: () =>
    oneOf(
      ["prometheus_config_last_reload_successful"]
        .concat(alerting === "prometheus" ? ["alertmanager_config_last_reload_successful"] : [])
        .map((metric) => `${selector(metric, where)} == 0`),
    ),
  description: () =>
    "{{ $labels.job }} at {{ $labels.instance }} could not load its configuration, works with an older one, and would " +
    "not start again.",
});

/** Alerts do not get from Prometheus to Alertmanager. */
export const alertmanagerUnreachable = (where: Matchers): PlainAlert => ({
  name: "AlertmanagerUnreachable",
  option: "alertmanagerUnreachable",
  severity: "critical",
  for: "5m",
  summary: "Prometheus cannot hand its alerts to Alertmanager",
  runbook: "alertmanager-unreachable.md",
  expression: (window) =>
    oneOf([
      increased("prometheus_notifications_errors_total", where, window),
      `${selector("prometheus_notifications_alertmanagers_discovered", where)} == 0`,
    ]),
  description: () =>
    "Prometheus at {{ $labels.instance }} has no Alertmanager that takes its alerts" +
    "{{ with $labels.alertmanager }}: {{ . }} does not{{ end }}. Nobody is notified.",
});

const PROGRAMS: Readonly<Record<Alerting, AlertingProgram>> = { grafana: "grafana", prometheus: "alertmanager" };

/** Nobody got what was sent. */
export const notificationsFailing = (alerting: Alerting, where: Matchers): PlainAlert => ({
  name: "NotificationsFailing",
  option: "notificationsFailing",
  severity: "critical",
  for: "0s",
  window: monitoringThresholds.notificationsWindow,
  summary: "Notifications do not arrive",
  runbook: "notifications-failing.md",
  expression: (window) => `${notificationsFailed(PROGRAMS[alerting], { window, where })} > 0`,
  description: (window) =>
    "{{ $labels.job }} at {{ $labels.instance }} gave up about " +
    '{{ $value | printf "%.0f" }} notifications by {{ $labels.integration }} ' +
    `within the last ${window}.`,
});

/** The dead man's switch. */
export const watchdog = (name: string): PlainAlert => ({
  name,
  option: "watchdog",
  severity: "info",
  for: "0s",
  summary: "The monitoring works",
  runbook: "watchdog.md",
  expression: () => "vector(1)",
  description: () =>
    "This alert always fires, and is sent again and again: when it stays away, rules are not evaluated or " +
    "notifications not sent.",
});
