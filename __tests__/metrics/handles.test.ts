import { MetricUsageError, renderRegistry } from "cdktf-monitoring-metrics";
import { series } from "./scrape";
import { create } from "./created-metrics";

describe("a counter", () => {
  it("grows by 1 unless told otherwise", async () => {
    const { registry, metrics } = create();
    metrics.restarts.inc();
    metrics.restarts.inc(2);
    metrics.jobs.inc({ queue: "mail", worker: "w1" });
    expect(await series(registry, "restarts_total")).toEqual(["restarts_total 3"]);
    expect(await series(registry, "jobs_total")).toEqual(['jobs_total{queue="mail",worker="w1"} 1']);
  });

  it.each([NaN, Infinity, -1])("refuses to grow by %d, and stays as it was", async (value) => {
    const { registry, metrics } = create();
    const refusal = `metric "jobs_total": a counter grows by a finite number that is not negative: received ${value}`;
    const labels = { queue: "mail", worker: "w1" };
    expect(() => metrics.jobs.inc(labels, value)).toThrow(new MetricUsageError([refusal]));
    expect(() => metrics.jobs.labels(labels).inc(value)).toThrow(refusal);
    expect(await series(registry, "jobs_total")).toEqual(['jobs_total{queue="mail",worker="w1"} 0']);
  });

  it("refuses a text that looks like a number, which prom-client would append", () => {
    const { metrics } = create();
    // @ts-expect-error a counter grows by a number
    expect(() => metrics.restarts.inc("")).toThrow(
      'metric "restarts_total": a counter grows by a finite number that is not negative: received ""',
    );
  });

  it("starts at 0 again after a reset, and only where it existed from the start", async () => {
    const { registry, metrics } = create();
    metrics.restarts.inc();
    metrics.results.inc({ result: "ok" });
    metrics.jobs.inc({ queue: "mail", worker: "w1" });
    metrics.restarts.reset();
    registry.resetMetrics();
    expect(await series(registry, "restarts_total")).toEqual(["restarts_total 0"]);
    expect(await series(registry, "results_total")).toEqual([
      'results_total{result="ok"} 0',
      'results_total{result="failed"} 0',
    ]);
    expect(await series(registry, "jobs_total")).toEqual([]);
  });
});

describe("a gauge", () => {
  it("is set, and goes up and down", async () => {
    const { registry, metrics } = create();
    metrics.depth.set({ queue: "mail" }, 5);
    metrics.depth.inc({ queue: "mail" });
    metrics.depth.dec({ queue: "mail" }, 3);
    metrics.load.set(2);
    metrics.load.inc(3);
    metrics.load.dec();
    expect(await series(registry, "queue_depth")).toEqual(['queue_depth{queue="mail"} 3']);
    expect(await series(registry, "load")).toEqual(["load 4"]);
  });

  it("refuses NaN, and keeps its value", async () => {
    const { registry, metrics } = create();
    metrics.load.set(1);
    expect(() => metrics.load.set(NaN)).toThrow(
      'metric "load": a gauge is set to a number other than NaN: received NaN',
    );
    expect(() => metrics.load.inc(Infinity)).toThrow(
      'metric "load": the value must be a finite number: received Infinity',
    );
    expect(() => metrics.depth.dec({ queue: "mail" }, NaN)).toThrow(
      'metric "queue_depth": the value must be a finite number: received NaN',
    );
    expect(await series(registry, "load")).toEqual(["load 1"]);
  });

  it("may be infinite", async () => {
    const { registry, metrics } = create();
    metrics.load.set(-Infinity);
    expect(await series(registry, "load")).toEqual(["load -Inf"]);
  });

  it("is brought up to date at each scrape, until that is ended", async () => {
    const { registry, metrics } = create();
    let reads = 0;
    const end = metrics.depth.collect(() => {
      reads += 1;
      metrics.depth.set({ queue: "mail" }, reads);
    });
    await series(registry, "queue_depth");
    expect(await series(registry, "queue_depth")).toEqual(['queue_depth{queue="mail"} 2']);
    end();
    await series(registry, "queue_depth");
    expect(reads).toBe(2);
  });

  it("waits for what takes its time at a scrape, also without labels", async () => {
    const { registry, metrics } = create();
    metrics.load.collect(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      metrics.load.set(7);
    });
    expect(await series(registry, "load")).toEqual(["load 7"]);
  });
});

describe("what computes a gauge at a scrape", () => {
  it("is not asked again while it hangs, though another one throws", async () => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    const { registry, metrics } = create();
    const hangs = jest.fn(() => new Promise<void>(() => undefined));
    metrics.load.collect(hangs);
    metrics.load.collect(() => {
      throw new Error("broken");
    });
    for (let scrapes = 0; scrapes < 3; scrapes += 1) {
      for await (const _ of renderRegistry(registry, { format: "text", collectTimeout: 0.02 }));
    }
    expect(hangs).toHaveBeenCalledTimes(1);
    warnings.mockRestore();
  });
});

describe("a histogram", () => {
  it("counts a value in the bucket whose bound it equals, and all above it", async () => {
    const { registry, metrics } = create();
    for (const value of [0.05, 0.1, 0.5, 1, 7]) metrics.duration.observe({ queue: "mail" }, value);
    expect(await series(registry, "job_seconds")).toEqual([
      'job_seconds_bucket{le="0.1",queue="mail"} 2',
      'job_seconds_bucket{le="1",queue="mail"} 4',
      'job_seconds_bucket{le="+Inf",queue="mail"} 5',
      'job_seconds_sum{queue="mail"} 8.65',
      'job_seconds_count{queue="mail"} 5',
    ]);
  });

  it("takes no labels where it has none", async () => {
    const { registry, metrics } = create();
    metrics.startup.observe(0.5);
    expect(await series(registry, "startup_seconds")).toContain("startup_seconds_sum 0.5");
  });

  it.each([NaN, Infinity])("refuses %d", (value) => {
    const { metrics } = create();
    const refusal = `metric "job_seconds": the value must be a finite number: received ${value}`;
    expect(() => metrics.duration.observe({ queue: "mail" }, value)).toThrow(refusal);
    expect(() => metrics.duration.labels({ queue: "mail" }).observe(value)).toThrow(refusal);
  });

  it("times in seconds", async () => {
    jest.useFakeTimers();
    try {
      const { registry, metrics } = create();
      const stop = metrics.duration.startTimer({ queue: "mail" });
      jest.advanceTimersByTime(250);
      expect(stop()).toBeCloseTo(0.25, 9);
      expect(await series(registry, "job_seconds")).toContain('job_seconds_sum{queue="mail"} 0.25');
    } finally {
      jest.useRealTimers();
    }
  });
});

describe("a summary", () => {
  it("gives its quantiles, sum and count", async () => {
    const { registry, metrics } = create();
    for (const value of [1, 2, 3]) metrics.size.observe({ queue: "mail" }, value);
    const kept = metrics.size.labels({ queue: "sms" });
    kept.observe(5);
    expect(await series(registry, "job_bytes")).toEqual([
      'job_bytes{quantile="0.5",queue="mail"} 2',
      'job_bytes_sum{queue="mail"} 6',
      'job_bytes_count{queue="mail"} 3',
      'job_bytes{quantile="0.5",queue="sms"} 5',
      'job_bytes_sum{queue="sms"} 5',
      'job_bytes_count{queue="sms"} 1',
    ]);
  });

  it("refuses NaN", () => {
    const { metrics } = create();
    const refusal = 'metric "job_bytes": the value must be a finite number: received NaN';
    expect(() => metrics.size.observe({ queue: "mail" }, NaN)).toThrow(refusal);
    expect(() => metrics.size.labels({ queue: "mail" }).observe(NaN)).toThrow(refusal);
  });

  it("times, and is reset and removed", async () => {
    const { registry, metrics } = create();
    metrics.size.startTimer({ queue: "mail" })();
    expect(await series(registry, "job_bytes")).toContain('job_bytes_count{queue="mail"} 1');
    metrics.size.remove({ queue: "mail" });
    expect(await series(registry, "job_bytes")).toEqual([]);
    metrics.size.observe({ queue: "mail" }, 1);
    metrics.size.reset();
    expect(await series(registry, "job_bytes")).toEqual([]);
  });
});
