import { Counter, Gauge, Histogram, Registry, Summary } from "prom-client";
import {
  counter,
  createMetrics,
  createMonitoring,
  defineCatalogue,
  gauge,
  histogram,
  summary,
  type ApiMonitoring,
} from "cdktf-monitoring-metrics";
import { whole } from "./memory-peers";

const help = "What it is.";

async function merged(...fill: ((registry: Registry) => void)[]): Promise<string[]> {
  const { peers, scrape } = whole();
  fill.forEach((each, index) => {
    const registry = new Registry();
    each(registry);
    peers.join(`process ${index}`, registry);
  });
  return (await scrape()).values;
}

const monitored = (record: (monitoring: ApiMonitoring) => void) => (registry: Registry) =>
  record(createMonitoring({ registry, defaultMetrics: false, now: () => 0 }));

describe("the page of several processes", () => {
  it("adds up counters, histograms and gauges that say so", async () => {
    const process = (value: number) => (registry: Registry) => {
      const registers = [registry];
      new Counter({ name: "jobs_total", help, labelNames: ["queue"], registers }).inc({ queue: 'a"b\\\n' }, value);
      new Gauge({ name: "depth", help, registers }).set(value);
      new Histogram({ name: "seconds", help, buckets: [1], registers }).observe(value);
    };
    expect(await merged(process(1), process(2))).toEqual([
      'jobs_total{queue="a\\"b\\\\\\n"} 3',
      "depth 3",
      'seconds_bucket{le="1"} 1',
      'seconds_bucket{le="+Inf"} 2',
      "seconds_sum 3",
      "seconds_count 2",
    ]);
  });

  it("takes the first, the mean, the least and the greatest where prom-client's aggregators say so", async () => {
    const process = (value: number) => (registry: Registry) => {
      for (const aggregator of ["first", "average", "min", "max", "omit"] as const) {
        new Gauge({ name: `g_${aggregator}`, help, aggregator, registers: [registry] }).set(value);
      }
    };
    expect(await merged(process(4), process(1), process(7))).toEqual([
      "g_first 4",
      "g_average 4",
      "g_min 1",
      "g_max 7",
    ]);
  });

  it("prints what is not finite as Prometheus reads it", async () => {
    const process = (registry: Registry) => {
      const gauge = new Gauge({ name: "g", help, labelNames: ["of"], registers: [registry] });
      gauge.set({ of: "a" }, NaN);
      gauge.set({ of: "b" }, Infinity);
      gauge.set({ of: "c" }, -Infinity);
    };
    expect(await merged(process)).toEqual(['g{of="a"} NaN', 'g{of="b"} +Inf', 'g{of="c"} -Inf']);
  });

  it("leaves out the quantiles of summaries, and adds up their sums and counts", async () => {
    const process = (registry: Registry) => new Summary({ name: "s", help, registers: [registry] }).observe(2);
    expect(await merged(process, process)).toEqual(["s_sum 4", "s_count 2"]);
  });

  it("computes ratios anew from what they are ratios of", async () => {
    const values = await merged(
      monitored((monitoring) => {
        monitoring.registerCache("pages", () => ({ hits: 9, misses: 1, size: 5 }));
        monitoring.registerCache("unused", () => ({ hits: 0, misses: 0, size: 5 }));
        for (let count = 0; count < 9; count += 1) {
          monitoring.instrument({ endpoint: "/a", method: "GET" }).start().end();
        }
      }),
      monitored((monitoring) => {
        monitoring.registerCache("pages", () => ({ hits: 10, misses: 80, size: 5 }));
        const span = monitoring.instrument({ endpoint: "/a", method: "GET" }).start();
        span.fail();
        span.end();
      }),
    );
    expect(values).toContain('cache_hit_ratio{cache_type="pages"} 0.19');
    expect(values.filter((line) => line.startsWith("cache_hit_ratio"))).toHaveLength(1);
    expect(values).toContain('cache_size{cache_type="pages"} 10');
    expect(values).toContain('api_error_rate{endpoint="/a"} 0.1');
  });

  it("takes gauges of a catalogue as their definitions say, where nobody says what they are computed from", async () => {
    const gauges = defineCatalogue({
      sum: gauge({ name: "g_sum", help }),
      first: gauge({ name: "g_first", help, aggregation: "first" }),
      ratio: gauge({ name: "g_ratio", help, aggregation: "ratio" }),
      distinct: gauge({ name: "g_distinct", help, aggregation: "distinct" }),
    });
    const process = (value: number) => (registry: Registry) => {
      for (const handle of Object.values(createMetrics(gauges, { registry }))) handle.set(value);
    };
    expect(await merged(process(4), process(8))).toEqual(["g_sum 12", "g_first 4", "g_ratio 6", "g_distinct 8"]);
  });

  it("has the histograms and summaries of a catalogue, in the lines that one process prints", async () => {
    const metrics = defineCatalogue({
      seconds: histogram({ name: "seconds", help, labels: { queue: {} }, buckets: [1, 2] }),
      bytes: summary({ name: "bytes", help }),
    });
    const process = (registry: Registry) => {
      const { seconds, bytes } = createMetrics(metrics, { registry });
      for (const value of [0.5, 1.5, 3]) seconds.observe({ queue: "mail" }, value);
      bytes.observe(7);
    };
    expect(await merged(process, process)).toEqual([
      'seconds_bucket{le="1",queue="mail"} 2',
      'seconds_bucket{le="2",queue="mail"} 4',
      'seconds_bucket{le="+Inf",queue="mail"} 6',
      'seconds_sum{queue="mail"} 10',
      'seconds_count{queue="mail"} 6',
      "bytes_sum 14",
      "bytes_count 2",
    ]);
  });

  it("is 0 for a ratio of nothing", async () => {
    let time = 0;
    const values = await merged((registry) => {
      const monitoring = createMonitoring({ registry, defaultMetrics: false, now: () => time });
      monitoring.instrument({ endpoint: "/a", method: "GET" }).start().end();
      time = 6 * 60_000;
    });
    expect(values).toContain('api_error_rate{endpoint="/a"} 0');
  });

  it("has default labels behind those of a metric, and never in the place of one", async () => {
    const process = (registry: Registry) => {
      registry.setDefaultLabels({ app: "shop", queue: "none" });
      new Gauge({ name: "depth", help, labelNames: ["queue"], registers: [registry] }).set({ queue: "mail" }, 1);
      new Gauge({ name: "load", help, registers: [registry] }).set(2);
    };
    expect(await merged(process)).toEqual(['depth{queue="mail",app="shop"} 1', 'load{app="shop",queue="none"} 2']);
  });

  it("takes in metrics that say no more than they have to: no aggregator, no labels, no default labels", async () => {
    const values = await merged((registry) => {
      Reflect.deleteProperty(registry, "_defaultLabels");
      const metric = new Summary({ name: "s", help, registers: [registry] });
      const get = () => ({ name: "s", help, type: "summary", values: [{ metricName: "s_sum", value: 3 }] });
      Object.assign(metric, { get });
    });
    expect(values).toEqual(["s_sum 3"]);
  });

  it("has the counters of a registry that prom-client has printed as OpenMetrics before", async () => {
    const values = await merged((registry) => {
      createMetrics({ jobs: counter({ name: "jobs_total", help }) }, { registry }).jobs.inc();
      for (const metric of registry.getMetricsAsArray()) Object.assign(metric, { name: "jobs" });
    });
    expect(values).toEqual(["jobs_total 1"]);
  });

  it("counts nobody twice, however many processes saw them, exactly while they are few", async () => {
    const process = (from: number, to: number) =>
      monitored((monitoring) => {
        for (let user = from; user < to; user += 1) monitoring.trackUser(`user-${user}`);
      });
    expect(await merged(process(0, 3_000), process(2_000, 5_000))).toContain('active_users{timeframe="1d"} 5000');
    const values = await merged(process(0, 60_000), process(30_000, 90_000));
    const [line = ""] = values.filter((value) => value.startsWith('active_users{timeframe="1d"}'));
    expect(Math.abs(Number(line.split(" ")[1]) / 90_000 - 1)).toBeLessThan(0.03);
  });

  it("counts the users of each set of default labels apart", async () => {
    const process = (worker: string, users: number) => (registry: Registry) => {
      registry.setDefaultLabels({ worker });
      monitored((monitoring) => {
        for (let user = 0; user < users; user += 1) monitoring.trackUser(`${user} of ${worker}`);
      })(registry);
    };
    const values = await merged(process("a", 10), process("b", 3), process("b", 4));
    expect(values.filter((line) => line.startsWith('active_users{timeframe="1m"'))).toEqual([
      'active_users{timeframe="1m",worker="a"} 10',
      'active_users{timeframe="1m",worker="b"} 4',
    ]);
  });

  it("leaves out a metric that cannot be collected, and counts it in the process", async () => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    const values = await merged((registry) => {
      const collect = () => {
        throw new Error("no answer");
      };
      new Gauge({ name: "broken", help, collect, registers: [registry] });
      new Gauge({ name: "fine", help, registers: [registry] }).set(1);
    });
    expect(values).toEqual(["fine 1"]);
    warnings.mockRestore();
  });
});

describe("the OpenMetrics page of several processes", () => {
  it("has counters that end in _total, canonical bounds, and no blank lines", async () => {
    const { peers, scrape } = whole();
    const registry = new Registry();
    const registers = [registry];
    const { jobs, seconds } = createMetrics(
      {
        jobs: counter({ name: "jobs_total", help: 'A "job".', labels: { le: {} } }),
        seconds: histogram({ name: "seconds", help, labels: { queue: {} }, buckets: [1, 2.5, 10] }),
      },
      { registry },
    );
    new Counter({ name: "foreign", help, registers }).inc(3);
    new Gauge({ name: "depth", help, labelNames: ["le"], registers }).set({ le: "1" }, Infinity);
    new Gauge({ name: "version", help, aggregator: "omit", registers }).set(1);
    jobs.inc({ le: "1" });
    seconds.observe({ queue: 'a,le="1"' }, 2);
    peers.join("one", registry);
    const expected = `# HELP jobs A \\"job\\".
# TYPE jobs counter
jobs_total{le="1"} 1
# HELP seconds What it is.
# TYPE seconds histogram
seconds_bucket{le="1.0",queue="a,le=\\"1\\""} 0
seconds_bucket{le="2.5",queue="a,le=\\"1\\""} 1
seconds_bucket{le="10.0",queue="a,le=\\"1\\""} 1
seconds_bucket{le="+Inf",queue="a,le=\\"1\\""} 1
seconds_sum{queue="a,le=\\"1\\""} 2
seconds_count{queue="a,le=\\"1\\""} 1
# HELP foreign What it is.
# TYPE foreign counter
foreign_total 3
# HELP depth What it is.
# TYPE depth gauge
depth{le="1"} +Inf
# EOF
`;
    expect((await scrape()).openMetrics).toBe(expected);
    jobs.inc({ le: "2" });
    expect((await scrape()).openMetrics).toContain('\njobs_total{le="1"} 1\njobs_total{le="2"} 1\n');
  });
});
