import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import { exporterMetrics, mergeMetrics, metricsOf, SCRAPE_METRICS } from "../../promql";

/** What a stack with the application and every exporter knows. */
export const stackMetrics = mergeMetrics(
  SCRAPE_METRICS,
  metricsOf(apiMetrics),
  exporterMetrics.nodeExporter,
  exporterMetrics.cadvisor,
  exporterMetrics.prometheus,
  exporterMetrics.alertmanager,
  exporterMetrics.grafana,
  exporterMetrics.nodejs,
);
