import { collectDefaultMetrics } from "prom-client";
import type { MetricsRegistry } from "../handles";
import { collectEventLoopDelay, EVENT_LOOP_METRICS } from "./event-loop-delay";
import { collectGarbageCollection, GARBAGE_COLLECTION_METRIC } from "./garbage-collection";
import { collectHeapLimit } from "./heap-limit";

// prom-client gives no list of the names that its default metrics have; this one is always among them.
const A_DEFAULT_METRIC = "process_cpu_user_seconds_total";

/** The default metrics of the whole process, of which each of its threads says the same. */
export const PROCESS_METRICS: ReadonlySet<string> = new Set([
  A_DEFAULT_METRIC,
  "process_cpu_system_seconds_total",
  "process_cpu_seconds_total",
  "process_start_time_seconds",
  "process_resident_memory_bytes",
  "process_virtual_memory_bytes",
  "process_heap_bytes",
  "process_open_fds",
  "process_max_fds",
]);

/** Whether a metric is of the process, or of Node as it runs in this thread: each of a thread's registries has the same. */
export const isRuntimeMetric = (name: string): boolean => PROCESS_METRICS.has(name) || name.startsWith("nodejs_");

/** prom-client's own monitor of the event loop cannot be left out; at one sample a day it costs nothing. */
const ONE_DAY = 86_400_000;

/**
 * Exposes prom-client's metrics of the process and of Node, with our own in place of those that lose events or that one
 * scraper empties for the others, and the largest heap that V8 allows. Nothing is done where a registry has the default
 * metrics already, as when several monitorings share it.
 *
 * @param now milliseconds, from a clock that never goes back
 */
export function collectDefaults(registry: MetricsRegistry, now: () => number): void {
  collectHeapLimit(registry);
  if (registry.getSingleMetric(A_DEFAULT_METRIC) !== undefined) return;
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: ONE_DAY });
  for (const name of [...EVENT_LOOP_METRICS, GARBAGE_COLLECTION_METRIC]) registry.removeSingleMetric(name);
  collectEventLoopDelay(registry, now);
  collectGarbageCollection(registry);
}
