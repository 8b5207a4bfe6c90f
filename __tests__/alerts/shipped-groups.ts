import { apiMetrics, exposerMetrics } from "cdktf-monitoring-metrics/definitions";
import {
  type AlertGroup,
  anomalyBands,
  apiAlerts,
  containerAlerts,
  hostAlerts,
  monitoringAlerts,
  nodejsAlerts,
  slo,
} from "../../alerts";
import { recordedMetrics } from "../../constructs/private/rule-checks";
import { exporterMetrics } from "../../promql/known";
import { type KnownMetrics, mergeMetrics, metricsOf, SCRAPE_METRICS } from "../../promql/known-metrics";

/** Every group that is shipped, with every alert switched on. */
export const SHIPPED_GROUPS: readonly AlertGroup[] = [
  apiAlerts({ creditUsageSurge: {} }),
  slo({ objective: 0.999 }),
  slo({ objective: 0.99, latency: 0.5 }),
  anomalyBands(),
  monitoringAlerts(),
  monitoringAlerts({ name: "monitoring-prometheus", alerting: "prometheus" }),
  nodejsAlerts(),
  hostAlerts(),
  containerAlerts({ expectedContainers: ["cadvisor", "shop", { name: "ledger", host: "web-2" }], kernelLog: true }),
];

/** What cAdvisor makes of the one label of containers that the stack has it expose. */
const RESTART_COUNT = "container_label_restartcount";

const cadvisor = new Map(
  [...exporterMetrics.cadvisor].map(([name, metric]) => [
    name,
    name.startsWith("container_") ? { ...metric, labels: [...metric.labels, RESTART_COUNT] } : metric,
  ]),
);

const scraped = mergeMetrics(
  metricsOf(apiMetrics),
  metricsOf(exposerMetrics),
  SCRAPE_METRICS,
  ...Object.values({ ...exporterMetrics, cadvisor }),
);

/** What a stack with every program exposes, and what the groups record of it. */
export const KNOWN: KnownMetrics = mergeMetrics(scraped, recordedMetrics(SHIPPED_GROUPS, scraped));
