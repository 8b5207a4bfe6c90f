import { ALERT_METRICS, type KnownMetric, type KnownMetrics } from "../known-metrics";
import { decodeMetrics, type RecordedMetrics } from "../private/recorded-metrics";
import { recorded as alertmanager } from "./alertmanager";
import { recorded as cadvisor } from "./cadvisor";
import { recorded as grafana } from "./grafana";
import { recorded as nodeExporter } from "./node-exporter";
import { recorded as nodejs } from "./nodejs";
import { recorded as prometheus } from "./prometheus";
import { fixedValues, unlistedOfGrafana } from "./unlisted";

/** The programs whose metrics are known. */
export interface ExporterMetrics {
  /** Alertmanager 0.31. */
  readonly alertmanager: KnownMetrics;
  /** cAdvisor 0.60, every metric group, without the labels that container labels become. */
  readonly cadvisor: KnownMetrics;
  /** Grafana 12. */
  readonly grafana: KnownMetrics;
  /** node_exporter 1.12, the collectors that are on by default. */
  readonly nodeExporter: KnownMetrics;
  /** What prom-client 15 collects by default about a Node.js process. */
  readonly nodejs: KnownMetrics;
  /** Prometheus 3.14, the alerts that it evaluates included. */
  readonly prometheus: KnownMetrics;
}

type Exporter = keyof ExporterMetrics;

const RECORDED: Readonly<Record<Exporter, RecordedMetrics>> = {
  alertmanager,
  cadvisor,
  grafana: { ...grafana, ...unlistedOfGrafana },
  nodeExporter,
  nodejs,
  prometheus,
};

// A list is decoded when somebody asks for it: reading all of them takes longer than a check.
const loaded = new Map<Exporter, KnownMetrics>();

function load(exporter: Exporter): KnownMetrics {
  const earlier = loaded.get(exporter);
  if (earlier !== undefined) return earlier;
  const recorded = [...decodeMetrics(RECORDED[exporter])].map(
    ([name, metric]) => [name, withValues(name, metric)] as const,
  );
  const metrics = new Map([...recorded, ...(exporter === "prometheus" ? ALERT_METRICS : [])]);
  loaded.set(exporter, metrics);
  return metrics;
}

function withValues(name: string, metric: KnownMetric): KnownMetric {
  const values = fixedValues[name];
  return values === undefined ? metric : { ...metric, labelValues: { ...metric.labelValues, ...values } };
}

/** What the programs of the stack are known to expose, as it looks once it is scraped. */
export const exporterMetrics: ExporterMetrics = {
  get alertmanager() {
    return load("alertmanager");
  },
  get cadvisor() {
    return load("cadvisor");
  },
  get grafana() {
    return load("grafana");
  },
  get nodeExporter() {
    return load("nodeExporter");
  },
  get nodejs() {
    return load("nodejs");
  },
  get prometheus() {
    return load("prometheus");
  },
};
