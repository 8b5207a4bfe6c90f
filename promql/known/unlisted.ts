import type { RecordedMetrics } from "../private/recorded-metrics";

/** What Grafana 12 exposes once it evaluates alerts, notifies and answers requests; its source has the names. */
export const unlistedOfGrafana: RecordedMetrics = {
  grafana_alerting_alertmanager_integrations: "gauge org type",
  grafana_alerting_notification_requests_failed_total: "counter integration org",
  grafana_alerting_notification_requests_total: "counter integration org",
  grafana_alerting_notifications_failed_total: "counter integration org",
  grafana_alerting_notifications_total: "counter integration org",
  grafana_alerting_rule_evaluation_duration_seconds: "histogram org | 0.01 0.1 0.5 1 5 10 15 30 60 120 180 240 300",
  grafana_alerting_rule_evaluation_failures_total: "counter org",
  grafana_alerting_rule_evaluations_total: "counter org",
  grafana_alerting_rule_group_rules: "gauge org state",
  grafana_alerting_rule_groups: "gauge org",
  grafana_alerting_schedule_rule_evaluations_missed_total: "counter name org",
};

/** Labels whose values the kernel, the runtime or the exporter fixes, by metric and label. */
export const fixedValues: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  container_memory_failures_total: { failure_type: ["pgfault", "pgmajfault"], scope: ["container", "hierarchy"] },
  node_cpu_guest_seconds_total: { mode: ["user", "nice"] },
  node_cpu_seconds_total: { mode: ["idle", "iowait", "irq", "nice", "softirq", "steal", "system", "user"] },
  nodejs_gc_duration_seconds: { kind: ["incremental", "major", "minor", "weakcb"] },
};
