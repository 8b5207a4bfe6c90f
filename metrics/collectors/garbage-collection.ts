import { constants, PerformanceObserver, type PerformanceEntry } from "node:perf_hooks";
import { Histogram } from "prom-client";
import type { MetricsRegistry } from "../handles";

/** The histogram of garbage collections, as prom-client's default metrics name it. */
export const GARBAGE_COLLECTION_METRIC = "nodejs_gc_duration_seconds";

const KINDS: ReadonlyMap<unknown, string> = new Map([
  [constants.NODE_PERFORMANCE_GC_MINOR, "minor"],
  [constants.NODE_PERFORMANCE_GC_MAJOR, "major"],
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL, "incremental"],
  [constants.NODE_PERFORMANCE_GC_WEAKCB, "weakcb"],
]);

function kindOf(entry: PerformanceEntry): string {
  // The types of Node 20 leave it out.
  const detail: unknown = Reflect.get(entry, "detail");
  const kind: unknown = typeof detail === "object" && detail !== null && "kind" in detail ? detail.kind : undefined;
  return KINDS.get(kind) ?? "other";
}

/** Exposes the garbage collections of this process: all of a batch, where prom-client's metric takes the first of each. */
export function collectGarbageCollection(registry: MetricsRegistry): void {
  const durations = new Histogram({
    name: GARBAGE_COLLECTION_METRIC,
    help: "Time that garbage collections took, by kind.",
    labelNames: ["kind"],
    buckets: [0.001, 0.01, 0.1, 1, 2, 5],
    registers: [registry],
  });
  for (const kind of KINDS.values()) durations.zero({ kind });
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) durations.observe({ kind: kindOf(entry) }, entry.duration / 1_000);
  });
  observer.observe({ entryTypes: ["gc"] });
}
