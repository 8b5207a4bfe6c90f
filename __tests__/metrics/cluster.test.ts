import { execFile } from "node:child_process";
import cluster, { type Worker } from "node:cluster";
import { join } from "node:path";
import { promisify } from "node:util";
import type * as workerThreads from "node:worker_threads";
import { Gauge, register, Registry, type RegistryContentType } from "prom-client";
import {
  clusterMetrics,
  counter,
  createMetrics,
  createMonitoring,
  gauge,
  MetricUsageError,
  SCRAPE_PATH,
  type ClusterMetrics,
} from "cdktf-monitoring-metrics";
import { doneBy, forkedWorker } from "./fixtures/forked-worker";
import { serving } from "./scrape";

jest.setTimeout(60_000);

const FIXTURE = join(__dirname, "fixtures", "cluster-worker.ts");

const quiet = () => jest.spyOn(process, "emitWarning").mockImplementation();

async function linesOf(whole: ClusterMetrics, name: string): Promise<string[]> {
  const text = await whole.metrics();
  return text.split("\n").filter((line) => line.startsWith(name));
}

async function order(worker: Worker, users: readonly string[]): Promise<void> {
  const done = doneBy(worker);
  worker.send({ users });
  await done;
}

const exitOf = (worker: Worker): Promise<unknown> => new Promise((resolve) => worker.once("exit", resolve));

describe("clusterMetrics with the workers of node:cluster", () => {
  beforeAll(() => cluster.setupPrimary({ exec: FIXTURE, execArgv: ["--require", "tsx/cjs"], args: [] }));

  it("is one page of all of them: counters add up, users count once, what a gone worker counted stays", async () => {
    const warnings = quiet();
    const registry = new Registry();
    const whole = clusterMetrics({ registry, timeout: 20 });
    const { trackUser } = bound(registry);
    trackUser("alice");
    const [first, second] = await Promise.all([forkedWorker(), forkedWorker()]);
    try {
      await Promise.all([order(first, ["alice", "bob"]), order(second, ["bob", "carol"])]);
      expect(await linesOf(whole, 'active_users{timeframe="1m"}')).toEqual(['active_users{timeframe="1m"} 3']);
      expect(await linesOf(whole, "db_query_latency_seconds_count")).toEqual([
        'db_query_latency_seconds_count{operation="select",table="users"} 2',
      ]);
      expect(await linesOf(whole, "user_sessions")).toEqual(['user_sessions{auth_method="password"} 2']);
      expect(await linesOf(whole, "system_memory_usage")).toHaveLength(3);

      const ended = exitOf(first);
      first.send("end");
      await ended;
      expect(await linesOf(whole, "user_sessions")).toEqual(['user_sessions{auth_method="password"} 2']);
      expect(await linesOf(whole, "db_query_latency_seconds_count")).toEqual([
        'db_query_latency_seconds_count{operation="select",table="users"} 2',
      ]);

      const third = await forkedWorker();
      await order(third, ["dave"]);
      expect(await linesOf(whole, 'active_users{timeframe="1m"}')).toEqual(['active_users{timeframe="1m"} 4']);
      expect(await linesOf(whole, "db_query_latency_seconds_count")).toEqual([
        'db_query_latency_seconds_count{operation="select",table="users"} 3',
      ]);
      expect(await linesOf(whole, "metrics_collect_errors_total")).toEqual([]);
    } finally {
      whole.close();
      for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill("SIGKILL");
      warnings.mockRestore();
    }
  });

  it("has what the threads of a worker count, and keeps it when they end", async () => {
    const registry = new Registry();
    const whole = clusterMetrics({ registry, timeout: 20 });
    const worker = await forkedWorker();
    const counted = 'db_query_latency_seconds_count{operation="select",table="users"} 1';
    try {
      const done = doneBy(worker);
      worker.send({ thread: ["alice"] });
      await done;
      let living = await linesOf(whole, "db_query_latency_seconds_count");
      // The first word of a thread may still be under way.
      while (living.length === 0) living = await linesOf(whole, "db_query_latency_seconds_count");
      expect(living).toEqual([counted]);
      const ended = doneBy(worker);
      worker.send("end thread");
      await ended;
      while ((await linesOf(whole, 'active_users{timeframe="1m"}'))[0] !== 'active_users{timeframe="1m"} 0');
      expect(await linesOf(whole, "db_query_latency_seconds_count")).toEqual([counted]);
      expect(await linesOf(whole, "metrics_collect_errors_total")).toEqual([]);
    } finally {
      whole.close();
      worker.process.kill("SIGKILL");
    }
  });

  it("loses a silent worker's gauges and counts it, once, and serves the rest", async () => {
    const warnings = quiet();
    const registry = new Registry();
    const whole = clusterMetrics({ registry, timeout: 3 });
    const [first, second] = await Promise.all([forkedWorker(), forkedWorker()]);
    try {
      await Promise.all([order(first, ["alice"]), order(second, ["bob"])]);
      expect(await linesOf(whole, 'active_users{timeframe="1m"}')).toEqual(['active_users{timeframe="1m"} 2']);
      second.send("block");
      expect(await linesOf(whole, 'active_users{timeframe="1m"}')).toEqual(['active_users{timeframe="1m"} 1']);
      expect(await linesOf(whole, "db_query_latency_seconds_count")).toEqual([
        'db_query_latency_seconds_count{operation="select",table="users"} 2',
      ]);
      expect(await linesOf(whole, "metrics_collect_errors_total")).toEqual([
        'metrics_collect_errors_total{source="clusterMetrics"} 1',
      ]);
    } finally {
      whole.close();
      for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill("SIGKILL");
      warnings.mockRestore();
    }
  });
});

describe("clusterMetrics with worker threads", () => {
  it("is one page of the threads and of the process, and keeps what an ended thread counted", async () => {
    // The process of a test does not tell of its threads.
    const main = join(__dirname, "fixtures", "threads-main.ts");
    const { stdout } = await promisify(execFile)(process.execPath, ["--require", "tsx/cjs", main]);
    const counted = 'db_query_latency_seconds_count{operation="select",table="users"} 1';
    expect(JSON.parse(stdout)).toEqual({
      living: expect.arrayContaining([counted, 'user_sessions{auth_method="password"} 1']) as unknown,
      ended: ['user_sessions{auth_method="password"} 1', counted],
    });
  });
});

describe("clusterMetrics without workers", () => {
  it("is the page of the process alone, in the text format", async () => {
    const registry = new Registry();
    const whole = clusterMetrics({ registry });
    const { trackUser } = bound(registry);
    trackUser("alice");
    registry.setDefaultLabels({ app: 'the "shop"\\' });
    expect(await linesOf(whole, "active_users")).toContain('active_users{timeframe="1m",app="the \\"shop\\"\\\\"} 1');
    expect(await whole.metrics()).toContain(
      "# HELP active_users Distinct users seen within the timeframe.\n# TYPE active_users gauge\n",
    );
    whole.close();
  });

  it("is put together once for those who ask at the same time", async () => {
    const registry = new Registry();
    const { depth } = createMetrics({ depth: gauge({ name: "depth", help: "Depth." }) }, { registry });
    let collected = 0;
    depth.collect(() => depth.set((collected += 1)));
    const whole = clusterMetrics({ registry });
    const pages = await Promise.all([whole.metrics(), whole.metrics()]);
    expect(pages[0]).toBe(pages[1]);
    expect(pages[0]).toContain("\ndepth 1\n");
    expect(await whole.metrics()).toContain("\ndepth 2\n");
    whole.close();
  });

  it("is served without a metric that hangs, which is counted", async () => {
    const warnings = quiet();
    const registry = new Registry();
    new Gauge({
      name: "hangs",
      help: "Never.",
      collect: () => new Promise<void>(() => undefined),
      registers: [registry],
    });
    new Gauge({ name: "fine", help: "Own.", registers: [registry] }).set(1);
    const whole = clusterMetrics({ registry, timeout: 0.01 });
    expect(await linesOf(whole, "fine")).toEqual(["fine 1"]);
    expect(await linesOf(whole, "metrics_collect_errors_total")).toEqual([
      'metrics_collect_errors_total{source="hangs"} 2',
    ]);
    whole.close();
    warnings.mockRestore();
  });

  it("is that of prom-client's global registry unless it is given one", async () => {
    register.registerMetric(new Gauge({ name: "of_the_process", help: "Own.", registers: [] }));
    const whole = clusterMetrics();
    expect(await linesOf(whole, "of_the_process")).toEqual(["of_the_process 0"]);
    whole.close();
    register.clear();
  });

  it("is refused in a worker of a cluster, and in a worker thread, where nobody would answer", () => {
    const refusal = (place: string) =>
      `clusterMetrics: it belongs in the primary, or in the main thread, and this is ${place}, which answers the scrapes of those: call it where cluster.isPrimary and isMainThread hold`;
    const worker = jest.replaceProperty(cluster, "isWorker", true);
    expect(() => clusterMetrics()).toThrow(refusal("a worker of node:cluster"));
    worker.restore();
    const threads = jest.requireActual<typeof workerThreads>("node:worker_threads");
    const thread = jest.replaceProperty(threads, "isMainThread", false);
    expect(() => clusterMetrics()).toThrow(refusal("a worker thread"));
    thread.restore();
  });

  it("folds open labels beyond its own line budget, which it counts and warns of once", async () => {
    const warnings = quiet();
    const registry = new Registry();
    const { downloads, seconds } = createMetrics(
      {
        downloads: counter({ name: "downloads_total", help: "Files.", labels: { user: { open: true } } }),
        seconds: counter({ name: "seconds_total", help: "Time.", labels: { user: { open: true } } }),
      },
      { registry },
    );
    for (let user = 0; user < 30; user += 1) {
      downloads.inc({ user });
      seconds.inc({ user });
    }
    const whole = clusterMetrics({ registry, lineBudget: 20 });
    expect(await linesOf(whole, "downloads_total{")).toHaveLength(16);
    expect(await linesOf(whole, 'downloads_total{user="overflow"}')).toEqual(['downloads_total{user="overflow"} 15']);
    const expected = [
      'metrics_overflow_events_total{metric="downloads_total"} 15',
      'metrics_overflow_events_total{metric="seconds_total"} 25',
    ];
    expect(await linesOf(whole, "metrics_overflow_events_total")).toEqual(expected);
    expect(await linesOf(whole, "metrics_overflow_events_total")).toEqual(expected);
    expect(warnings.mock.calls).toEqual([
      [
        'metrics: the line budget of the page of all processes is full: new values of open labels become "overflow", first of metric "downloads_total": find the label that a client chooses freely, or raise METRICS_LINE_BUDGET',
        { code: "METRICS_LINE_BUDGET" },
      ],
    ]);
    whole.close();
    warnings.mockRestore();
  });

  it("refuses all that is wrong with its options at once", () => {
    expect(() => clusterMetrics({ timeout: 0, lineBudget: 0 })).toThrow(
      new MetricUsageError([
        'clusterMetrics: option "timeout" must be a number of seconds above 0, up to 3600: received 0',
        'clusterMetrics: option "lineBudget" must be a whole number of at least 1: received 0',
      ]),
    );
  });

  it.each([0, -1, NaN, Infinity, 3_601, true as never])("refuses a timeout of %p seconds", (timeout) => {
    expect(() => clusterMetrics({ timeout })).toThrow(
      `clusterMetrics: option "timeout" must be a number of seconds above 0, up to 3600: received ${timeout}`,
    );
  });

  it("refuses to put a page together once it is closed, and says what to do", async () => {
    const whole = clusterMetrics({ registry: new Registry() });
    const running = whole.metrics();
    whole.close();
    whole.close();
    expect(await running).toBe("");
    await expect(whole.metrics()).rejects.toThrow(
      new MetricUsageError([
        "clusterMetrics: it was closed, and hears of no worker or thread any more: ask for pages before close(), or create another one with clusterMetrics()",
      ]),
    );
  });

  it("serves its page to those who may scrape, and nothing else", async () => {
    const whole = clusterMetrics({ registry: new Registry() });
    const serve = whole.metricsHandler({ path: "/all", bearerToken: "secret" });
    const open = whole.metricsHandler({ path: "/open" });
    await serving(
      (request, response) => {
        if (!serve(request, response) && !open(request, response, () => response.writeHead(404))) response.end();
      },
      async (address) => {
        const headers = { authorization: "Bearer secret" };
        const answers = await Promise.all([
          fetch(`${address}/all?x`, { headers }),
          fetch(`${address}/all/`, { headers, method: "HEAD" }),
          fetch(`${address}/all`, { headers, method: "POST" }),
          fetch(`${address}/all`),
          fetch(`${address}/open`),
          fetch(`${address}/elsewhere`),
        ]);
        expect(answers.map(({ status }) => status)).toEqual([200, 200, 405, 401, 200, 404]);
        expect(answers[0].headers.get("content-type")).toBe(whole.contentType);
      },
    );
    whole.close();
  });

  it("is served in OpenMetrics and compressed to those who accept that, or where its registry prints OpenMetrics", async () => {
    const registry = new Registry<RegistryContentType>();
    const { jobs, depth } = createMetrics(
      {
        jobs: counter({ name: "jobs_total", help: "Jobs.", labels: { queue: {} } }),
        depth: gauge({ name: "depth", help: "Depth." }),
      },
      { registry },
    );
    depth.set(1);
    for (let queue = 0; queue < 100; queue += 1) jobs.inc({ queue }, 2);
    const whole = clusterMetrics({ registry });
    const serve = whole.metricsHandler();
    await serving(
      (request, response) => void serve(request, response),
      async (address) => {
        const get = (accept: string) =>
          fetch(address + SCRAPE_PATH, { headers: { accept, "accept-encoding": "gzip" } });
        const openMetrics = await get("application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5");
        expect(openMetrics.headers.get("content-type")).toBe(Registry.OPENMETRICS_CONTENT_TYPE);
        expect(openMetrics.headers.get("content-encoding")).toBe("gzip");
        const lines = (await openMetrics.text()).split("\n");
        expect(lines.slice(0, 3)).toEqual(["# HELP jobs Jobs.", "# TYPE jobs counter", 'jobs_total{queue="0"} 2']);
        expect(lines.slice(-2)).toEqual(["# EOF", ""]);
        const text = await (await get("text/plain")).text();
        expect(text).toBe(await registry.metrics());
        registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
        expect((await get("*/*")).headers.get("content-type")).toBe(Registry.OPENMETRICS_CONTENT_TYPE);
      },
    );
    whole.close();
  });
});

function bound(registry: Registry) {
  const monitoring = createMonitoring({ registry, defaultMetrics: false });
  return { trackUser: (user: string) => monitoring.trackUser(user) };
}
