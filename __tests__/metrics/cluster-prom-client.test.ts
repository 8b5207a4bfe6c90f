import cluster, { type Worker } from "node:cluster";
import { join } from "node:path";
import { AggregatorRegistry, Registry, type RegistryContentType } from "prom-client";
import { clusterMetrics } from "cdktf-monitoring-metrics";
import { doneBy, forkedWorker } from "./fixtures/forked-worker";

jest.setTimeout(60_000);

async function recording(): Promise<Worker> {
  const worker = await forkedWorker();
  const recorded = doneBy(worker);
  worker.send("record");
  await recorded;
  return worker;
}

const linesOf = (page: string): string[] => page.split("\n").filter((line) => line !== "" && !line.startsWith("#"));

const warnings = jest.spyOn(process, "emitWarning");

beforeAll(() => {
  const exec = join(__dirname, "fixtures", "aggregated-worker.ts");
  cluster.setupPrimary({ exec, execArgv: ["--require", "tsx/cjs"], args: [] });
});
beforeEach(() => void warnings.mockImplementation());
afterEach(() => {
  for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill("SIGKILL");
});

describe("prom-client's own aggregation, over its own channel", () => {
  it("takes in this package's metrics as it does its own, while clusterMetrics scrapes the same workers", async () => {
    const aggregator = new AggregatorRegistry();
    const whole = clusterMetrics({ registry: new Registry(), timeout: 20 });
    await Promise.all([recording(), recording()]);
    const expected = [
      'jobs_total{queue="a\\"b\\\\"} 4',
      'job_seconds_bucket{le="1",queue="mail"} 2',
      'job_seconds_sum{queue="mail"} 1',
      'job_seconds_count{queue="mail"} 2',
      "foreign_total 2",
      'active_users{timeframe="1d"} 1',
    ];
    const [theirs, ours] = await Promise.all([aggregator.clusterMetrics(), whole.metrics()]);
    expect(linesOf(theirs)).toEqual(expect.arrayContaining(expected));
    expect(linesOf(ours)).toEqual(expect.arrayContaining(expected));
    expect(linesOf(theirs).filter((line) => line.startsWith("system_memory_usage"))).toHaveLength(3);
    whole.close();
  });

  it("has one format, where clusterMetrics has the one that is asked for", async () => {
    const aggregator = new AggregatorRegistry<RegistryContentType>();
    aggregator.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    await recording();
    expect(aggregator.contentType).toBe(Registry.OPENMETRICS_CONTENT_TYPE);
    expect(await aggregator.clusterMetrics()).not.toContain("# EOF");
  });

  it("gives no page where one worker is silent, where clusterMetrics gives the page of all others", async () => {
    const aggregator = new AggregatorRegistry();
    const whole = clusterMetrics({ registry: new Registry(), timeout: 3 });
    const [, blocked] = await Promise.all([recording(), recording()]);
    blocked.send("block");
    expect(linesOf(await whole.metrics())).toContain("foreign_total 1");
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] });
    try {
      const page = expect(aggregator.clusterMetrics()).rejects.toThrow("Operation timed out.");
      jest.advanceTimersByTime(5_000);
      await page;
    } finally {
      jest.useRealTimers();
    }
    whole.close();
  });
});
