import {
  collectErrors,
  type Matchers,
  monitoringThresholds,
  overflowEvents,
  prometheusRestarts,
  scrapesOverLimit,
  selector,
  storageUsedRatio,
} from "../../../promql/signals";
import type { PlainAlert } from "../shipped-alert";
import type { ThresholdAlert } from "../threshold-alert";
import { countProblems, percent, shareProblems } from "../threshold-texts";

/** A target does not answer. */
export const targetDown = (where: Matchers): PlainAlert => ({
  name: "TargetDown",
  option: "targetDown",
  severity: "critical",
  // A container that is replaced is back by then, its image pulled included.
  for: "5m",
  summary: "A target does not answer scrapes",
  runbook: "target-down.md",
  expression: () => `${selector("up", where)} == 0`,
  description: () => "Prometheus cannot scrape {{ $labels.instance }} of the job {{ $labels.job }}.",
});

/** Prometheus throws away what a target exposes. */
export const scrapeLimitExceeded = (where: Matchers): PlainAlert => ({
  name: "ScrapeLimitExceeded",
  option: "scrapeLimitExceeded",
  severity: "warning",
  for: "5m",
  summary: "A target exposes more than Prometheus takes",
  runbook: "scrape-limit-exceeded.md",
  expression: (window) => `(\n${indented(scrapesOverLimit({ window, where }))}\n) > 0`,
  description: (window) =>
    '{{ $labels.job }} threw away about {{ $value | printf "%.0f" }} scrapes over its limit of {{ $labels.limit }} ' +
    `within the last ${window}. The targets are down meanwhile.`,
});

/** Prometheus began anew. */
export const prometheusRestarted = (where: Matchers): ThresholdAlert => ({
  name: "PrometheusRestarted",
  option: "prometheusRestarted",
  thresholds: monitoringThresholds.restarted,
  for: "0s",
  window: monitoringThresholds.restartedWindow,
  summary: "Prometheus restarted",
  runbook: "prometheus-restarted.md",
  expression: (threshold, window) => `${prometheusRestarts({ window, where })} > ${threshold}`,
  description: (_threshold, window) =>
    "Prometheus at {{ $labels.instance }} started again, {{ $value }} times within the last " + `${window}.`,
  thresholdProblems: countProblems("restarts"),
});

/** Prometheus will keep less of the past than it was asked to. */
export const prometheusStorageFilling = (where: Matchers): ThresholdAlert => ({
  name: "PrometheusStorageFilling",
  option: "prometheusStorageFilling",
  threshold: monitoringThresholds.storageFilling,
  severity: "warning",
  for: "10m",
  summary: "Prometheus' room for samples is nearly used up",
  runbook: "prometheus-storage-filling.md",
  expression: (threshold) => `${storageUsedRatio({ where })} > ${threshold}`,
  description: (threshold) =>
    "Prometheus at {{ $labels.instance }} uses {{ $value | humanizePercentage }} of the room for samples. The limit " +
    `is ${percent(threshold)}; when the room is used up, the oldest samples are deleted before their time.`,
  thresholdProblems: shareProblems,
});

/** An exposer leaves values out. */
export const metricCollectionFailing = (where: Matchers): PlainAlert => ({
  name: "MetricCollectionFailing",
  option: "metricCollectionFailing",
  severity: "warning",
  for: "5m",
  summary: "An application cannot compute some of its metrics",
  runbook: "metric-collection-failing.md",
  expression: (window) => `${collectErrors({ window, where })} > 0`,
  description: (window) =>
    "{{ $labels.job }} at {{ $labels.instance }} could not compute {{ $labels.source }}, about " +
    `{{ $value | printf "%.0f" }} times within the last ${window}.`,
});

/** An exposer folds series into one. */
export const seriesOverflowing = (where: Matchers): PlainAlert => ({
  name: "SeriesOverflowing",
  option: "seriesOverflowing",
  severity: "warning",
  // What overflows for a moment, as by a scan for addresses that are not there, is over by then.
  for: "5m",
  summary: "An application has more series than its exposer keeps apart",
  runbook: "series-overflowing.md",
  expression: (window) => `${overflowEvents({ window, where })} > 0`,
  description: (window) =>
    "{{ $labels.job }} at {{ $labels.instance }} recorded about " +
    '{{ $value | printf "%.0f" }} events of {{ $labels.metric }} ' +
    `under the label value overflow within the last ${window}: its line budget is full.`,
});

/** Each line two spaces further to the right, as within brackets. */
const indented = (text: string) => text.replace(/^/gm, "  ");
