import type { Recording } from "../promql/recording-metrics";

/** How much an alert matters: `critical` wakes somebody, `warning` waits for the morning, `info` is only shown. */
export type Severity = "critical" | "warning" | "info";

/** Every severity, the gravest first. */
export const SEVERITIES: readonly Severity[] = ["critical", "warning", "info"];

/** One alert, as data: both renderings, Grafana's and Prometheus', are made from it and mean the same. */
export interface AlertRule {
  /** The alert's name, in upper camel case; rules that differ only in severity share it. */
  readonly name: string;
  /** PromQL, the comparison included: each series in the result is one alert. */
  readonly expression: string;
  /** How long a series has to stay in the result before the alert fires, as Prometheus writes durations. */
  readonly for: string;
  /**
   * How long the alert goes on firing after its series left the result, as Prometheus writes durations.
   *
   * @default - not at all
   */
  readonly keepFiringFor?: string;
  readonly severity: Severity;
  /** What is wrong, in one line, without values. */
  readonly summary: string;
  /**
   * What it means, as a Prometheus template: `{{ $labels.endpoint }}`, `{{ $value | humanize }}`. Grafana has the same
   * functions but `query`, and neither `$externalLabels` nor `$externalURL`.
   */
  readonly description: string;
  /** Where the reader finds what to do. */
  readonly runbookUrl: string;
  /**
   * What Grafana does when the query returns nothing. Nothing is what a healthy system returns, since the comparison is
   * part of the expression; absence has alerts of its own.
   *
   * @default "OK"
   */
  readonly noDataState?: "OK" | "NoData" | "Alerting" | "KeepLast";
  /**
   * What Grafana does when the query fails.
   *
   * @default "Error"
   */
  readonly execErrState?: "OK" | "Error" | "Alerting" | "KeepLast";
  /**
   * Labels beside those that the renderings write themselves: `alertname`, `severity`, `notify`, `grafana_folder`.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Whether the alert is sent to the receiver, or only shown.
   *
   * @default - true, but false for severity info
   */
  readonly notify?: boolean;
  /**
   * Why the expression is not held against the metrics that are known.
   *
   * @default - it is checked
   */
  readonly unchecked?: string;
}

/** A series that Prometheus computes and keeps. */
export type RecordingRule = Recording;

/** Rules that are evaluated together, one after the other. */
export interface AlertGroup {
  /** Letters, digits, `_`, `.`, `-` and spaces; unique within a stack. */
  readonly name: string;
  /** How often the rules are evaluated: a multiple of 10 s, as Grafana demands. */
  readonly interval: string;
  readonly alerts: readonly AlertRule[];
  /**
   * Recording rules, which always go to Prometheus.
   *
   * @default - none
   */
  readonly recordings?: readonly RecordingRule[];
}

/**
 * The label of an alert that is shown and not sent, in both renderings. In Alertmanager a route with this matcher leads
 * to a receiver that sends nothing.
 */
export const NOT_NOTIFIED = { label: "notify", value: "none", matcher: 'notify="none"' } as const;

/**
 * The labels that alerts share when they are sent as one message: one for each alert of a service, however many of its
 * endpoints it concerns, and one for each severity.
 */
export const ALERT_GROUPING = ["alertname", "job", "severity"] as const;

/** Whether the alert is sent to the receiver. */
export const isNotified = (rule: AlertRule): boolean => rule.notify ?? rule.severity !== "info";
