import perf from "node:perf_hooks";
import { collectDefaultMetrics, Registry } from "prom-client";
import { createMonitoring } from "cdktf-monitoring-metrics";
import { collectEventLoopDelay, EVENT_LOOP_METRICS, EventLoopDelay } from "../../metrics/collectors/event-loop-delay";
import { collectGarbageCollection, GarbageCollections } from "../../metrics/collectors/garbage-collection";
import { collectHeapLimit } from "../../metrics/collectors/heap-limit";
import { series } from "./scrape";

const valueOf = async (registry: Registry, name: string) =>
  Number((await series(registry, name)).find((line) => line.startsWith(`${name} `))?.split(" ")[1] ?? NaN);

describe("the default metrics", () => {
  it("have the names that prom-client's have, and the largest heap besides", () => {
    const theirs = new Registry();
    collectDefaultMetrics({ register: theirs });
    const ours = new Registry();
    createMonitoring({ registry: ours });
    const names = new Set(ours.getMetricsAsArray().map(({ name }) => name));
    for (const { name } of theirs.getMetricsAsArray()) expect(names).toContain(name);
    expect(names).toContain("nodejs_heap_size_limit_bytes");
  });

  it("have the largest heap once, whoever else collects it in the registry", () => {
    const registry = new Registry();
    collectHeapLimit(registry);
    const limit = registry.getSingleMetric("nodejs_heap_size_limit_bytes");
    collectHeapLimit(registry);
    expect(registry.getSingleMetric("nodejs_heap_size_limit_bytes")).toBe(limit);
  });

  it("are left alone where the registry has them", () => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    const theirs = registry.getSingleMetric("nodejs_gc_duration_seconds");
    createMonitoring({ registry });
    expect(registry.getSingleMetric("nodejs_gc_duration_seconds")).toBe(theirs);
  });
});

describe("the delay of the event loop", () => {
  /** Monitors whose samples are the test's. */
  function monitors() {
    const made: { samples: number[] }[] = [];
    const spy = jest.spyOn(perf, "monitorEventLoopDelay").mockImplementation(() => {
      const monitor = {
        samples: [] as number[],
        enable: () => true,
        reset: () => void (monitor.samples = []),
        percentile: () => Math.max(...monitor.samples),
        get min() {
          return Math.min(...monitor.samples);
        },
        get max() {
          return Math.max(...monitor.samples);
        },
        get mean() {
          return monitor.samples.reduce((sum, sample) => sum + sample, 0) / monitor.samples.length;
        },
        stddev: 2e9,
      };
      made.push(monitor);
      return monitor as Partial<perf.IntervalHistogram> as perf.IntervalHistogram;
    });
    let time = 0;
    const registry = new Registry();
    collectEventLoopDelay(registry, new EventLoopDelay(() => time));
    spy.mockRestore();
    return {
      registry,
      pass: (seconds: number) => void (time += seconds * 1_000),
      /** A delay in seconds, as every monitor sees it. */
      delay: (seconds: number) => made.forEach(({ samples }) => samples.push((seconds + 0.025) * 1e9)),
    };
  }

  it("is what a sample took beyond the pause between samples", async () => {
    const { registry, delay } = monitors();
    delay(0);
    delay(0.5);
    expect(await valueOf(registry, "nodejs_eventloop_lag_min_seconds")).toBe(0);
    expect(await valueOf(registry, "nodejs_eventloop_lag_max_seconds")).toBeCloseTo(0.5);
    expect(await valueOf(registry, "nodejs_eventloop_lag_mean_seconds")).toBeCloseTo(0.25);
    expect(await valueOf(registry, "nodejs_eventloop_lag_stddev_seconds")).toBe(2);
    expect(await valueOf(registry, "nodejs_eventloop_lag_p99_seconds")).toBeCloseTo(0.5);
  });

  it("is the same for a second scraper, and seen by every one that comes within half a minute", async () => {
    const { registry, pass, delay } = monitors();
    const greatest = () => valueOf(registry, "nodejs_eventloop_lag_max_seconds");
    pass(29);
    delay(0.5);
    expect(await greatest()).toBeCloseTo(0.5);
    expect(await greatest()).toBeCloseTo(0.5);
    pass(29);
    expect(await greatest()).toBeCloseTo(0.5);
    pass(30);
    delay(0.1);
    expect(await greatest()).toBeCloseTo(0.1);
  });

  it("is 0 before the first sample", async () => {
    const { registry } = monitors();
    expect(await valueOf(registry, "nodejs_eventloop_lag_max_seconds")).toBe(0);
  });

  it("is that of the scrape itself, not of the one before", async () => {
    const { registry } = monitors();
    expect(EVENT_LOOP_METRICS).toHaveLength(8);
    expect(await valueOf(registry, "nodejs_eventloop_lag_seconds")).toBeGreaterThan(0);
  });
});

describe("garbage collections", () => {
  it("are all counted where several come in one batch, where prom-client counts the first", async () => {
    const callbacks: perf.PerformanceObserverCallback[] = [];
    const spy = jest.spyOn(perf, "PerformanceObserver").mockImplementation((callback) => {
      callbacks.push(callback);
      return { observe: () => undefined } as Partial<perf.PerformanceObserver> as perf.PerformanceObserver;
    });
    const [ours, theirs] = [new Registry(), new Registry()];
    collectGarbageCollection(ours, new GarbageCollections());
    collectDefaultMetrics({ register: theirs });
    spy.mockRestore();
    const entry = (kind: number, duration: number) => ({ detail: { kind }, duration });
    const { NODE_PERFORMANCE_GC_MINOR, NODE_PERFORMANCE_GC_MAJOR } = perf.constants;
    const entries = [
      entry(NODE_PERFORMANCE_GC_MINOR, 5),
      entry(NODE_PERFORMANCE_GC_MINOR, 5),
      entry(NODE_PERFORMANCE_GC_MAJOR, 50),
      { duration: 1 },
    ];
    const list = { getEntries: () => entries } as Partial<perf.PerformanceObserverEntryList>;
    for (const callback of callbacks) {
      callback(
        list as perf.PerformanceObserverEntryList,
        {} as Partial<perf.PerformanceObserver> as perf.PerformanceObserver,
      );
    }
    const counts = async (registry: Registry) =>
      (await series(registry, "nodejs_gc_duration_seconds")).filter((line) => /_count.* [1-9]/.test(line));
    expect(await counts(ours)).toEqual([
      'nodejs_gc_duration_seconds_count{kind="minor"} 2',
      'nodejs_gc_duration_seconds_count{kind="major"} 1',
      'nodejs_gc_duration_seconds_count{kind="other"} 1',
    ]);
    expect(await counts(theirs)).toEqual(['nodejs_gc_duration_seconds_count{kind="minor"} 1']);
  });
});
