import perfHooks from "node:perf_hooks";
import { collectDefaultMetrics, Registry, type Metric } from "prom-client";
import type { MetricsRegistry } from "../handles";
import { collectEventLoopDelay, EVENT_LOOP_METRICS } from "./event-loop-delay";
import { collectGarbageCollection, GARBAGE_COLLECTION_METRIC } from "./garbage-collection";
import { collectHeapLimit } from "./heap-limit";
import { collectProcessCpu, PROCESS_CPU_METRICS, PROCESS_CPU_USER } from "./process-cpu";

/** The default metrics of the whole process, of which each of its threads says the same. */
export const PROCESS_METRICS: ReadonlySet<string> = new Set([
  ...PROCESS_CPU_METRICS,
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

const OWN: ReadonlySet<string> = new Set([...PROCESS_CPU_METRICS, ...EVENT_LOOP_METRICS, GARBAGE_COLLECTION_METRIC]);

/** An observer that nothing happens to. */
class IdleObserver extends perfHooks.PerformanceObserver {
  override observe(): void {
    // Nothing is to be observed.
  }
}

/**
 * Calls what makes an observer that is never needed. Each that observes garbage collections is called at every one of them,
 * and what prom-client has made cannot be disconnected.
 */
function withIdleObservers(create: () => void): void {
  const { PerformanceObserver } = perfHooks;
  Object.assign(perfHooks, { PerformanceObserver: IdleObserver });
  try {
    create();
  } finally {
    Object.assign(perfHooks, { PerformanceObserver });
  }
}

let shared: readonly Metric[] | undefined;

/**
 * Those of prom-client's default metrics that all registries have in common. They are gauges of the process, which are read
 * at each scrape. What prom-client makes beside them listens for good, and would keep each registry that it is made for.
 */
function sharedMetrics(): readonly Metric[] {
  if (shared !== undefined) return shared;
  const registry = new Registry();
  withIdleObservers(() => collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: ONE_DAY }));
  const names = registry.getMetricsAsArray().map(({ name }) => name);
  shared = names.flatMap((name) => (OWN.has(name) ? [] : (registry.getSingleMetric(name) ?? [])));
  return shared;
}

/**
 * Exposes prom-client's metrics of the process and of Node, with our own in place of those that lose events or that one
 * scraper empties for the others, and the largest heap that V8 allows. Nothing is done where a registry has the default
 * metrics already, as when several monitorings share it. A registry that nobody keeps is not kept by them.
 */
export function collectDefaults(registry: MetricsRegistry): void {
  collectHeapLimit(registry);
  if (registry.getSingleMetric(PROCESS_CPU_USER) !== undefined) return;
  collectProcessCpu(registry);
  for (const metric of sharedMetrics()) registry.registerMetric(metric);
  collectEventLoopDelay(registry);
  collectGarbageCollection(registry);
}
