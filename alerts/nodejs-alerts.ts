import {
  eventLoopDelay,
  garbageCollectionShare,
  heapUsedRatio,
  type Matchers,
  nodejsThresholds,
} from "../promql/signals";
import type { AlertGroup } from "./alert-group";
import type { NodejsAlertSettings } from "./nodejs-settings";
import { alertGroup, groupSettings, groupSettingsProblems } from "./private/group-settings";
import { unlessOff } from "./private/shipped-alert";
import { type ThresholdAlert, tuneAlert } from "./private/threshold-alert";
import { amountProblems, percent, shareProblems } from "./private/threshold-texts";

/**
 * The alerts of Node.js processes that expose prom-client's default metrics, each process by itself; that on the heap
 * needs `nodejs_heap_size_limit_bytes`, which `cdktf-monitoring-metrics` exposes beside them.
 *
 * @throws {AlertGroupError} naming every setting that cannot work
 */
export function nodejsAlerts(settings: NodejsAlertSettings = {}): AlertGroup {
  const { name = "nodejs", where = {} } = settings;
  const group = groupSettings(settings, nodejsThresholds.window);
  const tuned = [
    unlessOff(settings.eventLoopDelayed, (own) => tuneAlert(eventLoopDelayed(where), own, group)),
    unlessOff(settings.garbageCollectionHigh, (own) => tuneAlert(garbageCollectionHigh(where), own, group)),
    unlessOff(settings.heapNearLimit, (own) => tuneAlert(heapNearLimit(where), own, group)),
  ];
  return alertGroup(name, group, tuned.flat(), groupSettingsProblems(group, where));
}

const PROCESS = "{{ $labels.job }} at {{ $labels.instance }}";

const eventLoopDelayed = (where: Matchers): ThresholdAlert => ({
  name: "NodejsEventLoopDelayed",
  option: "eventLoopDelayed",
  threshold: nodejsThresholds.eventLoopDelay,
  severity: "warning",
  for: "5m",
  summary: "The event loop of a Node.js process is held up",
  runbook: "nodejs-event-loop-delayed.md",
  expression: (threshold) => `${eventLoopDelay({ where })} > ${threshold}`,
  description: (threshold) =>
    `The event loop of ${PROCESS} is held up for {{ $value | humanizeDuration }} or longer once in a hundred turns. ` +
    `The limit is ${threshold}s.`,
  thresholdProblems: amountProblems("seconds"),
});

const garbageCollectionHigh = (where: Matchers): ThresholdAlert => ({
  name: "NodejsGarbageCollectionHigh",
  option: "garbageCollectionHigh",
  threshold: nodejsThresholds.garbageCollection,
  severity: "warning",
  for: "10m",
  summary: "A Node.js process spends much of its time collecting garbage",
  runbook: "nodejs-garbage-collection-high.md",
  expression: (threshold, window) => `${garbageCollectionShare({ window, where })} > ${threshold}`,
  description: (threshold, window) =>
    `${PROCESS} spent {{ $value | humanizePercentage }} of the last ${window} collecting garbage. ` +
    `The limit is ${percent(threshold)}.`,
  thresholdProblems: shareProblems,
});

const heapNearLimit = (where: Matchers): ThresholdAlert => ({
  name: "NodejsHeapNearLimit",
  option: "heapNearLimit",
  threshold: nodejsThresholds.heapNearLimit,
  severity: "warning",
  for: "5m",
  summary: "The heap of a Node.js process is near its limit",
  runbook: "nodejs-heap-near-limit.md",
  expression: (threshold) => `${heapUsedRatio({ where })} > ${threshold}`,
  description: (threshold) =>
    `${PROCESS} uses {{ $value | humanizePercentage }} of the largest heap that V8 allows. The limit is ` +
    `${percent(threshold)}; at 100% the process ends.`,
  thresholdProblems: shareProblems,
});
