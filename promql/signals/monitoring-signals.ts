import { exposerMetrics } from "cdktf-monitoring-metrics/definitions";
import { counted } from "./private/aggregations";
import { selector, type Matchers } from "../queries/matchers";

/** Which of the monitoring's own programs a signal is asked for. */
export interface MonitoringSignalOptions {
  /**
   * Which series count, by label.
   *
   * @default - all
   */
  readonly where?: Matchers;
}

/** The same, for what is taken over a window. */
export interface MonitoringRateOptions extends MonitoringSignalOptions {
  /** A duration as Prometheus writes it. */
  readonly window: string;
}

/** The programs that evaluate rules and send notifications. */
export type AlertingProgram = "grafana" | "alertmanager";

/**
 * Scrapes that Prometheus threw away, since they brought more than it takes, by the limit: a target's samples, the size of
 * its answer, or its labels. Prometheus does not say which target it was.
 */
export function scrapesOverLimit({ window, where }: MonitoringRateOptions): string {
  const over = (metric: string, limit: string) =>
    `label_replace(increase(${selector(metric, where)}[${window}]), "limit", "${limit}", "", "")`;
  return [
    over("prometheus_target_scrapes_exceeded_sample_limit_total", "samples"),
    over("prometheus_target_scrapes_exceeded_body_size_limit_total", "body size"),
    over("prometheus_target_scrape_pool_exceeded_label_limits_total", "labels"),
  ].join("\nor\n");
}

/** How often Prometheus started again. Every program has a start time; the build information tells which is a Prometheus. */
export const prometheusRestarts = ({ window, where }: MonitoringRateOptions): string =>
  `(changes(${selector("process_start_time_seconds", where)}[${window}]) and on (job, instance) prometheus_build_info)`;

/**
 * Share of the room that Prometheus' samples may take, from 0 to 1: its blocks, its write-ahead log and the chunks in
 * between, which its retention by size counts. Nothing where no size is set.
 */
export function storageUsedRatio({ where }: MonitoringSignalOptions): string {
  const used = [
    "prometheus_tsdb_storage_blocks_bytes",
    "prometheus_tsdb_wal_storage_size_bytes",
    "prometheus_tsdb_head_chunks_storage_size_bytes",
  ];
  const sum = used.map((metric) => selector(metric, where)).join(" + ");
  return `(${sum}) / (${selector("prometheus_tsdb_retention_limit_bytes", where)} > 0)`;
}

/** Notifications that were given up, by integration, the first one of an integration included. */
export const notificationsFailed = (program: AlertingProgram, { window, where }: MonitoringRateOptions): string => {
  const name = {
    grafana: "grafana_alerting_notifications_failed_total",
    alertmanager: "alertmanager_notifications_failed_total",
  };
  return counted({ name: name[program] }, { window, by: ["job", "instance", "integration"], where });
};

/** Values that an application's exposer could not compute, by their source, the first one of a source included. */
export const collectErrors = ({ window, where }: MonitoringRateOptions): string =>
  counted(exposerMetrics.collectErrorsTotal, { window, by: ["job", "instance", "source"], where });

/** Events that an application's exposer no longer keeps apart by their labels, by metric, the first one included. */
export const overflowEvents = ({ window, where }: MonitoringRateOptions): string =>
  counted(exposerMetrics.overflowEventsTotal, { window, by: ["job", "instance", "metric"], where });
