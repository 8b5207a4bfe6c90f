import { Gauge, register, Registry, type OpenMetricsContentType } from "prom-client";
import {
  counter,
  createMetrics,
  EXPOSER_ENVIRONMENT,
  gauge,
  metricsHandler,
  SCRAPE_PATH,
} from "cdktf-monitoring-metrics";
import { exposed } from "./exposed";
import { ALL_BUT_TIMEOUTS, series, serving, status, until } from "./scrape";

const help = "What it is.";

afterEach(() => {
  for (const variable of Object.values(EXPOSER_ENVIRONMENT)) Reflect.deleteProperty(process.env, variable);
  register.clear();
});

describe("the metrics handler", () => {
  it.each(["/monitoring/metrics/", "/monitoring/metrics", "/monitoring/metrics/?name=up"])(
    "serves %s",
    async (path) => {
      await serving(exposed().listener, async (address) => {
        const response = await fetch(address + path);
        expect(response.status).toBe(200);
        expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
        expect(await response.text()).toBe("# HELP jobs_total What it is.\n# TYPE jobs_total counter\njobs_total 1\n");
      });
    },
  );

  it("serves what prom-client's own registry prints, foreign metrics included", async () => {
    const { registry, listener } = exposed();
    new Gauge({ name: "foreign", help, labelNames: ["a"], registers: [registry] }).set({ a: "b" }, 2);
    await serving(listener, async (address) => {
      expect(await (await fetch(address + SCRAPE_PATH)).text()).toBe(await registry.metrics());
    });
  });

  it("serves prom-client's global registry unless it is given one", async () => {
    new Gauge({ name: "global", help }).set(1);
    const handler = metricsHandler();
    await serving(
      (request, response) => void handler(request, response),
      async (address) => expect(await (await fetch(address + SCRAPE_PATH)).text()).toContain("\nglobal 1\n"),
    );
  });

  it("answers HEAD with the same headers and no body", async () => {
    await serving(exposed().listener, async (address) => {
      const response = await fetch(address + SCRAPE_PATH, { method: "HEAD" });
      expect(response.status).toBe(200);
      const { headers } = await fetch(address + SCRAPE_PATH);
      expect([...response.headers].filter(([name]) => name.startsWith("content"))).toEqual(
        [...headers].filter(([name]) => name.startsWith("content")),
      );
      expect(await response.text()).toBe("");
    });
  });

  it("refuses other methods, and says which it serves", async () => {
    await serving(exposed().listener, async (address) => {
      const response = await fetch(address + SCRAPE_PATH, { method: "POST" });
      expect(response.status).toBe(405);
      expect(response.headers.get("allow")).toBe("GET, HEAD");
    });
  });

  it.each(["/", "/monitoring", "/monitoring/metrics//", "/monitoring/metricsx", "/x/monitoring/metrics/"])(
    "passes %s on",
    async (path) => {
      await serving(exposed().listener, async (address) => expect(await status(address, path)).toBe(404));
    },
  );

  it("tells a caller without `next` that the request is still to be answered", async () => {
    const handler = metricsHandler({ registry: new Registry() });
    const answered: boolean[] = [];
    await serving(
      (request, response) => {
        answered.push(handler(request, response));
        if (answered.at(-1) === false) response.end();
      },
      async (address) => {
        await status(address, "/");
        await status(address, SCRAPE_PATH);
      },
    );
    expect(answered).toEqual([false, true]);
  });

  it.each([
    [undefined, "Accept, Accept-Encoding"],
    ["Origin", "Origin, Accept, Accept-Encoding"],
    [["Origin", "Cookie"], "Origin, Cookie, Accept, Accept-Encoding"],
    ["accept-encoding", "accept-encoding, Accept"],
    ["*", "*"],
  ])("adds what the page depends on to the Vary that was there before: %j", async (before, vary) => {
    const { listener } = exposed();
    await serving(
      (request, response) => {
        if (before !== undefined) response.setHeader("Vary", before);
        listener(request, response);
      },
      async (address) => {
        const response = await fetch(address + SCRAPE_PATH);
        expect(response.headers.get("vary")).toBe(vary);
      },
    );
  });

  it("serves another path when told so, down to the root", async () => {
    await serving(exposed({ path: "/metrics" }).listener, async (address) => {
      expect(await status(address, "/metrics/")).toBe(200);
      expect(await status(address, "/metrics")).toBe(200);
      expect(await status(address, SCRAPE_PATH)).toBe(404);
    });
    await serving(exposed({ path: "/" }).listener, async (address) => expect(await status(address, "/")).toBe(200));
  });

  it("serves an OpenMetrics registry as such", async () => {
    const registry = new Registry<OpenMetricsContentType>();
    registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    createMetrics({ jobs: counter({ name: "jobs_total", help }) }, { registry });
    await serving(exposed({ registry }).listener, async (address) => {
      const response = await fetch(address + SCRAPE_PATH);
      expect(response.headers.get("content-type")).toBe("application/openmetrics-text; version=1.0.0; charset=utf-8");
      expect(await response.text()).toMatch(/\njobs_total 0\n# EOF\n$/);
    });
  });
});

describe("a metric that cannot be collected", () => {
  const failing = () => {
    const { registry, listener } = exposed();
    const metrics = createMetrics({ load: gauge({ name: "load", help }) }, { registry });
    metrics.load.collect(() => {
      throw new Error("no load");
    });
    const collect = () => Promise.reject(new Error("gone"));
    new Gauge({ name: "foreign", help, registers: [registry], collect });
    return { registry, listener };
  };

  it("costs itself and one count, and the rest is served", async () => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    const { registry, listener } = failing();
    await serving(listener, async (address) => {
      const texts = [await fetch(address + SCRAPE_PATH), await fetch(address + SCRAPE_PATH)].map((answer) =>
        answer.text(),
      );
      const [, second = ""] = await Promise.all(texts);
      expect(second).toContain("\njobs_total 1\n");
      expect(second).not.toMatch(/^(load|foreign) /m);
    });
    expect((await series(registry, "metrics_collect_errors_total")).sort()).toEqual([
      'metrics_collect_errors_total{source="foreign"} 2',
      'metrics_collect_errors_total{source="load"} 2',
    ]);
    const said = warnings.mock.calls.map(([warning]) => warning);
    expect(said.sort()).toEqual(["metrics: foreign failed: gone", "metrics: load failed: no load"]);
    warnings.mockRestore();
  });

  it("is counted by the counter that the registry has already", async () => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    const { registry, listener } = failing();
    const own = createMetrics(
      { errors: counter({ name: "metrics_collect_errors_total", help, labels: { source: {} } }) },
      { registry },
    );
    own.errors.inc({ source: "load" });
    await serving(listener, (address) => status(address, SCRAPE_PATH));
    expect(await series(registry, "metrics_collect_errors_total")).toContain(
      'metrics_collect_errors_total{source="load"} 2',
    );
    warnings.mockRestore();
  });

  it("costs an OpenMetrics registry no more", async () => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    const registry = new Registry<OpenMetricsContentType>();
    registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    new Gauge({ name: "foreign", help, registers: [registry], collect: () => Promise.reject(new Error("secret")) });
    await serving(exposed({ registry }).listener, async (address) => {
      const response = await fetch(address + SCRAPE_PATH);
      expect(response.status).toBe(200);
      expect(await response.text()).toMatch(/^# EOF\n$/);
    });
    expect(warnings).toHaveBeenCalledWith("metrics: foreign failed: secret", expect.anything());
    warnings.mockRestore();
  });

  it.each([
    ["half the time that the scraper waits", "2", 1_000],
    ["half a second at least, however short the scraper waits", "0.001", 500],
    ["5 seconds at most, however long the scraper waits", "60", 5_000],
    ["5 seconds where the scraper says no time", "soon", 5_000],
  ])("is left out when it hangs for %s, and is not asked again meanwhile", async (_time, seconds, milliseconds) => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    jest.useFakeTimers({ doNotFake: ALL_BUT_TIMEOUTS });
    let time = 0;
    const clock = jest.spyOn(performance, "now").mockImplementation(() => time);
    const { registry, listener } = exposed();
    const metrics = createMetrics({ load: gauge({ name: "load", help }) }, { registry });
    let asked = 0;
    metrics.load.collect(() => {
      asked += 1;
      return new Promise<void>(() => undefined);
    });
    const headers = { "x-prometheus-scrape-timeout-seconds": seconds };
    await serving(listener, async (address) => {
      const answer = fetch(address + SCRAPE_PATH, { headers });
      // One of the scrape, and one of the metric.
      await until(() => jest.getTimerCount() === 2);
      jest.advanceTimersByTime(milliseconds - 1);
      expect(jest.getTimerCount()).toBe(2);
      jest.advanceTimersByTime(1);
      time = milliseconds;
      await (await answer).text();
      // Nobody waits for it again.
      const second = await (await fetch(address + SCRAPE_PATH, { headers })).text();
      expect(second).toContain('metrics_collect_errors_total{source="load"} 2');
      expect(second).not.toMatch(/^load /m);
    });
    expect(asked).toBe(1);
    jest.useRealTimers();
    for (const mock of [clock, warnings]) mock.mockRestore();
  });

  it("is refused when as many scrapes as allowed are running", async () => {
    const { registry, listener } = exposed({ maximumScrapes: 1 });
    const metrics = createMetrics({ load: gauge({ name: "load", help }) }, { registry });
    let release = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (release = resolve));
    let asked = false;
    metrics.load.collect(() => {
      asked = true;
      return waiting;
    });
    await serving(listener, async (address) => {
      const first = status(address, SCRAPE_PATH);
      await until(() => asked);
      const refused = await fetch(address + SCRAPE_PATH);
      expect(refused.status).toBe(503);
      expect(refused.headers.get("retry-after")).toBe("1");
      release();
      expect(await first).toBe(200);
      expect(await status(address, SCRAPE_PATH)).toBe(200);
    });
  });
});
