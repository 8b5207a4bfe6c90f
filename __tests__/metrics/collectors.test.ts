import os from "node:os";
import { Registry } from "prom-client";
import {
  apiMetrics,
  createMetrics,
  createMonitoring,
  MetricUsageError,
  type CacheReport,
  type MonitoringOptions,
  type ReadReport,
  type UserId,
} from "cdktf-monitoring-metrics";
import { collectSystem } from "../../metrics/collectors/system-load";
import { series } from "./scrape";

/** What reads the series of one metric: as lines, and as values by the label. */
function readers(registry: Registry) {
  const lines = (name: string) => series(registry, name);
  const values = async (name: string) =>
    Object.fromEntries((await lines(name)).map((line) => [/"(.*)"/.exec(line)?.[1] ?? "", Number(line.split(" ")[1])]));
  return { lines, values };
}

function monitored(options: MonitoringOptions = {}) {
  let time = 0;
  const registry = new Registry();
  const monitoring = createMonitoring({ registry, defaultMetrics: false, now: () => time, ...options });
  return { monitoring, registry, pass: (seconds: number) => void (time += seconds * 1_000), ...readers(registry) };
}

describe("active_users", () => {
  it("counts each user once within each timeframe since the last sight", async () => {
    const { monitoring, pass, values } = monitored();
    monitoring.trackUser("alice");
    pass(30);
    monitoring.trackUser("bob");
    monitoring.trackUser("bob");
    expect(await values("active_users")).toEqual({ "1m": 2, "5m": 2, "15m": 2, "1h": 2, "1d": 2 });
    pass(30);
    expect(await values("active_users")).toEqual({ "1m": 1, "5m": 2, "15m": 2, "1h": 2, "1d": 2 });
    monitoring.trackUser("alice");
    expect(await values("active_users")).toMatchObject({ "1m": 2 });
    pass(5 * 60);
    expect(await values("active_users")).toEqual({ "1m": 0, "5m": 0, "15m": 2, "1h": 2, "1d": 2 });
    pass(10 * 60);
    expect(await values("active_users")).toEqual({ "1m": 0, "5m": 0, "15m": 0, "1h": 2, "1d": 2 });
    pass(45 * 60);
    expect(await values("active_users")).toEqual({ "1m": 0, "5m": 0, "15m": 0, "1h": 0, "1d": 2 });
    pass(23 * 3_600);
    expect(await values("active_users")).toEqual({ "1m": 0, "5m": 0, "15m": 0, "1h": 0, "1d": 0 });
  });

  it("stays exact for each timeframe that has no more users than are remembered", async () => {
    const { monitoring, pass, values } = monitored({ exactUsers: 2 });
    for (const user of ["alice", "bob", "alice", "carol"]) {
      monitoring.trackUser(user);
      pass(40);
    }
    expect(await values("active_users")).toEqual({ "1m": 1, "5m": 3, "15m": 3, "1h": 3, "1d": 3 });
    monitoring.trackUser("alice");
    expect(await values("active_users")).toMatchObject({ "1m": 2, "1d": 3 });
    pass(3 * 60);
    expect(await values("active_users")).toMatchObject({ "1m": 0, "5m": 2, "1d": 3 });
  });

  it("estimates a million users within 3 %, which is more than three standard errors", async () => {
    const { monitoring, pass, values } = monitored();
    for (let user = 0; user < 1_000_000; user += 1) {
      if (user === 750_000) pass(30 * 60);
      monitoring.trackUser(`user-${user}`);
    }
    const { "1m": minute, "1d": day } = await values("active_users");
    expect(Math.abs((day ?? 0) / 1_000_000 - 1)).toBeLessThan(0.03);
    expect(Math.abs((minute ?? 0) / 250_000 - 1)).toBeLessThan(0.03);
  });

  it("forgets users of the day before, remembered or estimated", async () => {
    const { monitoring, pass, values } = monitored({ exactUsers: 10 });
    for (let user = 0; user < 100; user += 1) monitoring.trackUser(`user-${user}`);
    pass(24 * 3_600);
    expect(await values("active_users")).toMatchObject({ "1d": 0 });
  });

  it("tells long user ids apart, though it keeps a hash of them", async () => {
    const { monitoring, values } = monitored();
    const long = "x".repeat(10_000);
    for (const user of [long, `${long}1`, long]) monitoring.trackUser(user);
    expect(await values("active_users")).toMatchObject({ "1m": 2 });
  });

  it("tells users apart by numbers, which are the same as their texts", async () => {
    const { monitoring, values } = monitored();
    for (let user = 0; user < 1_000; user += 1) monitoring.trackUser(user);
    for (const user of [7n, "7", 12_345_678_901_234_567_890n]) monitoring.trackUser(user);
    expect(await values("active_users")).toMatchObject({ "1m": 1_001 });
  });

  it.each([
    [undefined, "undefined"],
    [null, "null"],
    [NaN, "NaN"],
    [true, "true"],
    [{ id: 1 }, "an object"],
  ])("refuses %p as a user, who would be one for all", async (user, received) => {
    const { monitoring, values } = monitored();
    expect(() => monitoring.trackUser(user as UserId)).toThrow(
      new MetricUsageError([
        `trackUser: a user id must be a text, a finite number or a bigint: received ${received}; hand over what identifies the user, and nothing for a user who is not known`,
      ]),
    );
    expect(await values("active_users")).toMatchObject({ "1m": 0 });
  });

  it.each([0, 1.5, 1_000_001, NaN, Infinity])("refuses %d as the number of users to remember", (exactUsers) => {
    expect(() => monitored({ exactUsers })).toThrow(
      new MetricUsageError([
        `metrics: option "exactUsers" must be a whole number from 1 to 1000000: received ${exactUsers}`,
      ]),
    );
  });
});

describe("user_sessions", () => {
  it("counts the sessions that started and did not end, by the way of authentication", async () => {
    const { monitoring, lines } = monitored();
    monitoring.sessionStarted("password");
    monitoring.sessionStarted("password");
    monitoring.sessionStarted("sso");
    monitoring.sessionEnded("password");
    expect(await lines("user_sessions")).toEqual([
      'user_sessions{auth_method="password"} 1',
      'user_sessions{auth_method="sso"} 1',
    ]);
  });

  it("never falls below 0, when sessions end that started elsewhere", async () => {
    const { monitoring, lines } = monitored();
    monitoring.sessionEnded("sso");
    monitoring.sessionEnded("sso");
    monitoring.sessionStarted("sso");
    expect(await lines("user_sessions")).toEqual(['user_sessions{auth_method="sso"} 1']);
  });
});

describe("user_sessions of very many ways of authentication", () => {
  it("tells 100 of them apart, and counts all later ones together, from their start to their end", async () => {
    const { monitoring, lines } = monitored();
    for (let index = 0; index < 103; index += 1) monitoring.sessionStarted(`method ${index}`);
    monitoring.sessionEnded("method 99");
    monitoring.sessionEnded("method 100");
    monitoring.sessionEnded("method 103");
    const counted = await lines("user_sessions");
    expect(counted).toHaveLength(101);
    expect(counted.slice(98)).toEqual([
      'user_sessions{auth_method="method 98"} 1',
      'user_sessions{auth_method="method 99"} 0',
      'user_sessions{auth_method="overflow"} 1',
    ]);
  });
});

describe("a session whose way of authentication is no text", () => {
  it.each(["sessionStarted", "sessionEnded"] as const)("is refused by %s, and costs no scrape", async (method) => {
    const { monitoring, registry, lines } = monitored();
    expect(() => monitoring[method](undefined as never)).toThrow(
      new MetricUsageError([`${method}: the way of authentication must be a text: received undefined`]),
    );
    monitoring.sessionStarted("sso");
    await registry.metrics();
    expect(await lines("user_sessions")).toEqual(['user_sessions{auth_method="sso"} 1']);
  });
});

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

describe("system_memory_usage", () => {
  it("is the machine's memory in bytes", async () => {
    const total = jest.spyOn(os, "totalmem").mockReturnValue(1_000);
    const free = jest.spyOn(os, "freemem").mockReturnValue(400);
    const { values } = monitored();
    expect(await values("system_memory_usage")).toEqual({ total: 1_000, used: 600, free: 400 });
    total.mockRestore();
    free.mockRestore();
  });
});

describe("system_cpu_usage", () => {
  const times = (user: number, sys: number, idle: number) => ({
    model: "any",
    speed: 1,
    times: { user, nice: 0, sys, idle, irq: 0 },
  });
  const cores = jest.spyOn(os, "cpus");

  afterAll(() => cores.mockRestore());

  /** A process that nothing limits, whatever container the tests run in. */
  function unlimited() {
    let time = 0;
    const registry = new Registry();
    const { systemMemoryUsage, systemCpuUsage } = createMetrics(apiMetrics, { registry });
    collectSystem(systemMemoryUsage, systemCpuUsage, () => time, { root: "none", own: "none" });
    return { pass: (seconds: number) => void (time += seconds * 1_000), ...readers(registry) };
  }

  it("is that since the machine started, until there are two readings", async () => {
    cores.mockReturnValue([times(10, 10, 80), times(30, 10, 60)]);
    const { values } = unlimited();
    expect(await values("system_cpu_usage")).toEqual({ user: 20, system: 10, idle: 70 });
  });

  it("is that of all cores since the reading before", async () => {
    cores.mockReturnValue([times(100, 100, 800)]);
    const { pass, values } = unlimited();
    pass(15);
    cores.mockReturnValue([times(160, 110, 830)]);
    expect(await values("system_cpu_usage")).toEqual({ user: 60, system: 10, idle: 30 });
  });

  it("is the same for a second scraper that comes within 5 seconds", async () => {
    cores.mockReturnValue([times(0, 0, 0)]);
    const { pass, values } = unlimited();
    cores.mockReturnValue([times(50, 0, 50)]);
    pass(15);
    const first = await values("system_cpu_usage");
    cores.mockReturnValue([times(51, 0, 50)]);
    pass(4);
    expect(await values("system_cpu_usage")).toEqual(first);
    cores.mockReturnValue([times(50, 0, 150)]);
    pass(1);
    expect(await values("system_cpu_usage")).toEqual({ user: 0, system: 0, idle: 100 });
  });

  it("keeps the last numbers while the machine's clock of work stands still", async () => {
    cores.mockReturnValue([times(10, 10, 80)]);
    const { pass, values } = unlimited();
    pass(15);
    expect(await values("system_cpu_usage")).toEqual({ user: 10, system: 10, idle: 80 });
  });

  it("is absent where the machine does not tell", async () => {
    cores.mockReturnValue([]);
    const { lines } = unlimited();
    expect(await lines("system_cpu_usage")).toEqual([]);
  });
});
