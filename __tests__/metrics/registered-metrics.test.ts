import {
  AggregatorRegistry,
  Counter,
  Gauge,
  Histogram,
  Registry,
  Summary,
  type RegistryContentType,
} from "prom-client";
import {
  apiMetrics,
  counter,
  createMetrics,
  defineCatalogue,
  gauge,
  histogram,
  summary,
} from "cdktf-monitoring-metrics";
import { series } from "./scrape";

const help = "What it is.";

const catalogue = defineCatalogue({
  jobs: counter({ name: "jobs_total", help, labels: { queue: {}, worker: {} } }),
  depth: gauge({ name: "queue_depth", help, labels: { queue: {} } }),
  load: gauge({ name: "load", help }),
  duration: histogram({ name: "job_seconds", help, labels: { queue: {} }, buckets: [1] }),
  size: summary({ name: "job_bytes", help, labels: { queue: {} }, quantiles: [0.5] }),
});

/** What code that knows only prom-client finds in the registry. */
function registered() {
  const registry = new Registry();
  const metrics = createMetrics(catalogue, { registry });
  const found = <Found>(name: string, type: abstract new (...args: never[]) => Found): Found => {
    const metric = registry.getSingleMetric(name);
    if (!(metric instanceof type)) throw new Error(`${name} is missing`);
    return metric;
  };
  return { registry, metrics, found };
}

describe("a metric that prom-client's registry hands out", () => {
  it("is a counter of prom-client that counts into the same series", async () => {
    const { registry, metrics, found } = registered();
    const jobs = found("jobs_total", Counter<string>);
    metrics.jobs.inc({ queue: "mail", worker: "w1" });
    jobs.inc({ queue: "mail", worker: "w1" });
    jobs.inc({ queue: "mail", worker: "w1" }, 2);
    jobs.labels("mail", "w1").inc();
    jobs.labels({ queue: "mail", worker: "w1" }).inc(3);
    expect(await series(registry, "jobs_total")).toEqual(['jobs_total{queue="mail",worker="w1"} 8']);
    jobs.remove("mail", "w1");
    expect(await series(registry, "jobs_total")).toEqual([]);
  });

  it("checks what it is given, as a handle does", () => {
    const { found } = registered();
    const jobs = found("jobs_total", Counter<string>);
    expect(() => jobs.inc({ queue: "mail" })).toThrow('metric "jobs_total": label "worker" is missing');
    expect(() => jobs.inc(3)).toThrow('label "queue" is missing');
    expect(() => jobs.labels("mail", "w1", "more")).toThrow('label "position 2" is unknown');
    expect(() => found("job_seconds", Histogram<string>).observe(3)).toThrow('label "queue" is missing');
    expect(() => found("load", Gauge<string>).set({}, NaN)).toThrow('metric "load"');
  });

  it("is a gauge of prom-client", async () => {
    const { registry, found } = registered();
    const depth = found("queue_depth", Gauge<string>);
    depth.set({ queue: "mail" }, 5);
    depth.inc({ queue: "mail" }, 2);
    depth.dec({ queue: "mail" });
    depth.labels("mail").dec();
    found("load", Gauge<string>).set(3);
    expect(await series(registry, "queue_depth")).toEqual(['queue_depth{queue="mail"} 5']);
    expect(await series(registry, "load")).toEqual(["load 3"]);
  });

  it("sets a gauge to the time and to a duration", async () => {
    jest.useFakeTimers({ now: 1_700_000_000_000 });
    try {
      const { registry, found } = registered();
      const depth = found("queue_depth", Gauge<string>);
      depth.setToCurrentTime({ queue: "now" });
      depth.labels("kept").setToCurrentTime();
      const stop = depth.labels("timed").startTimer();
      jest.advanceTimersByTime(2_000);
      stop();
      expect(await series(registry, "queue_depth")).toEqual([
        'queue_depth{queue="now"} 1700000000',
        'queue_depth{queue="kept"} 1700000000',
        'queue_depth{queue="timed"} 2',
      ]);
    } finally {
      jest.useRealTimers();
    }
  });

  it("is a histogram and a summary of prom-client", async () => {
    const { registry, found } = registered();
    const duration = found("job_seconds", Histogram<string>);
    duration.zero({ queue: "sms" });
    duration.observe({ queue: "mail" }, 0.5);
    duration.labels("mail").observe(3);
    duration.startTimer({ queue: "mail" })();
    found("job_bytes", Summary<string>).observe({ queue: "mail" }, 4);
    expect(await series(registry, "job_seconds")).toContain('job_seconds_count{queue="mail"} 3');
    expect(await series(registry, "job_seconds")).toContain('job_seconds_count{queue="sms"} 0');
    expect(await series(registry, "job_bytes")).toContain('job_bytes_sum{queue="mail"} 4');
  });

  it("has its latest exemplars where the registry prints OpenMetrics, and none where it prints text", async () => {
    jest.useFakeTimers({ now: 1_700_000_000_000 });
    try {
      const { registry, metrics } = registered();
      metrics.jobs.inc({ queue: "mail", worker: "w" }, 2, { trace_id: "first" });
      metrics.jobs.inc({ queue: "mail", worker: "w" }, 3, { trace_id: 'a"b' });
      metrics.duration.observe({ queue: "mail" }, 0.5, { trace_id: "c" });
      metrics.duration.observe({ queue: "mail" }, 7, { trace_id: "d" });
      expect(await registry.metrics()).not.toContain("trace_id");
      const openMetrics = Registry.merge([registry]) as Registry<RegistryContentType>;
      openMetrics.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
      const lines = (await openMetrics.metrics()).split("\n");
      expect(lines.filter((line) => line.includes("trace_id"))).toEqual([
        'jobs_total{queue="mail",worker="w"} 5 # {trace_id="a\\"b"} 3 1700000000',
        'job_seconds_bucket{le="1",queue="mail"} 1 # {trace_id="c"} 0.5 1700000000',
        'job_seconds_bucket{le="+Inf",queue="mail"} 2 # {trace_id="d"} 7 1700000000',
      ]);
    } finally {
      jest.useRealTimers();
    }
  });

  it("carries the registry's default labels", async () => {
    const { registry, metrics } = registered();
    registry.setDefaultLabels({ app: "shop" });
    metrics.depth.set({ queue: "mail" }, 1);
    expect(await series(registry, "queue_depth")).toEqual(['queue_depth{queue="mail",app="shop"} 1']);
  });

  it("stands beside foreign metrics", async () => {
    const { registry } = registered();
    new Counter({ name: "foreign_total", help, registers: [registry] }).inc();
    expect(await registry.metrics()).toContain("\nforeign_total 1\n");
  });
});

describe("prom-client's aggregation of several processes", () => {
  const ofTwoProcesses = async (record: (metrics: ReturnType<typeof registered>["metrics"]) => void) => {
    const processes = [registered(), registered()];
    for (const { metrics } of processes) record(metrics);
    return AggregatorRegistry.aggregate(
      await Promise.all(processes.map(async ({ registry }) => registry.getMetricsAsJSON())),
    );
  };

  it("adds up counters, gauges that say so, and buckets", async () => {
    const whole = await ofTwoProcesses((metrics) => {
      metrics.jobs.inc({ queue: "mail", worker: "w1" }, 2);
      metrics.load.set(1.5);
      metrics.duration.observe({ queue: "mail" }, 0.5);
    });
    expect(await series(whole, "jobs_total")).toEqual(['jobs_total{queue="mail",worker="w1"} 4']);
    expect(await series(whole, "load")).toEqual(["load 3"]);
    expect(await series(whole, "job_seconds")).toContain('job_seconds_bucket{le="1",queue="mail"} 2');
  });

  it("never adds up a ratio, distinct users, or what every process reports alike", async () => {
    const snapshots = await Promise.all(
      [0.2, 0.4].map(async (value) => {
        const registry = new Registry();
        const metrics = createMetrics(apiMetrics, { registry });
        metrics.apiErrorRate.set({ endpoint: "/" }, value);
        metrics.activeUsers.set({ timeframe: "1m" }, 10 * value);
        metrics.systemMemoryUsage.set({ type: "total" }, 64);
        return registry.getMetricsAsJSON();
      }),
    );
    const whole = AggregatorRegistry.aggregate(snapshots);
    expect(await series(whole, "api_error_rate")).toEqual([
      expect.stringMatching(/^api_error_rate\{endpoint="\/"\} 0\.3/),
    ]);
    expect(await series(whole, "active_users")).toEqual(['active_users{timeframe="1m"} 4']);
    expect(await series(whole, "system_memory_usage")).toEqual(['system_memory_usage{type="total"} 64']);
  });
});
