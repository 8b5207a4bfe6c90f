import perf from "node:perf_hooks";
import { Registry } from "prom-client";
import { createMonitoring } from "cdktf-monitoring-metrics";
import type * as defaultMetrics from "../../metrics/collectors/default-metrics";
import { collectDefaults } from "../../metrics/collectors/default-metrics";
import { collectGarbageCollection, GarbageCollections } from "../../metrics/collectors/garbage-collection";
import { left } from "./left";
import { series } from "./scrape";

const several = (create: (registry: Registry) => unknown): WeakRef<Registry>[] =>
  Array.from({ length: 10 }, () => {
    const registry = new Registry();
    create(registry);
    return new WeakRef(registry);
  });

describe("a registry with the default metrics", () => {
  it("is let go of with its monitoring, once the application keeps neither", async () => {
    const references = several((registry) => createMonitoring({ registry }).trackUser("alice"));
    expect(await left(references)).toBe(0);
  });

  it("shares one observer of garbage collections, and one pair of monitors of the event loop, with all others", () => {
    collectDefaults(new Registry());
    const made = [jest.spyOn(perf, "PerformanceObserver"), jest.spyOn(perf, "monitorEventLoopDelay")];
    const registries = Array.from({ length: 3 }, () => new Registry());
    registries.forEach(collectDefaults);
    for (const spy of made) {
      expect(spy).not.toHaveBeenCalled();
      spy.mockRestore();
    }
  });

  it("has one observer of garbage collections: prom-client's own, whose metric is not exposed, observes nothing", () => {
    const before = perf.PerformanceObserver;
    const observe = jest.spyOn(before.prototype, "observe").mockImplementation(() => undefined);
    jest.isolateModules(() => {
      const path = "../../metrics/collectors/default-metrics";
      jest.requireActual<typeof defaultMetrics>(path).collectDefaults(new Registry());
    });
    expect(observe).toHaveBeenCalledTimes(1);
    observe.mockRestore();
    expect(perf.PerformanceObserver).toBe(before);
  });

  it("begins its own counters again, and no other registry's", async () => {
    const usage = jest.spyOn(process, "cpuUsage").mockReturnValue({ user: 2e6, system: 1e6 });
    const [one, other] = [new Registry(), new Registry()];
    for (const registry of [one, other]) collectDefaults(registry);
    const seconds = async (registry: Registry) =>
      /^process_cpu_seconds_total (.*)$/m.exec(await registry.metrics())?.[1];
    usage.mockReturnValue({ user: 3e6, system: 1e6 });
    expect(await Promise.all([one, other].map(seconds))).toEqual(["4", "4"]);
    one.resetMetrics();
    expect(await Promise.all([one, other].map(seconds))).toEqual(["4", "8"]);
    usage.mockRestore();
  });

  it("keeps the names of its counters though another one prints OpenMetrics", async () => {
    const [text, openMetrics] = [new Registry(), new Registry<typeof Registry.OPENMETRICS_CONTENT_TYPE>()];
    openMetrics.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    collectDefaults(text);
    collectDefaults(openMetrics);
    await openMetrics.metrics();
    expect(await text.metrics()).toContain("# TYPE process_cpu_user_seconds_total counter");
  });

  it("keeps its default labels to itself", async () => {
    const [one, other] = [new Registry(), new Registry()];
    one.setDefaultLabels({ tenant: "one" });
    for (const registry of [one, other]) collectDefaults(registry);
    await Promise.all([one.getMetricsAsJSON(), other.metrics(), one.metrics()]);
    expect(await other.metrics()).not.toContain("tenant");
    expect(await series(one, "process_resident_memory_bytes")).toEqual([expect.stringContaining('{tenant="one"}')]);
  });
});

describe("the observer of garbage collections", () => {
  it("is disconnected when no registry is left that it observes for, and made anew for another one", async () => {
    const happen: (() => void)[] = [];
    const disconnect = jest.fn();
    const list = { getEntries: () => [] } as Partial<perf.PerformanceObserverEntryList>;
    const spy = jest.spyOn(perf, "PerformanceObserver").mockImplementation((callback) => {
      const observer = { observe: () => undefined, disconnect } as Partial<perf.PerformanceObserver>;
      const made = observer as perf.PerformanceObserver;
      happen.push(() => callback(list as perf.PerformanceObserverEntryList, made));
      return made;
    });
    const collections = new GarbageCollections();
    const references = several((registry) => collectGarbageCollection(registry, collections));
    expect(await left(references)).toBe(0);
    happen[0]?.();
    expect(disconnect).toHaveBeenCalledTimes(1);
    const kept = new Registry();
    collectGarbageCollection(kept, collections);
    happen[1]?.();
    expect([happen.length, disconnect.mock.calls.length, kept.getMetricsAsArray().length]).toEqual([2, 1, 1]);
    spy.mockRestore();
  });
});
