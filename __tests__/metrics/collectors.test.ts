import { MetricUsageError, type CacheReport, type ReadReport } from "cdktf-monitoring-metrics";
import { monitored } from "./monitored";

describe.each(["registerCache", "registerConnectionPool"] as const)("%s of what no compiler checked", (method) => {
  it("refuses a name that is no text, and a report that no function reads, at the call", () => {
    const { monitoring } = monitored();
    expect(() => monitoring[method]("", {} as never)).toThrow(
      new MetricUsageError([
        `${method}: the name must be a text that is not empty: received ""`,
        `${method}: the report must be read by a function: received an object`,
      ]),
    );
    expect(() => monitoring[method](7 as never, () => ({}) as never)).toThrow("received 7");
  });
});

describe("a report", () => {
  const must = (field: string) => `field "${field}" of the report must be a finite number of at least 0: received`;

  it.each([
    [
      "texts",
      { hits: "30", misses: "10", size: "5" },
      [`${must("hits")} "30"`, `${must("misses")} "10"`, `${must("size")} "5"`],
    ],
    ["a negative number", { hits: -1, misses: 0, size: 5 }, [`${must("hits")} -1`]],
    ["nothing", {}, [`${must("hits")} undefined`, `${must("misses")} undefined`]],
  ])("of a cache is refused with %s, and counted once", async (_, report, problems) => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    const { monitoring, registry, lines } = monitored();
    monitoring.registerCache("pages", () => report as never);
    await registry.metrics();
    expect(await lines("cache_hit_ratio")).toEqual([]);
    expect(warnings.mock.calls.map(([warning]) => warning)).toEqual([
      `metrics: registerCache pages failed: ${problems.join("\n")}`,
    ]);
    warnings.mockRestore();
  });

  it("of a cache may leave the size out, which is on the page no more then", async () => {
    const { monitoring, registry, lines } = monitored();
    let report: object = { hits: 1, misses: 1, size: 5 };
    monitoring.registerCache("pages", () => report as never);
    await registry.metrics();
    expect(await lines("cache_size")).toEqual(['cache_size{cache_type="pages"} 5']);
    report = { hits: 1, misses: 1 };
    await registry.metrics();
    expect(await lines("cache_size")).toEqual([]);
    expect(await lines("cache_hit_ratio")).toEqual(['cache_hit_ratio{cache_type="pages"} 0.5']);
    expect(await lines("metrics_collect_errors_total").catch(() => [])).toEqual([]);
  });

  it.each([
    ["other fields", { max: 10, active: 3 }],
    ["nothing at all", undefined],
  ])("of a pool with %s says which ones there are to be", async (_, report) => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    const { monitoring, registry, lines } = monitored();
    monitoring.registerConnectionPool("orders", () => report as never);
    await registry.metrics();
    expect(await lines("db_connection_pool_size")).toEqual([]);
    expect(warnings.mock.calls.map(([warning]) => warning)).toEqual([
      `metrics: registerConnectionPool orders failed: ${must("size")} undefined\n${must("used")} undefined`,
    ]);
    warnings.mockRestore();
  });
});

describe("registerCache", () => {
  it("reads the cache at each scrape", async () => {
    const { monitoring, lines } = monitored();
    const cache = { hits: 3, misses: 1, size: 2_048 };
    monitoring.registerCache("sessions", () => cache);
    expect(await lines("cache_hit_ratio")).toEqual(['cache_hit_ratio{cache_type="sessions"} 0.75']);
    expect(await lines("cache_size")).toEqual(['cache_size{cache_type="sessions"} 2048']);
    cache.misses = 3;
    expect(await lines("cache_hit_ratio")).toEqual(['cache_hit_ratio{cache_type="sessions"} 0.5']);
  });

  it("gives no hit ratio before the first look-up", async () => {
    const { monitoring, lines } = monitored();
    monitoring.registerCache("sessions", () => ({ hits: 0, misses: 0, size: 0 }));
    expect(await lines("cache_hit_ratio")).toEqual([]);
    expect(await lines("cache_size")).toEqual(['cache_size{cache_type="sessions"} 0']);
  });

  it("gives no size of a cache that does not say it, or says it no more", async () => {
    const { monitoring, registry, lines } = monitored();
    const cache: CacheReport = { hits: 3, misses: 1 };
    let size: number | undefined = 7;
    monitoring.registerCache("sessions", () => cache);
    monitoring.registerCache("pages", () => ({ ...cache, size }));
    expect(await lines("cache_hit_ratio")).toHaveLength(2);
    expect(await lines("cache_size")).toEqual(['cache_size{cache_type="pages"} 7']);
    size = undefined;
    expect(await lines("cache_size")).toEqual([]);
    expect(registry.getSingleMetric("metrics_collect_errors_total")).toBeUndefined();
  });

  it("waits for a reading that takes its time", async () => {
    const { monitoring, lines } = monitored();
    monitoring.registerCache("redis", () => Promise.resolve({ hits: 1, misses: 0, size: 5 }));
    expect(await lines("cache_size")).toEqual(['cache_size{cache_type="redis"} 5']);
  });

  it("leaves out a cache that cannot be read, and counts that; the others stay", async () => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    const { monitoring, lines } = monitored();
    let size = 1;
    monitoring.registerCache("sessions", () => ({ hits: 1, misses: 0, size }));
    monitoring.registerCache("pages", () => ({ hits: 1, misses: 0, size: 4 }));
    monitoring.registerCache("broken", () => {
      throw new Error("no answer");
    });
    expect(await lines("cache_size")).toHaveLength(2);
    size = NaN;
    expect(await lines("cache_size")).toEqual(['cache_size{cache_type="pages"} 4']);
    expect(await lines("metrics_collect_errors_total")).toEqual([
      'metrics_collect_errors_total{source="registerCache broken"} 2',
      'metrics_collect_errors_total{source="registerCache sessions"} 1',
    ]);
    expect(warnings.mock.calls.map(([warning]) => warning)).toEqual([
      "metrics: registerCache broken failed: no answer",
      'metrics: registerCache sessions failed: field "size" of the report must be a finite number of at least 0: received NaN',
    ]);
    warnings.mockRestore();
  });

  it("reads each again at the next scrape, whatever one has thrown", async () => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    const { monitoring, lines } = monitored();
    let failure: unknown = Object.create(null);
    monitoring.registerCache("sessions", () => {
      if (failure !== undefined) throw failure as Error;
      return { hits: 1, misses: 1 };
    });
    monitoring.registerCache("pages", () => ({ hits: 1, misses: 0 }));
    expect(await lines("cache_hit_ratio")).toEqual(['cache_hit_ratio{cache_type="pages"} 1']);
    failure = undefined;
    expect((await lines("cache_hit_ratio")).sort()).toEqual([
      'cache_hit_ratio{cache_type="pages"} 1',
      'cache_hit_ratio{cache_type="sessions"} 0.5',
    ]);
    warnings.mockRestore();
  });

  it("leaves out only what of a cache cannot be used", async () => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    const { monitoring, registry, lines } = monitored();
    monitoring.registerCache("sessions", () => ({ hits: 1, misses: 1, size: NaN }));
    await registry.metrics();
    expect(await lines("cache_hit_ratio")).toEqual(['cache_hit_ratio{cache_type="sessions"} 0.5']);
    expect(await lines("cache_size")).toEqual([]);
    warnings.mockRestore();
  });

  it.each<[string, ReadReport<CacheReport>]>([
    ["reads at once", () => ({ hits: 1, misses: 1, size: 5 })],
    ["takes its time", () => Promise.resolve({ hits: 1, misses: 1, size: 5 })],
  ])("reads a cache that %s once a scrape, for all its metrics", async (_, report) => {
    const { monitoring, registry } = monitored();
    const read = jest.fn(report);
    monitoring.registerCache("sessions", read);
    for (const scrapes of [1, 2]) {
      expect(await registry.metrics()).toContain('cache_size{cache_type="sessions"} 5');
      expect(read).toHaveBeenCalledTimes(scrapes);
    }
  });

  it("reads anew for a metric that is asked for by itself, once the scrape before is over", async () => {
    const { monitoring, lines } = monitored();
    let size = 1;
    monitoring.registerCache("sessions", () => ({ hits: 1, misses: 1, size }));
    await lines("cache_hit_ratio");
    await new Promise((resolve) => setImmediate(resolve));
    size = 2;
    expect(await lines("cache_size")).toEqual(['cache_size{cache_type="sessions"} 2']);
  });

  it("leaves out a cache that does not answer within a second, and asks it again only once it did", async () => {
    jest.useFakeTimers();
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    const { monitoring, registry, lines } = monitored();
    let answer = (_: CacheReport): void => undefined;
    const read = jest.fn(() => new Promise<CacheReport>((resolve) => (answer = resolve)));
    monitoring.registerCache("redis", read);
    monitoring.registerCache("pages", () => ({ hits: 1, misses: 0, size: 4 }));
    for (const scrapes of [1, 2]) {
      const page = registry.metrics();
      await jest.advanceTimersByTimeAsync(1_000);
      expect(await page).toContain('cache_hit_ratio{cache_type="pages"} 1');
      expect(await page).toContain('cache_size{cache_type="pages"} 4');
      expect(await page).not.toContain('cache_type="redis"');
      expect(await lines("metrics_collect_errors_total")).toEqual([
        `metrics_collect_errors_total{source="registerCache redis"} ${scrapes}`,
      ]);
    }
    expect(read).toHaveBeenCalledTimes(1);
    expect(warnings).toHaveBeenCalledWith(
      "metrics: registerCache redis failed: no value within 1 s",
      expect.anything(),
    );
    answer({ hits: 0, misses: 0, size: 0 });
    await jest.advanceTimersByTimeAsync(0);
    const page = registry.metrics();
    answer({ hits: 1, misses: 0, size: 9 });
    expect(await page).toContain('cache_size{cache_type="redis"} 9');
    warnings.mockRestore();
    jest.useRealTimers();
  });

  it("refuses a second cache of the same type", async () => {
    const { monitoring, lines } = monitored();
    monitoring.registerCache("sessions", () => ({ hits: 1, misses: 0, size: 1 }));
    expect(() => monitoring.registerCache("sessions", () => ({ hits: 1, misses: 0, size: 2 }))).toThrow(
      new MetricUsageError([
        'registerCache("sessions"): the name is registered already: give each one a name of its own, or end the earlier registration by calling what it returned',
      ]),
    );
    expect(await lines("cache_size")).toEqual(['cache_size{cache_type="sessions"} 1']);
  });

  it("ends with its series, and makes room for another one", async () => {
    const { monitoring, lines } = monitored();
    const end = monitoring.registerCache("sessions", () => ({ hits: 1, misses: 0, size: 1 }));
    await lines("cache_size");
    end();
    expect(await lines("cache_size")).toEqual([]);
    monitoring.registerCache("sessions", () => ({ hits: 1, misses: 0, size: 2 }));
    end();
    expect(await lines("cache_size")).toEqual(['cache_size{cache_type="sessions"} 2']);
  });

  it.each([
    ["answers", () => ({ hits: 1, misses: 0, size: 1 })],
    [
      "fails",
      () => {
        throw new Error("closed");
      },
    ],
  ])("leaves nothing behind when it ends during a reading that %s", async (_, answer: () => CacheReport) => {
    const { monitoring, registry } = monitored();
    const end = monitoring.registerCache("sessions", async () => {
      await Promise.resolve();
      end();
      return answer();
    });
    const page = await registry.metrics();
    expect(page).not.toContain('cache_type="sessions"');
    expect(registry.getSingleMetric("metrics_collect_errors_total")).toBeUndefined();
  });
});

describe("registerConnectionPool", () => {
  it("reads the pool at each scrape, until it ends", async () => {
    const { monitoring, lines } = monitored();
    const end = monitoring.registerConnectionPool("orders", () => ({ size: 20, used: 7 }));
    expect(await lines("db_connection_pool_size")).toEqual(['db_connection_pool_size{database="orders"} 20']);
    expect(await lines("db_connection_pool_used")).toEqual(['db_connection_pool_used{database="orders"} 7']);
    end();
    expect(await lines("db_connection_pool_used")).toEqual([]);
  });

  it("refuses a second pool of the same database", () => {
    const { monitoring } = monitored();
    monitoring.registerConnectionPool("orders", () => ({ size: 20, used: 7 }));
    expect(() => monitoring.registerConnectionPool("orders", () => ({ size: 1, used: 1 }))).toThrow(
      'registerConnectionPool("orders"): the name is registered already',
    );
  });
});
