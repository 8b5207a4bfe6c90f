import { Registry } from "prom-client";
import { counter, createMetrics, gauge, histogram, renderRegistry, summary } from "cdktf-monitoring-metrics";
import { series } from "./scrape";

const help = "What it is.";
const labels = { queue: { open: true } } as const;

describe("series that move as others before them go", () => {
  it("keep their quantiles, whether or not those before them had any", async () => {
    const registry = new Registry();
    const { s } = createMetrics({ s: summary({ name: "s", help, labels, quantiles: [0.5] }) }, { registry });
    for (let queue = 0; queue < 100; queue += 1) {
      const kept = s.labels({ queue });
      if (queue % 2 === 0) kept.observe(queue);
    }
    for (let queue = 0; queue < 60; queue += 1) s.remove({ queue });
    s.observe({ queue: 80 }, 80);
    const lines = await series(registry, "s");
    expect(lines).toContain('s{quantile="0.5",queue="80"} 80');
    expect(lines).toContain('s_count{queue="80"} 2');
    expect(lines).toContain('s{quantile="0.5",queue="81"} 0');
    expect(lines).toContain('s_count{queue="98"} 1');
  });

  it("keep their exemplars, and are still counted by who kept them", async () => {
    const registry = new Registry();
    const { c } = createMetrics({ c: counter({ name: "c_total", help, labels }) }, { registry });
    const kept = c.labels({ queue: 90 });
    for (let queue = 0; queue < 100; queue += 1) {
      c.inc({ queue }, 1, ...(queue % 3 === 0 ? [{ trace_id: `t${queue}` }] : []));
    }
    for (let queue = 0; queue < 60; queue += 1) c.remove({ queue });
    kept.inc(5);
    let page = "";
    for await (const chunk of renderRegistry(registry, { format: "openmetrics" })) page += chunk.toString();
    expect(page).toMatch(/c_total\{queue="90"\} 6 # \{trace_id="t90"\} 1 \d/);
    expect(page).toContain('c_total{queue="91"} 1\n');
    expect(page).toMatch(/c_total\{queue="93"\} 1 # \{trace_id="t93"\} 1 \d/);
  });
});

describe("two who keep one series, one from before it was removed", () => {
  it("count into the same one, and go on when it is removed again", async () => {
    const registry = new Registry();
    const { c } = createMetrics({ c: counter({ name: "c_total", help, labels }) }, { registry });
    const before = c.labels({ queue: "a" });
    c.remove({ queue: "a" });
    const after = c.labels({ queue: "a" });
    for (const kept of [before, after]) kept.inc();
    expect(await series(registry, "c_total")).toEqual(['c_total{queue="a"} 2']);
    c.remove({ queue: "a" });
    for (const kept of [after, before]) kept.inc();
    expect(await series(registry, "c_total")).toEqual(['c_total{queue="a"} 2']);
  });
});

describe("many who keep series that there is no room for", () => {
  it("count into the overflow until there is, and into their own from then on", async () => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    const registry = new Registry();
    const { c } = createMetrics({ c: counter({ name: "c_total", help, labels }) }, { registry, lineBudget: 100 });
    const kept = Array.from({ length: 3 }, (_, queue) => c.labels({ queue: `kept ${queue}` }));
    for (let queue = 0; queue < 3; queue += 1) c.remove({ queue: `kept ${queue}` });
    for (let queue = 0; queue < 200; queue += 1) c.inc({ queue });
    for (const each of kept) each.inc(100);
    expect(await series(registry, "c_total")).toContain('c_total{queue="overflow"} 400');
    for (let queue = 0; queue < 90; queue += 1) c.remove({ queue });
    for (const each of kept) each.inc();
    const lines = await series(registry, "c_total");
    expect(lines).toContain('c_total{queue="overflow"} 400');
    expect(lines).toContain('c_total{queue="95"} 1');
    expect(lines).toContain('c_total{queue="kept 2"} 1');
    warnings.mockRestore();
  });
});

describe("a histogram without positive bounds", () => {
  it("counts into the bucket whose bound is not exceeded", async () => {
    const registry = new Registry();
    const { h } = createMetrics({ h: histogram({ name: "h", help, buckets: [-5, 0] }) }, { registry });
    for (const value of [-6, -5, -1, 0, 1e-300, 3]) h.observe(value);
    expect((await series(registry, "h")).slice(0, 3)).toEqual([
      'h_bucket{le="-5"} 2',
      'h_bucket{le="0"} 4',
      'h_bucket{le="+Inf"} 6',
    ]);
  });
});

describe("a gauge with labels", () => {
  it("rises and falls by 1 unless told otherwise", async () => {
    const registry = new Registry();
    const { g } = createMetrics({ g: gauge({ name: "g", help, labels }) }, { registry });
    for (let time = 0; time < 3; time += 1) g.inc({ queue: "a" });
    g.dec({ queue: "a" });
    expect(await series(registry, "g")).toEqual(['g{queue="a"} 2']);
  });
});

describe("the budget of a registry", () => {
  it("is free again of what a metric took that the registry has no more", async () => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    const registry = new Registry();
    const first = createMetrics({ c: counter({ name: "first_total", help, labels }) }, { registry, lineBudget: 40 });
    for (let queue = 0; queue < 40; queue += 1) first.c.inc({ queue });
    registry.removeSingleMetric("first_total");
    const second = createMetrics({ c: counter({ name: "second_total", help, labels }) }, { registry });
    for (let queue = 0; queue < 40; queue += 1) second.c.inc({ queue });
    expect(await series(registry, "second_total")).toHaveLength(40);
    expect(warnings).not.toHaveBeenCalled();
    warnings.mockRestore();
  });
});
