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

/**
 * Tells histograms of the garbage collections of this thread, by one observer for all: each is called at every collection, and
 * lives until it is disconnected. A histogram is kept by its registry alone.
 */
export class GarbageCollections {
  private readonly histograms = new Set<WeakRef<Histogram<"kind">>>();
  private observer: PerformanceObserver | undefined;

  observeIn(histogram: Histogram<"kind">): void {
    this.histograms.add(new WeakRef(histogram));
    if (this.observer !== undefined) return;
    this.observer = new PerformanceObserver((list) => this.happened(list.getEntries()));
    this.observer.observe({ entryTypes: ["gc"] });
  }

  private happened(entries: readonly PerformanceEntry[]): void {
    for (const reference of this.histograms) {
      const histogram = reference.deref();
      if (histogram === undefined) this.histograms.delete(reference);
      else for (const entry of entries) histogram.observe({ kind: kindOf(entry) }, entry.duration / 1_000);
    }
    if (this.histograms.size > 0) return;
    this.observer?.disconnect();
    this.observer = undefined;
  }
}

const shared = new GarbageCollections();

/**
 * Exposes the garbage collections of this process: all of a batch, where prom-client's metric takes the first of each.
 *
 * @param collections those that all registries of this thread hear of unless given
 */
export function collectGarbageCollection(registry: MetricsRegistry, collections = shared): void {
  const durations = new Histogram({
    name: GARBAGE_COLLECTION_METRIC,
    help: "Time that garbage collections took, by kind.",
    labelNames: ["kind"],
    buckets: [0.001, 0.01, 0.1, 1, 2, 5],
    registers: [registry],
  });
  for (const kind of KINDS.values()) durations.zero({ kind });
  collections.observeIn(durations);
}
