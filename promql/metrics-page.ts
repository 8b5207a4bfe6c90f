import type { KnownMetrics } from "./known-metrics";
import { readPage } from "./private/metrics-page";
import { decodeMetrics, encodeMetric } from "./private/recorded-metrics";

/**
 * The metrics on a `/metrics` page, in Prometheus' text format or in OpenMetrics, as they look once they are scraped.
 * What has no sample yet is not among them, since its labels cannot be seen.
 */
export function metricsOfPage(text: string): KnownMetrics {
  const page = readPage(text);
  return decodeMetrics(Object.fromEntries([...page].map(([name, metric]) => [name, encodeMetric(metric)])));
}

/**
 * The metrics of a list that was recorded from such pages: of each its type, its own labels, and a histogram's bounds or a
 * summary's quantiles, as `record-known-metrics.ts` writes it: `{ probe_seconds: "histogram phase | 0.1 0.5 1" }`.
 */
export const metricsOfRecording = (recorded: Readonly<Record<string, string>>): KnownMetrics => decodeMetrics(recorded);
