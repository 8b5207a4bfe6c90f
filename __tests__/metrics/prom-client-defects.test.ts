import perf from "node:perf_hooks";
import {
  AggregatorRegistry,
  collectDefaultMetrics,
  Counter,
  Gauge,
  Histogram,
  Registry,
  Summary,
  type RegistryContentType,
} from "prom-client";
import {
  clusterMetrics,
  counter,
  createMetrics,
  gauge,
  histogram,
  metricsHandler,
  SCRAPE_PATH,
  summary,
  type MetricsRegistry,
} from "cdktf-monitoring-metrics";
import { collectEventLoopDelay, EventLoopDelay } from "../../metrics/collectors/event-loop-delay";
import { series, serving } from "./scrape";

// Each test shows what prom-client 15.1 gets wrong, and that the same use of this package does not.

const help = "What it is.";
const name = "c_total";
const labels = { a: {}, b: {} };

function counters() {
  const [theirs, ours] = [new Registry(), new Registry()];
  return {
    theirs: { registry: theirs, metric: new Counter({ name, help, labelNames: ["a", "b"], registers: [theirs] }) },
    ours: { registry: ours, metric: createMetrics({ c: counter({ name, help, labels }) }, { registry: ours }).c },
  };
}

const lines = ({ registry }: { readonly registry: Registry }) => series(registry, name);

interface Scraped {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
}

/** What a scrape gets that asks for this type of page. */
async function scraped(registry: MetricsRegistry, accept: string): Promise<Scraped> {
  const handler = metricsHandler({ registry });
  return serving(
    (request, response) => void handler(request, response),
    async (address) => {
      const response = await fetch(address + SCRAPE_PATH, { headers: { accept } });
      return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
    },
  );
}

const OPENMETRICS = "application/openmetrics-text;version=1.0.0";
const TEXT = "text/plain;version=0.0.4";

describe("two sets of labels", () => {
  it("stay two series, whatever their values contain, where prom-client merges some", async () => {
    const { theirs, ours } = counters();
    for (const { metric } of [theirs, ours]) {
      metric.inc({ a: "x,b:y", b: "z" });
      metric.inc({ a: "x", b: "y,b:z" });
    }
    expect(await lines(theirs)).toEqual([`${name}{a="x,b:y",b="z"} 2`]);
    expect(await lines(ours)).toEqual([`${name}{a="x,b:y",b="z"} 1`, `${name}{a="x",b="y,b:z"} 1`]);
  });

  it("stay what they were when the caller changes the object, where prom-client prints one series twice", async () => {
    const { theirs, ours } = counters();
    for (const { metric } of [theirs, ours]) {
      const given = { a: "1", b: "2" };
      metric.inc(given);
      given.a = "9";
      metric.inc(given);
    }
    expect(await lines(theirs)).toEqual([`${name}{a="9",b="2"} 1`, `${name}{a="9",b="2"} 1`]);
    expect(await lines(ours)).toEqual([`${name}{a="1",b="2"} 1`, `${name}{a="9",b="2"} 1`]);
  });

  it("have to be complete, where prom-client prints series of one metric with different labels", async () => {
    const { theirs, ours } = counters();
    theirs.metric.inc({ a: "1" });
    theirs.metric.inc({});
    expect(await lines(theirs)).toEqual([`${name}{a="1"} 1`, `${name} 1`]);
    // @ts-expect-error "b" is missing
    expect(() => ours.metric.inc({ a: "1" })).toThrow('metric "c_total": label "b" is missing');
    // @ts-expect-error both are missing
    expect(() => ours.metric.inc({})).toThrow('label "a" is missing');
    expect(await lines(ours)).toEqual([]);
  });
});

describe("a value that is no number", () => {
  const given = { a: "1", b: "2" };

  it("is refused as NaN, where prom-client counts no more for ever", async () => {
    const { theirs, ours } = counters();
    theirs.metric.inc(given, NaN);
    theirs.metric.inc(given, 5);
    expect(await lines(theirs)).toEqual([`${name}{a="1",b="2"} Nan`]);
    expect(() => ours.metric.inc(given, NaN)).toThrow("a counter grows by a finite number that is not negative");
    ours.metric.inc(given, 5);
    expect(await lines(ours)).toEqual([`${name}{a="1",b="2"} 5`]);
  });

  it("is refused as a text, where prom-client goes on with texts and prints infinity", async () => {
    const { theirs, ours } = counters();
    for (const value of ["", 3]) {
      // @ts-expect-error a text is no value
      theirs.metric.inc(given, value);
    }
    expect(await lines(theirs)).toEqual([`${name}{a="1",b="2"} +Inf`]);
    // @ts-expect-error a text is no value
    expect(() => ours.metric.inc(given, "")).toThrow('metric "c_total": a counter grows by a finite number');
    expect(await lines(ours)).toEqual([]);
  });
});

describe("buckets", () => {
  it("have to be ascending, where prom-client counts wrongly", async () => {
    const registry = new Registry();
    new Histogram({ name: "h", help, buckets: [5, 1], registers: [registry] }).observe(3);
    expect(await series(registry, "h")).toEqual(expect.arrayContaining(['h_bucket{le="5"} 1', 'h_bucket{le="1"} 1']));
    expect(() => histogram({ name: "h", help, buckets: [5, 1] })).toThrow(
      'metric "h": buckets must be one or more finite numbers, ascending: received [5, 1]',
    );
  });

  it("have to be finite, where prom-client prints the last bucket twice, once by a name that is no number", async () => {
    const registry = new Registry();
    new Histogram({ name: "h", help, buckets: [1, Infinity], registers: [registry] }).observe(3);
    const found = await series(registry, "h");
    expect(found).toEqual(expect.arrayContaining(['h_bucket{le="Infinity"} 1', 'h_bucket{le="+Inf"} 1']));
    expect(() => histogram({ name: "h", help, buckets: [1, Infinity] })).toThrow(
      'metric "h": buckets must be one or more finite numbers, ascending: received [1, Infinity]',
    );
  });
});

describe("a metric whose collect throws", () => {
  it("costs itself, where prom-client gives no page at all", async () => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    const fail = () => {
      throw new Error("gone");
    };
    const theirs = new Registry();
    new Counter({ name: "fine_total", help, registers: [theirs] }).inc();
    new Gauge({ name: "broken", help, registers: [theirs], collect: fail });
    await expect(theirs.metrics()).rejects.toThrow("gone");

    const ours = new Registry();
    const definitions = { fine: counter({ name: "fine_total", help }), broken: gauge({ name: "broken", help }) };
    const metrics = createMetrics(definitions, { registry: ours });
    metrics.fine.inc();
    metrics.broken.collect(fail);
    for (const registry of [ours, theirs]) {
      expect((await scraped(registry, TEXT)).text).toContain("\nfine_total 1\n");
      expect((await scraped(registry, TEXT)).text).toContain('metrics_collect_errors_total{source="broken"}');
    }
    warnings.mockRestore();
  });
});

describe("the quantiles of a summary", () => {
  it("count each observation once, where the ring of prom-client's sliding window counts early ones more often", async () => {
    const clock = jest.spyOn(Date, "now").mockReturnValue(0);
    const [theirs, ours] = [new Registry(), new Registry()];
    const options = { name: "s", help, percentiles: [0.5] };
    const window = { maxAgeSeconds: 60, ageBuckets: 5 };
    const metrics = [
      new Summary({ ...options, ...window, registers: [theirs] }),
      createMetrics({ s: summary({ name: "s", help, quantiles: [0.5] }) }, { registry: ours }).s,
    ];
    for (const metric of metrics) for (let time = 0; time < 6; time += 1) metric.observe(0);
    clock.mockReturnValue(13_000);
    for (const metric of metrics) for (let time = 0; time < 7; time += 1) metric.observe(1);
    // All 13 are within the window, and most of them are 1.
    const median = async (registry: Registry) => Number((await series(registry, "s"))[0]?.split(" ")[1]);
    expect(await median(theirs)).toBeLessThan(0.5);
    expect(await median(ours)).toBeGreaterThan(0.5);
    clock.mockRestore();
  });
});

describe("several processes", () => {
  it("have no quantiles of a summary together, where prom-client adds them up", async () => {
    const registry = new Registry();
    new Summary({ name: "s", help, percentiles: [0.5], registers: [registry] }).observe(1);
    const pages = [await registry.getMetricsAsJSON(), await registry.getMetricsAsJSON()];
    expect(await series(AggregatorRegistry.aggregate(pages), "s")).toContain('s{quantile="0.5"} 2');
    const ours = new Registry();
    createMetrics({ s: summary({ name: "s", help, quantiles: [0.5] }) }, { registry: ours }).s.observe(1);
    const whole = clusterMetrics({ registry: ours });
    const page = await whole.metrics();
    whole.close();
    expect(page).toContain("s_count 1");
    expect(page).not.toContain("quantile");
  });
});

describe("OpenMetrics", () => {
  it("leaves a metric as it is, where prom-client has changed its name for the text that is served next", async () => {
    const registry = new Registry<RegistryContentType>();
    new Counter({ name: "theirs_total", help, registers: [registry] }).inc();
    registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    await registry.metrics();
    registry.setContentType(Registry.PROMETHEUS_CONTENT_TYPE);
    expect(await registry.metrics()).toContain("\ntheirs 1\n");

    const ours = new Registry();
    createMetrics({ c: counter({ name: "ours_total", help }) }, { registry: ours }).c.inc();
    new Counter({ name: "foreign_total", help, registers: [ours] }).inc();
    expect((await scraped(ours, OPENMETRICS)).text).toContain("\nours_total 1\n");
    const { text } = await scraped(ours, TEXT);
    expect(text).toContain("\nours_total 1\n");
    expect(text).toContain("\nforeign_total 1\n");
  });

  it("is no reason to serve a counter of prom-client's under the name that its registry gave it then", async () => {
    const registry = new Registry<RegistryContentType>();
    new Counter({ name: "theirs_total", help, registers: [registry] }).inc();
    new Counter({ name: "plain", help, registers: [registry] }).inc();
    const lines = async () => (await scraped(registry, TEXT)).text.split("\n").filter((line) => /^\w+ 1$/.test(line));
    registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    await registry.metrics();
    expect(await lines()).toEqual(["theirs_total 1", "plain 1"]);
    registry.setContentType(Registry.PROMETHEUS_CONTENT_TYPE);
    expect(await lines()).toEqual(["theirs_total 1", "plain 1"]);
    expect((await scraped(registry, OPENMETRICS)).text).toContain("# TYPE theirs counter\ntheirs_total 1\n");
  });

  it("has canonical bounds, where prom-client writes the 1 that Prometheus stores as 1.0", async () => {
    const theirs = new Registry<RegistryContentType>();
    theirs.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    new Histogram({ name: "h", help, buckets: [1], registers: [theirs] }).observe(1);
    expect(await theirs.metrics()).toContain('h_bucket{le="1"} 1');

    const ours = new Registry();
    createMetrics({ h: histogram({ name: "h", help, buckets: [1] }) }, { registry: ours }).h.observe(1);
    expect((await scraped(ours, OPENMETRICS)).text).toContain('h_bucket{le="1.0"} 1');
  });

  it("is served beside text from one registry, where prom-client's has one content type for every scrape", async () => {
    const theirs = new Registry();
    expect(() => new Counter({ name, help, registers: [theirs], enableExemplars: true })).toThrow(
      "Exemplars are supported only on OpenMetrics registries",
    );
    const ours = new Registry();
    createMetrics({ c: counter({ name, help }) }, { registry: ours }).c.inc(2, { trace_id: "t" });
    const [openMetrics, text] = [await scraped(ours, OPENMETRICS), await scraped(ours, TEXT)];
    expect([openMetrics.type, text.type]).toEqual([
      Registry.OPENMETRICS_CONTENT_TYPE,
      Registry.PROMETHEUS_CONTENT_TYPE,
    ]);
    expect(openMetrics.text).toContain('c_total 2 # {trace_id="t"} 2');
    expect(text.text).toContain("\nc_total 2\n");
  });
});

describe("the delay of the event loop", () => {
  const names = ["nodejs_eventloop_lag_seconds", "nodejs_eventloop_lag_max_seconds"] as const;
  const valueOf = async (registry: Registry, metric: string) =>
    Number((await series(registry, metric)).at(-1)?.split(" ")[1]);

  it("is that of this scrape, and seen by a second scraper, where prom-client gives the last one and empties it", async () => {
    const spy = jest.spyOn(perf, "monitorEventLoopDelay").mockImplementation(() => {
      const monitor = {
        max: 9e9,
        mean: 9e9,
        enable: () => true,
        percentile: () => 0,
        reset: () => void (monitor.max = 0),
      };
      return monitor as Partial<perf.IntervalHistogram> as perf.IntervalHistogram;
    });
    const [theirs, ours] = [new Registry(), new Registry()];
    collectDefaultMetrics({ register: theirs });
    collectEventLoopDelay(ours, new EventLoopDelay(() => 0));
    spy.mockRestore();
    const [lag, greatest] = names;
    expect(await valueOf(theirs, lag)).toBe(0);
    expect(await valueOf(ours, lag)).toBeGreaterThan(0);
    expect(await valueOf(ours, greatest)).toBeCloseTo(9, 0);
    expect(await valueOf(ours, greatest)).toBeCloseTo(9, 0);
    // prom-client sets all of them while it collects the first, for one scraper and not for the next.
    expect(await valueOf(theirs, greatest)).toBe(9);
    await theirs.metrics();
    expect(await valueOf(theirs, greatest)).toBe(0);
  });
});
