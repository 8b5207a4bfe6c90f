import { MetricUsageError } from "cdktf-monitoring-metrics";
import { series } from "./scrape";
import { create } from "./created-metrics";

describe("labels", () => {
  it("are refused when they are not exactly the metric's own, all failures at once", () => {
    const { metrics } = create();
    // @ts-expect-error "worker" is missing and "host" is unknown
    expect(() => metrics.jobs.inc({ queue: "mail", host: "h" })).toThrow(
      new MetricUsageError([
        'metric "jobs_total": label "worker" is missing: its labels are queue, worker',
        'metric "jobs_total": label "host" is unknown: its labels are queue, worker',
      ]),
    );
    // @ts-expect-error "worker" is missing
    expect(() => metrics.jobs.labels({ queue: "mail" })).toThrow('label "worker" is missing');
    // @ts-expect-error "host" is unknown
    expect(() => metrics.depth.set({ queue: "mail", host: "h" }, 1)).toThrow('label "host" is unknown');
    // @ts-expect-error "queue" is missing
    expect(() => metrics.duration.observe({}, 1)).toThrow('label "queue" is missing');
    // @ts-expect-error "queue" is missing
    expect(() => metrics.size.startTimer({})).toThrow('label "queue" is missing');
  });

  it("are refused when a value is neither text nor number", () => {
    const { metrics } = create();
    // @ts-expect-error null is no label value
    expect(() => metrics.depth.set({ queue: null }, 1)).toThrow(
      'metric "queue_depth": label "queue" must be a text or a number: received null',
    );
  });

  it("do not compile on a metric that has none", () => {
    const { metrics } = create();
    // @ts-expect-error the metric has no labels
    expect(() => metrics.restarts.inc({ queue: "mail" })).toThrow(MetricUsageError);
  });

  it("are refused when a value is outside its closed list", () => {
    const { metrics } = create();
    // @ts-expect-error "maybe" is not in the list
    expect(() => metrics.results.inc({ result: "maybe" })).toThrow(
      'metric "results_total": label "result" must be one of "ok", "failed": received "maybe"',
    );
  });

  it("are the same whether a value is a number or its text", async () => {
    const { registry, metrics } = create();
    metrics.depth.set({ queue: 7 }, 1);
    metrics.depth.inc({ queue: "7" });
    expect(await series(registry, "queue_depth")).toEqual(['queue_depth{queue="7"} 2']);
  });

  it("never merge two series, whatever their values contain", async () => {
    const { registry, metrics } = create();
    metrics.jobs.inc({ queue: "x,worker:y", worker: "z" });
    metrics.jobs.inc({ queue: "x", worker: "y,worker:z" });
    metrics.jobs.inc({ queue: "1:", worker: "" });
    metrics.jobs.inc({ queue: "", worker: "1:" });
    expect(await series(registry, "jobs_total")).toHaveLength(4);
  });

  it("are copied: what the caller does to the object afterwards changes nothing", async () => {
    const { registry, metrics } = create();
    const labels = { queue: "mail" };
    metrics.depth.set(labels, 1);
    labels.queue = "sms";
    expect(await series(registry, "queue_depth")).toEqual(['queue_depth{queue="mail"} 1']);
    const [depth] = await registry.getMetricsAsJSON().then((all) => all.filter(({ name }) => name === "queue_depth"));
    Object.assign(depth?.values[0]?.labels ?? {}, { queue: "changed" });
    expect(await series(registry, "queue_depth")).toEqual(['queue_depth{queue="mail"} 1']);
  });
});

describe("a kept series", () => {
  it("is the one that its labels name", async () => {
    const { registry, metrics } = create();
    const mail = metrics.jobs.labels({ queue: "mail", worker: "w1" });
    mail.inc();
    metrics.jobs.inc({ queue: "mail", worker: "w1" });
    mail.inc(3);
    expect(await series(registry, "jobs_total")).toEqual(['jobs_total{queue="mail",worker="w1"} 5']);
  });

  it("goes on counting after its series was removed, from 0", async () => {
    const { registry, metrics } = create();
    const job = { queue: "mail", worker: "w1" };
    const kept = [metrics.jobs.labels(job), metrics.jobs.labels(job)];
    for (const each of kept) each.inc();
    metrics.jobs.remove(job);
    metrics.jobs.remove(job);
    expect(await series(registry, "jobs_total")).toEqual([]);
    for (const each of kept) each.inc();
    expect(await series(registry, "jobs_total")).toEqual(['jobs_total{queue="mail",worker="w1"} 2']);
  });

  it("goes on after a reset, of every type", async () => {
    const { registry, metrics } = create();
    const depth = metrics.depth.labels({ queue: "mail" });
    const duration = metrics.duration.labels({ queue: "mail" });
    const size = metrics.size.labels({ queue: "mail" });
    metrics.depth.reset();
    metrics.duration.reset();
    metrics.size.reset();
    depth.set(1);
    depth.inc();
    depth.dec(3);
    duration.observe(1);
    duration.startTimer()();
    size.startTimer()();
    expect(await series(registry, "queue_depth")).toEqual(['queue_depth{queue="mail"} -1']);
    expect(await series(registry, "job_seconds")).toContain('job_seconds_count{queue="mail"} 2');
    expect(await series(registry, "job_bytes")).toContain('job_bytes_count{queue="mail"} 1');
  });

  it("is removed with its gauge or histogram", async () => {
    const { registry, metrics } = create();
    metrics.depth.set({ queue: "mail" }, 1);
    metrics.duration.observe({ queue: "mail" }, 1);
    metrics.depth.remove({ queue: "mail" });
    metrics.duration.remove({ queue: "mail" });
    expect(await series(registry, "queue_depth")).toEqual([]);
    expect(await series(registry, "job_seconds")).toEqual([]);
  });
});
