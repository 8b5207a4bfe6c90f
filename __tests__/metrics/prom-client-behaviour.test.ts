import {
  AggregatorRegistry,
  Counter,
  exponentialBuckets,
  Gauge,
  Histogram,
  linearBuckets,
  register,
  Registry,
  Summary,
  type RegistryContentType,
} from "prom-client";
import { counter, createMetrics, gauge, histogram, summary } from "cdktf-monitoring-metrics";
import { series } from "./scrape";

const help = "metric_help";
const name = "metric_name";
const [first, second] = ["method", "statusCode"] as const;
const quantiles = [0.01, 0.1, 0.9, 0.99];

type Names = readonly (typeof first | typeof second)[];

/** What makes metrics in a registry that are then used as prom-client's documentation uses them. */
interface Maker {
  readonly counter: (registry: Registry, labelNames: Names) => Counter;
  readonly gauge: (registry: Registry, labelNames: Names, collect?: () => number | Promise<number>) => Gauge;
  readonly histogram: (registry: Registry, labelNames: Names, buckets: number[]) => Histogram;
  readonly summary: (registry: Registry, labelNames: Names) => Summary;
}

const promClient: Maker = {
  counter: (registry, labelNames) => new Counter({ name, help, labelNames, registers: [registry] }),
  gauge: (registry, labelNames, collect) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      ...(collect === undefined
        ? {}
        : {
            async collect() {
              this.set(await collect());
            },
          }),
    }),
  histogram: (registry, labelNames, buckets) =>
    new Histogram({ name, help, labelNames, buckets, registers: [registry] }),
  summary: (registry, labelNames) =>
    new Summary({ name, help, labelNames, percentiles: quantiles, registers: [registry] }),
};

const labelsOf = (names: Names) => Object.fromEntries(names.map((label) => [label, {}]));

/** The metric that a registry has, by prom-client's own class. */
function registered<Found>(registry: Registry, type: abstract new (...args: never[]) => Found): Found {
  const metric = registry.getSingleMetric(name);
  if (!(metric instanceof type)) throw new Error(`${name} is missing`);
  return metric;
}

const thisPackage: Maker = {
  counter(registry, names) {
    createMetrics({ metric: counter({ name, help, labels: labelsOf(names) }) }, { registry });
    return registered(registry, Counter<string>);
  },
  gauge(registry, names, collect) {
    const { metric } = createMetrics({ metric: gauge({ name, help, labels: labelsOf(names) }) }, { registry });
    const own = registered(registry, Gauge<string>);
    if (collect !== undefined) metric.collect(async () => own.set(await collect()));
    return own;
  },
  histogram(registry, names, buckets) {
    createMetrics({ metric: histogram({ name, help, labels: labelsOf(names), buckets }) }, { registry });
    return registered(registry, Histogram<string>);
  },
  summary(registry, names) {
    createMetrics({ metric: summary({ name, help, labels: labelsOf(names), quantiles }) }, { registry });
    return registered(registry, Summary<string>);
  },
};

/** Lets a second pass between two readings of the clock. */
async function timed(work: (pass: () => void) => void | Promise<void>): Promise<void> {
  jest.useFakeTimers({ now: 1_700_000_000_000 });
  try {
    await work(() => jest.advanceTimersByTime(1_000));
  } finally {
    jest.useRealTimers();
  }
}

// What prom-client 15.1 documents of its metrics holds of its own, and of those that this package puts into its registries.
describe.each([
  ["prom-client", promClient],
  ["this package", thisPackage],
])("as %s makes them,", (_maker, make) => {
  let registry: Registry;
  const lines = (of: Registry<RegistryContentType> = registry) => series(of, name);

  beforeEach(() => {
    registry = new Registry();
  });

  describe("counters", () => {
    it("go up by 1, or by what is given", async () => {
      const metric = make.counter(registry, []);
      expect(await lines()).toEqual(["metric_name 0"]);
      metric.inc();
      metric.inc(10);
      expect(await lines()).toEqual(["metric_name 11"]);
    });

    it("never go down", async () => {
      const metric = make.counter(registry, []);
      expect(() => metric.inc(-1)).toThrow();
      expect(await lines()).toEqual(["metric_name 0"]);
    });

    it("begin again with a reset", async () => {
      const metric = make.counter(registry, []);
      metric.inc(3);
      metric.reset();
      expect(await lines()).toEqual(["metric_name 0"]);
    });
  });

  describe("gauges", () => {
    it("are set, and go up and down by 1 or by what is given", async () => {
      const metric = make.gauge(registry, []);
      metric.set(10);
      metric.inc();
      metric.inc(10);
      metric.dec();
      metric.dec(5);
      expect(await lines()).toEqual(["metric_name 15"]);
    });

    it("are collected at a scrape, at once or with a promise", async () => {
      make.gauge(registry, [], () => 3);
      expect(await lines()).toEqual(["metric_name 3"]);
      registry = new Registry();
      make.gauge(registry, [], () => Promise.resolve(4));
      expect(await lines()).toEqual(["metric_name 4"]);
    });

    it("are set to the time, and to a duration", () =>
      timed(async (pass) => {
        const metric = make.gauge(registry, []);
        metric.setToCurrentTime();
        expect(await lines()).toEqual(["metric_name 1700000000"]);
        const end = metric.startTimer();
        pass();
        end();
        expect(await lines()).toEqual(["metric_name 1"]);
      }));
  });

  describe("histograms", () => {
    it("count observations into the buckets that they do not exceed", async () => {
      const metric = make.histogram(registry, [], [0.1, 5, 15]);
      for (const value of [5, 10, 100]) metric.observe(value);
      expect(await lines()).toEqual([
        'metric_name_bucket{le="0.1"} 0',
        'metric_name_bucket{le="5"} 1',
        'metric_name_bucket{le="15"} 2',
        'metric_name_bucket{le="+Inf"} 3',
        "metric_name_sum 115",
        "metric_name_count 3",
      ]);
    });

    it("take what the bucket generators make", async () => {
      make.histogram(registry, [], linearBuckets(0, 10, 3));
      expect(await lines()).toContain('metric_name_bucket{le="20"} 0');
      registry = new Registry();
      make.histogram(registry, [], exponentialBuckets(1, 2, 3));
      expect(await lines()).toContain('metric_name_bucket{le="4"} 0');
    });

    it("time in seconds, and say how long it was", () =>
      timed(async (pass) => {
        const metric = make.histogram(registry, [], [2]);
        const end = metric.startTimer();
        pass();
        expect(end()).toBe(1);
        expect(await lines()).toContain("metric_name_sum 1");
      }));

    it("exist at 0 once they are zeroed", async () => {
      const metric = make.histogram(registry, [first], [1]);
      expect(await lines()).toEqual([]);
      metric.zero({ method: "GET" });
      metric.zero({ method: "POST" });
      const counts = (await lines()).filter((line) => line.startsWith("metric_name_count"));
      expect(counts).toEqual(['metric_name_count{method="GET"} 0', 'metric_name_count{method="POST"} 0']);
    });
  });

  describe("summaries", () => {
    it("estimate their quantiles, and have a sum and a count", async () => {
      const metric = make.summary(registry, []);
      for (let value = 1; value <= 100; value += 1) metric.observe(value);
      const found = await lines();
      expect(found.slice(-2)).toEqual(["metric_name_sum 5050", "metric_name_count 100"]);
      expect(found.map((line) => line.split(" ")[0])).toEqual([
        ...quantiles.map((quantile) => `metric_name{quantile="${quantile}"}`),
        "metric_name_sum",
        "metric_name_count",
      ]);
      expect(Number(found[2]?.split(" ")[1])).toBeCloseTo(90.5, 0);
    });

    it("are there before an observation, without labels", async () => {
      make.summary(registry, []);
      expect(await lines()).toContain("metric_name_count 0");
    });

    it("time in seconds", () =>
      timed(async (pass) => {
        const metric = make.summary(registry, []);
        const end = metric.startTimer();
        pass();
        end();
        expect(await lines()).toContain("metric_name_sum 1");
      }));
  });

  describe("labels", () => {
    it("are given with the value, to a child, or by position", async () => {
      const metric = make.gauge(registry, [first, second]);
      metric.set({ method: "GET", statusCode: "200" }, 100);
      metric.labels({ method: "GET", statusCode: "200" }).inc(10);
      metric.labels("GET", "200").inc(1);
      expect(await lines()).toEqual(['metric_name{method="GET",statusCode="200"} 111']);
    });

    it("may be known only when a timer ends", () =>
      timed(async (pass) => {
        const metric = make.histogram(registry, [first, second], [2]);
        const end = metric.startTimer({ method: "GET" });
        pass();
        end({ statusCode: "500" });
        expect(await lines()).toContain('metric_name_sum{method="GET",statusCode="500"} 1');
      }));

    it("are those that were declared, and no other", async () => {
      const metric = make.counter(registry, [first]);
      expect(() => metric.inc({ methods: 1 })).toThrow();
      expect(await lines()).toEqual([]);
    });

    it("name the series that is removed", async () => {
      const metric = make.counter(registry, [first]);
      metric.inc({ method: "GET" });
      metric.inc({ method: "POST" });
      metric.remove({ method: "GET" });
      expect(await lines()).toEqual(['metric_name{method="POST"} 1']);
      metric.remove("POST");
      expect(await lines()).toEqual([]);
    });

    it("are those of the registry as well, unless the metric has its own of that name", async () => {
      const metric = make.counter(registry, [first]);
      registry.setDefaultLabels({ serviceName: "api-v1", method: "none" });
      metric.inc({ method: "GET" });
      expect(await lines()).toEqual(['metric_name{method="GET",serviceName="api-v1"} 1']);
      registry.clear();
      make.counter(registry, []).inc();
      expect(await lines()).toEqual(["metric_name 1"]);
    });
  });

  describe("registries", () => {
    it("print everything, or one metric", async () => {
      make.counter(registry, []).inc();
      const page = `# HELP ${name} ${help}\n# TYPE ${name} counter\n${name} 1`;
      expect(await registry.getSingleMetricAsString(name)).toBe(page);
      expect(await registry.metrics()).toBe(`${page}\n`);
    });

    it("hand out the metric itself, and forget one or all", () => {
      const metric = make.counter(registry, []);
      expect(registry.getSingleMetric(name)).toBe(metric);
      registry.removeSingleMetric(name);
      expect(registry.getSingleMetric(name)).toBeUndefined();
      make.counter(registry, []);
      registry.clear();
      expect(registry.getMetricsAsArray()).toEqual([]);
    });

    it("reset all metrics, which go on", async () => {
      const metric = make.counter(registry, [first]);
      metric.inc({ method: "GET" });
      registry.resetMetrics();
      expect(await lines()).toEqual([]);
      metric.inc({ method: "GET" });
      expect(await lines()).toEqual(['metric_name{method="GET"} 1']);
    });

    it("are merged, unless two have a metric of the same name", async () => {
      make.counter(registry, []).inc();
      const other = new Registry();
      new Counter({ name: "other", help, registers: [other] }).inc();
      const merged = Registry.merge([registry, other]);
      expect(await lines(merged)).toEqual(["metric_name 1"]);
      expect(await series(merged, "other")).toEqual(["other 1"]);
      const same = new Registry();
      make.counter(same, []);
      expect(() => Registry.merge([registry, same])).toThrow("already been registered");
    });

    it("refuse a second metric of the same name", () => {
      make.counter(registry, []);
      expect(() => make.counter(registry, [])).toThrow();
    });

    it("may hold what was registered by hand, beside the global one", async () => {
      make.counter(registry, []).inc();
      const metric = registry.getSingleMetric(name);
      if (metric === undefined) throw new Error("it is missing");
      register.registerMetric(metric);
      expect(await lines(register)).toEqual(["metric_name 1"]);
      register.clear();
    });

    it("print OpenMetrics where they are told to", async () => {
      const openMetrics = new Registry<RegistryContentType>();
      openMetrics.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
      make.counter(registry, [first]).inc({ method: "GET" });
      const metric = registry.getSingleMetric(name);
      if (metric !== undefined) openMetrics.registerMetric(metric);
      expect(openMetrics.contentType).toBe("application/openmetrics-text; version=1.0.0; charset=utf-8");
      expect(await openMetrics.metrics()).toBe(
        `# HELP ${name} ${help}\n# TYPE ${name} counter\n${name}_total{method="GET"} 1\n# EOF\n`,
      );
    });

    it("give values as JSON, which those of several processes are aggregated from", async () => {
      make.counter(registry, [first]).inc({ method: "GET" }, 2);
      const [metric] = await registry.getMetricsAsJSON();
      expect(metric).toEqual({
        name,
        help,
        type: "counter",
        aggregator: "sum",
        values: [{ value: 2, labels: { method: "GET" } }],
      });
      const whole = AggregatorRegistry.aggregate([await registry.getMetricsAsJSON(), [metric ?? {}]]);
      expect(await lines(whole)).toEqual(['metric_name{method="GET"} 4']);
    });
  });
});

describe("a metric that cannot be printed", () => {
  it.each([
    ["no name", help],
    [name, ""],
  ])("is refused by both: name %j, help %j", (wrong, text) => {
    expect(() => counter({ name: wrong, help: text })).toThrow();
    expect(() => new Counter({ name: wrong, help: text, registers: [] })).toThrow();
  });
});
