import { Counter, Gauge, Histogram, Registry, type RegistryContentType } from "prom-client";
import {
  counter,
  createMetrics,
  gauge,
  histogram,
  metricsHandler,
  MetricUsageError,
  SCRAPE_PATH,
  summary,
} from "cdktf-monitoring-metrics";
import { Exemplars, type Exemplar } from "../../metrics/series/exemplars";
import { serving } from "./scrape";

const help = 'What it "is",\nover \\ two lines.';
const buckets = [0.1, 1, 2.5];

const definitions = {
  jobs: counter({ name: "jobs_total", help, labels: { queue: {}, worker: {} } }),
  depth: gauge({ name: "queue_depth", help, labels: { queue: {} } }),
  duration: histogram({ name: "job_seconds", help, labels: { queue: {} }, buckets }),
};

/** The page that a scrape with these headers gets. */
async function page(registry: Registry<RegistryContentType>, headers: Record<string, string> = {}): Promise<string> {
  const handler = metricsHandler({ registry });
  return serving(
    (request, response) => void handler(request, response),
    async (address) => (await fetch(address + SCRAPE_PATH, { headers })).text(),
  );
}

const openMetrics = { accept: "application/openmetrics-text;version=1.0.0" };

/** Our metrics, and prom-client's of the same names, in a registry each. */
function both() {
  const registry = new Registry();
  const theirs = new Registry();
  const registers = [theirs];
  return {
    registry,
    theirs,
    ours: createMetrics(definitions, { registry, lineBudget: 1_000_000 }),
    jobs: new Counter({ name: "jobs_total", help, labelNames: ["queue", "worker"], registers }),
    depth: new Gauge({ name: "queue_depth", help, labelNames: ["queue"], registers }),
    duration: new Histogram({ name: "job_seconds", help, labelNames: ["queue"], buckets, registers }),
  };
}

describe("the page", () => {
  it("stays prom-client's while a few of many series change, grow longer, and go", async () => {
    const { registry, theirs, ours, ...other } = both();
    const write = (queue: number, value: number) => {
      for (const jobs of [ours.jobs, other.jobs]) jobs.inc({ queue, worker: "w" }, value);
      for (const duration of [ours.duration, other.duration]) duration.observe({ queue }, value);
    };
    for (let queue = 0; queue < 800; queue += 1) write(queue, 1);
    for (let scrape = 0; scrape < 6; scrape += 1) {
      expect(await page(registry)).toBe(await theirs.metrics());
      for (let queue = scrape; queue < 800; queue += 60) write(queue, 0.5 + 10 ** scrape);
      for (const metric of [ours.duration, other.duration]) metric.remove({ queue: scrape * 120 });
    }
    for (let queue = 0; queue < 760; queue += 1) {
      for (const metric of [ours.jobs, other.jobs]) metric.remove({ queue, worker: "w" });
    }
    expect(await page(registry)).toBe(await theirs.metrics());
    for (const metric of [ours.jobs, other.jobs]) metric.reset();
    write(7, 3);
    expect(await page(registry)).toBe(await theirs.metrics());
  });

  it("carries default labels where prom-client puts them, beside our own of the same name", async () => {
    const { registry, theirs, ours, ...other } = both();
    for (const each of [registry, theirs]) each.setDefaultLabels({ app: "shop", queue: "no" });
    for (const jobs of [ours.jobs, other.jobs]) jobs.inc({ queue: "mail", worker: "w" });
    for (const depth of [ours.depth, other.depth]) depth.set({ queue: "mail" }, -Infinity);
    for (const duration of [ours.duration, other.duration]) duration.observe({ queue: "mail" }, 0.5);
    expect(await page(registry)).toBe(await theirs.metrics());
  });

  it("is of no metric where the registry has none", async () => {
    expect(await page(new Registry())).toBe(await new Registry().metrics());
  });

  it("is OpenMetrics where that is asked for, with canonical bounds and the latest exemplars", async () => {
    jest.useFakeTimers({
      now: 1_700_000_000_000,
      doNotFake: ["setImmediate", "nextTick", "setTimeout", "clearTimeout"],
    });
    try {
      const registry = new Registry();
      const metrics = createMetrics(
        {
          ...definitions,
          size: summary({ name: "job_bytes", help: "Size.", quantiles: [0.5, 1] }),
          plain: histogram({ name: "plain_seconds", help: "Plain.", buckets: [1] }),
        },
        { registry },
      );
      metrics.jobs.inc({ queue: "mail", worker: "w" }, 2, { trace_id: 'a"b' });
      metrics.duration.observe({ queue: "mail" }, 1, { trace_id: "c" });
      metrics.duration.labels({ queue: "mail" }).observe(9, { trace_id: "d" });
      metrics.jobs.labels({ queue: "sms", worker: "w" }).inc(1, { trace_id: "e" });
      metrics.size.observe(4);
      new Counter({ name: "foreign_total", help: "Foreign.", labelNames: ["a"], registers: [registry] }).inc({ a: 1 });
      new Histogram({ name: "foreign_seconds", help: "Foreign.", buckets: [1], registers: [registry] }).observe(1);
      expect(await page(registry, openMetrics)).toMatchInlineSnapshot(`
       "# HELP jobs What it \\"is\\",\\nover \\\\ two lines.
       # TYPE jobs counter
       jobs_total{queue="mail",worker="w"} 2 # {trace_id="a\\"b"} 2 1700000000
       jobs_total{queue="sms",worker="w"} 1 # {trace_id="e"} 1 1700000000
       # HELP queue_depth What it \\"is\\",\\nover \\\\ two lines.
       # TYPE queue_depth gauge
       # HELP job_seconds What it \\"is\\",\\nover \\\\ two lines.
       # TYPE job_seconds histogram
       job_seconds_bucket{le="0.1",queue="mail"} 0
       job_seconds_bucket{le="1.0",queue="mail"} 1 # {trace_id="c"} 1 1700000000
       job_seconds_bucket{le="2.5",queue="mail"} 1
       job_seconds_bucket{le="+Inf",queue="mail"} 2 # {trace_id="d"} 9 1700000000
       job_seconds_sum{queue="mail"} 10
       job_seconds_count{queue="mail"} 2
       # HELP job_bytes Size.
       # TYPE job_bytes summary
       job_bytes{quantile="0.5"} 4
       job_bytes{quantile="1.0"} 4
       job_bytes_sum 4
       job_bytes_count 1
       # HELP plain_seconds Plain.
       # TYPE plain_seconds histogram
       plain_seconds_bucket{le="1.0"} 0
       plain_seconds_bucket{le="+Inf"} 0
       plain_seconds_sum 0
       plain_seconds_count 0
       # HELP foreign Foreign.
       # TYPE foreign counter
       foreign_total{a="1"} 1
       # HELP foreign_seconds Foreign.
       # TYPE foreign_seconds histogram
       foreign_seconds_bucket{le="1.0"} 1
       foreign_seconds_bucket{le="+Inf"} 1
       foreign_seconds_sum 1
       foreign_seconds_count 1
       # EOF
       "
      `);
      expect(await page(registry)).not.toContain("trace_id");
    } finally {
      jest.useRealTimers();
    }
  });

  it("is compressed where gzip is accepted, also over many chunks", async () => {
    const { registry, theirs, ours, ...other } = both();
    for (let queue = 0; queue < 5_000; queue += 1) {
      for (const jobs of [ours.jobs, other.jobs]) jobs.inc({ queue, worker: "w" }, queue);
    }
    const handler = metricsHandler({ registry });
    await serving(
      (request, response) => void handler(request, response),
      async (address) => {
        const response = await fetch(address + SCRAPE_PATH, { headers: { "accept-encoding": "gzip" } });
        expect(response.headers.get("content-encoding")).toBe("gzip");
        expect(response.headers.get("vary")).toBe("Accept, Accept-Encoding");
        expect(await response.text()).toBe(await theirs.metrics());
        const plain = await fetch(address + SCRAPE_PATH, { headers: { "accept-encoding": "identity" } });
        expect(plain.headers.get("content-encoding")).toBeNull();
        expect(await plain.text()).toBe(await theirs.metrics());
      },
    );
  });

  it("refuses an exemplar that OpenMetrics does not allow, and records nothing", async () => {
    const { registry, ours } = both();
    expect(() =>
      ours.jobs.inc({ queue: "mail", worker: "w" }, 1, { trace_id: "x".repeat(121), "not a name": 1 }),
    ).toThrow(
      'metric "jobs_total": exemplar label names must match [a-zA-Z_][a-zA-Z0-9_]*: received "not a name"\nmetric "jobs_total": the labels of an exemplar have at most 128 characters together, names included: received 140',
    );
    expect(await page(registry)).not.toContain("jobs_total{");
  });

  it.each([
    [null, "null"],
    ["", '""'],
    ["abc", '"abc"'],
    [0, "0"],
    [false, "false"],
    [[], "an array"],
  ])("refuses an exemplar that is no object: %j", async (exemplar, shown) => {
    const { registry, ours } = both();
    const untyped = exemplar as object as Record<string, string>;
    const labels = { queue: "mail", worker: "w" };
    const refused = `an exemplar must be an object with its labels, such as { trace_id: "…" }, or left out: received ${shown}`;
    const uses: (readonly [string, () => void])[] = [
      ["jobs_total", () => ours.jobs.inc(labels, 1, untyped)],
      ["jobs_total", () => ours.jobs.labels(labels).inc(1, untyped)],
      ["job_seconds", () => ours.duration.observe({ queue: "mail" }, 1, untyped)],
      ["job_seconds", () => ours.duration.labels({ queue: "mail" }).observe(1, untyped)],
    ];
    for (const [name, use] of uses) expect(use).toThrow(new MetricUsageError([`metric "${name}": ${refused}`]));
    expect(await page(registry, openMetrics)).not.toMatch(/ 1$/m);
  });
});

describe("a metric that cannot be printed", () => {
  /** Has every series but the first one fail after its first line. */
  function breaking() {
    const broken = Object.assign(new Map<number, Exemplar>(), {
      get: (line: number) => {
        if (line === 1) throw new Error("no second line");
        return undefined;
      },
    });
    return jest.spyOn(Exemplars.prototype, "of").mockImplementation((place) => (place === 0 ? undefined : broken));
  }

  it.each([
    { text: "first written", scrapes: 0, before: ["bucket", "bucket", "sum", "count"] },
    { text: "kept", scrapes: 3, before: [] },
  ])(
    "where its text is $text has whole series at most, is counted, and costs nothing else",
    async ({ scrapes, before }) => {
      const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
      const registry = new Registry();
      const { duration, runs } = createMetrics(
        {
          duration: histogram({ name: "job_seconds", help: "Jobs.", labels: { queue: {} }, buckets: [0.5] }),
          runs: counter({ name: "runs_total", help: "Runs." }),
        },
        { registry },
      );
      for (const queue of ["mail", "sms", "fax", "post"]) duration.observe({ queue }, 0.25);
      for (let scrape = 0; scrape < scrapes; scrape += 1) await page(registry, openMetrics);
      duration.observe({ queue: "sms" }, 0.25);
      const breakage = breaking();
      const lines = (await page(registry, openMetrics)).split("\n");
      expect(
        lines.filter((line) => line.startsWith("job_")).map((line) => /^job_seconds_(\w+)\{.* [\d.]+$/.exec(line)?.[1]),
      ).toEqual(before);
      expect(lines.slice(-5)).toEqual(["# HELP runs Runs.", "# TYPE runs counter", "runs_total 0", "# EOF", ""]);
      breakage.mockRestore();
      runs.inc();
      const text = await page(registry, openMetrics);
      expect(text).toContain('job_seconds_count{queue="sms"} 2\n');
      expect(text).toContain('job_seconds_count{queue="post"} 1\n');
      expect(text).toContain('metrics_collect_errors_total{source="job_seconds"} 1\n');
      expect(warnings.mock.calls.map(([warning]) => warning)).toEqual(["metrics: job_seconds failed: no second line"]);
      warnings.mockRestore();
    },
  );
});
