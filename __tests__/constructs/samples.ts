import type { TerraformStack } from "cdktf";
import type { AlertGroup, AlertRule } from "../../alerts";
import { Grafana } from "../../constructs/grafana";
import { GrafanaFolder } from "../../constructs/grafana-folder";
import type { IMetricSource } from "../../constructs/metric-source";
import { MonitoringHost, type MonitoringHostProps } from "../../constructs/monitoring-host";
import { Prometheus, type PrometheusOptions } from "../../constructs/prometheus";
import type { IScrapeTarget, ScrapeConfig } from "../../constructs/scrape-target";
import type { DashboardDefinition } from "../../dashboards";
import type { KnownMetrics } from "../../promql";

/** What the shop's service exposes. */
export const shopMetrics: KnownMetrics = new Map([
  ["orders_total", { type: "counter", labels: ["channel", "job", "instance", "host"] }],
]);

/** Where the shop's metrics are queried. */
export const shopSource: IMetricSource = { knownMetrics: () => shopMetrics, scrapeInterval: "15s" };

/** The shop's service, as anything can be a target. */
export const shopTarget = (config: Partial<ScrapeConfig> = {}): IScrapeTarget => ({
  scrapeConfig: () => ({
    job: "shop",
    addresses: [{ address: "shop:8000", instance: "docker-host:8000", host: "docker-host" }],
    ...config,
  }),
  knownMetrics: () => shopMetrics,
});

/** An alert on the shop's orders. */
export const shopAlert = (more: Partial<AlertRule> = {}): AlertRule => ({
  name: "NoOrders",
  expression: "sum by (job) (rate(orders_total[5m])) == 0",
  for: "5m",
  severity: "critical",
  summary: "Nobody orders anything",
  description: "{{ $labels.job }} took no order for 5 minutes.",
  runbookUrl: "https://shop.example.com/runbooks/no-orders",
  ...more,
});

/** The shop's alerts. */
export const shopAlerts = (more: Partial<AlertGroup> = {}): AlertGroup => ({
  name: "shop",
  interval: "1m",
  alerts: [shopAlert()],
  ...more,
});

/** A series that the shop's Prometheus computes. */
export const shopRecording = { record: "job:orders:rate5m", expression: "sum by (job) (rate(orders_total[5m]))" };

/** A dashboard of one panel. */
export function shopDashboard(
  expression = "sum by (channel) (rate(orders_total[$__rate_interval]))",
  more: Partial<DashboardDefinition> = {},
): DashboardDefinition {
  const identity = { uid: "shop", title: "Shop" };
  const datasource = { type: "prometheus", uid: "prometheus" };
  const panel = { type: "timeseries", title: "Orders", datasource, targets: [{ refId: "A", expr: expression }] };
  return { ...identity, model: { ...identity, schemaVersion: 42, panels: [panel] }, ...more };
}

/** A Grafana with a folder, for what is put into it. */
export function grafanaWithFolder(stack: TerraformStack) {
  const grafana = new Grafana(stack, "grafana", { host: new MonitoringHost(stack, "host") });
  return { grafana, folder: new GrafanaFolder(stack, "folder", { grafana, title: "Shop" }) };
}

/** Adds something to a Prometheus. */
export type AddTo = (prometheus: Prometheus, stack: TerraformStack) => void;

/** Fills a stack with a Prometheus to which something is added. */
export const prometheusWith =
  (options: PrometheusOptions = {}, add: AddTo = () => undefined, hostProps: MonitoringHostProps = {}) =>
  (stack: TerraformStack): Prometheus => {
    const host = new MonitoringHost(stack, "host", hostProps);
    const prometheus = new Prometheus(stack, "prometheus", { ...options, host });
    add(prometheus, stack);
    return prometheus;
  };
