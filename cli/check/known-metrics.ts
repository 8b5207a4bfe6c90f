import { extname } from "node:path";
import { apiMetrics, exposerMetrics, requestMetrics } from "cdktf-monitoring-metrics/definitions";
import {
  exporterMetrics,
  mergeMetrics,
  metricsOf,
  metricsOfPage,
  metricsOfRecording,
  recordingMetrics,
  SCRAPE_METRICS,
  type KnownMetrics,
} from "../../promql";
import { UnreadableFileError, type Content } from "./content";

/** What is known of programs, by the names under which the stack scrapes them. */
const EXPORTERS = {
  alertmanager: () => exporterMetrics.alertmanager,
  application: () => mergeMetrics(metricsOf(apiMetrics), metricsOf(requestMetrics), metricsOf(exposerMetrics)),
  // The stack has it tell restarts by this label.
  cadvisor: () => withLabels(exporterMetrics.cadvisor, ["container_label_restartcount"]),
  grafana: () => exporterMetrics.grafana,
  node: () => exporterMetrics.nodeExporter,
  nodejs: () => exporterMetrics.nodejs,
  prometheus: () => exporterMetrics.prometheus,
} as const satisfies Readonly<Record<string, () => KnownMetrics>>;

/** A program whose metrics are known. */
export type ExporterName = keyof typeof EXPORTERS;

/** Every program whose metrics are known. */
export const EXPORTER_NAMES: readonly ExporterName[] = Object.keys(EXPORTERS) as ExporterName[];

/** What the metrics are that queries are held against. */
export interface KnownMetricsOptions {
  readonly exporters: readonly ExporterName[];
  /** What was read from files of metrics. */
  readonly declared: readonly KnownMetrics[];
  /** Labels that every series has beside `job`, `instance` and `host`. */
  readonly targetLabels: readonly string[];
}

/** What is known where content stands: what programs expose, what is declared, and what rules record. */
export function knownMetrics(options: KnownMetricsOptions, contents: readonly Content[]): KnownMetrics {
  const { exporters, declared, targetLabels } = options;
  const scraped = mergeMetrics(
    SCRAPE_METRICS,
    ...exporters.map((name) => EXPORTERS[name]()),
    ...declared,
    ...contents.flatMap(({ metrics }) => metrics),
  );
  const labelled = targetLabels.length === 0 ? scraped : withLabels(scraped, targetLabels);
  const recordings = contents.flatMap((content) => content.recordings);
  return mergeMetrics(labelled, recordingMetrics(recordings, labelled));
}

const withLabels = (metrics: KnownMetrics, added: readonly string[]): KnownMetrics =>
  new Map(
    [...metrics].map(([name, metric]) => [name, { ...metric, labels: [...new Set([...metric.labels, ...added])] }]),
  );

const LIST = /^\s*"?([a-zA-Z_:][a-zA-Z0-9_:]*)"?:\s*"([^"]*)"/gm;

/**
 * The metrics of a file: a page as a program exposes it, or a list that was recorded from such pages, as JSON or as the
 * TypeScript that `record-known-metrics` writes.
 *
 * @throws {UnreadableFileError} when there are none in it
 */
export function metricsOfFile(file: string, text: string): KnownMetrics {
  const isList = [".json", ".ts"].includes(extname(file));
  const list = Array.from(text.matchAll(LIST), ([, name = "", metric = ""]) => [name, metric] as const);
  const metrics = isList ? metricsOfRecording(Object.fromEntries(list)) : metricsOfPage(text);
  if (metrics.size > 0) return metrics;
  throw new UnreadableFileError(
    file,
    isList
      ? 'has no recorded metrics, one a line, such as "probes_total": "counter target"'
      : "has no metrics: give a page as /metrics shows it, or a recorded list as .json or .ts",
  );
}
