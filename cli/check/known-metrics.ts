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
import { isObject } from "../private/json";
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

/**
 * The metrics of a file: a page as a program exposes it, or, as JSON, a recorded list of names with what each is.
 *
 * @throws {UnreadableFileError} when there are none in it
 */
export function metricsOfFile(file: string, text: string): KnownMetrics {
  const metrics = extname(file) === ".json" ? metricsOfRecording(recordedList(file, text)) : metricsOfPage(text);
  if (metrics.size > 0) return metrics;
  throw new UnreadableFileError(file, "has no metrics: give a page as /metrics shows it, or a recorded list as JSON");
}

function recordedList(file: string, text: string): Record<string, string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UnreadableFileError(file, "is no JSON");
  }
  const entries = isObject(json) ? Object.entries(json) : [];
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  if (texts.length === entries.length) return Object.fromEntries(texts);
  throw new UnreadableFileError(file, 'is no recorded list of metrics, such as { "probes_total": "counter target" }');
}
