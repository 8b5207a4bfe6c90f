import { once } from "node:events";
import { Agent, get, type IncomingMessage, type ServerResponse } from "node:http";
import { Registry } from "prom-client";
import {
  counter,
  createMetrics,
  gauge,
  metricsHandler,
  renderRegistry,
  SCRAPE_PATH,
  type ExpositionFormat,
} from "cdktf-monitoring-metrics";
import { SeriesTable } from "../../metrics/series/series-table";
import { ALL_BUT_TIMEOUTS, pipelined, serving, status, until } from "./scrape";

const SERIES = 10_000;
const help = "What it is.";

function exposed() {
  const registry = new Registry();
  const { jobs } = createMetrics(
    { jobs: counter({ name: "jobs_total", help, labels: { queue: {} } }) },
    { registry, lineBudget: 1_000_000 },
  );
  for (let queue = 0; queue < SERIES; queue += 1) jobs.inc({ queue });
  return { registry, jobs };
}

const print = (registry: Registry, format: ExpositionFormat) => {
  const chunks = renderRegistry(registry, { format, turn: () => Promise.resolve() });
  let text = "";
  return {
    /** Prints one more chunk; false once there is none. */
    more: async () => {
      const { done, value } = await chunks.next();
      text += value === undefined ? "" : String(value);
      return done !== true;
    },
    soFar: () => text,
    rest: async () => {
      for await (const chunk of chunks) text += String(chunk);
      return text;
    },
  };
};

/** More than the buffers between server and client take. */
function large(series: number) {
  const registry = new Registry();
  const names = Array.from({ length: 8 }, (_, index) => `part_${index}`);
  const labels = Object.fromEntries(names.map((name) => [name, {}]));
  const { parts } = createMetrics({ parts: counter({ name: "parts_total", help, labels }) }, { registry });
  for (let part = 0; part < series; part += 1) {
    parts.inc(Object.fromEntries(names.map((name) => [name, `${part}-${name}-`.repeat(16)])));
  }
  return registry;
}

const whole = (registry: Registry, format: ExpositionFormat) => print(registry, format).rest();

const lines = (text: string) => text.split("\n").filter((line) => line.startsWith("jobs_total{"));

describe("scrapes that run at the same time", () => {
  it("print each its own format, and leave nothing out of date for the next ones", async () => {
    const { registry, jobs } = exposed();
    for (let round = 0; round < 4; round += 1) {
      const text = print(registry, "text");
      const openMetrics = print(registry, "openmetrics");
      while ((await text.more()) || (await openMetrics.more())) {
        await openMetrics.more();
        for (let queue = round; queue < SERIES; queue += 500) jobs.inc({ queue }, 9);
      }
      expect(await text.rest()).toContain("\n# TYPE jobs_total counter\n");
      expect(await openMetrics.rest()).toContain("\n# TYPE jobs counter\n");
      const now = await registry.metrics();
      expect(await whole(registry, "text")).toBe(now);
      expect(lines(await whole(registry, "openmetrics"))).toEqual(lines(now));
    }
  });

  it("keep their default labels when others are set meanwhile", async () => {
    const { registry, jobs } = exposed();
    registry.setDefaultLabels({ app: "old" });
    for (let round = 0; round < 3; round += 1) await whole(registry, "text");
    const running = print(registry, "text");
    await running.more();
    registry.setDefaultLabels({ app: "new" });
    const next = print(registry, "text");
    await next.more();
    for (let queue = 0; queue < SERIES; queue += 500) jobs.inc({ queue });
    const old = lines(await running.rest());
    expect(old.filter((line) => line.includes('app="old"'))).toHaveLength(SERIES);
    await next.rest();
    expect(await whole(registry, "text")).toBe(await registry.metrics());
  });

  it("leave no series out that stays while others are removed", async () => {
    const { registry, jobs } = exposed();
    for (let round = 0; round < 3; round += 1) await whole(registry, "text");
    const running = print(registry, "text");
    await running.more();
    for (let queue = 0; queue < SERIES; queue += 1) if (queue % 10 !== 0) jobs.remove({ queue });
    const kept = lines(await running.rest()).filter((line) => line.includes('0"}'));
    expect(kept).toHaveLength(SERIES / 10);
    expect(lines(await whole(registry, "text"))).toEqual(kept);
  });

  it("may go on while everything is removed", async () => {
    const { registry, jobs } = exposed();
    const running = print(registry, "text");
    await running.more();
    jobs.reset();
    jobs.inc({ queue: "new" });
    await running.rest();
    expect(lines(await whole(registry, "text"))).toEqual(['jobs_total{queue="new"} 1']);
  });

  it("leave no event out that is recorded while one writes what the other keeps already", async () => {
    const { registry, jobs } = exposed();
    const first = print(registry, "text");
    await first.more();
    // The pages are written once, and then kept, while the first scrape is in the middle of one.
    await whole(registry, "text");
    await whole(registry, "text");
    for (let queue = 0; queue < SERIES; queue += 10) jobs.inc({ queue });
    await first.rest();
    expect(await whole(registry, "text")).toBe(await registry.metrics());
  });

  // Once as it is written anew, and once as it is kept.
  describe.each([0, 3])("after %d scrapes, print no series twice", (scrapes) => {
    const begun = async () => {
      const { registry, jobs } = exposed();
      for (let scrape = 0; scrape < scrapes; scrape += 1) await whole(registry, "text");
      const running = print(registry, "text");
      while (lines(running.soFar()).length === 0) await running.more();
      return { registry, jobs, running };
    };

    const distinct = (text: string) => new Set(lines(text).map((line) => line.replace(/ .*/, "")));

    it("that is removed and comes back meanwhile", async () => {
      const { registry, jobs, running } = await begun();
      for (let queue = 0; queue < SERIES; queue += 100) jobs.remove({ queue });
      for (let queue = 0; queue < SERIES; queue += 100) jobs.inc({ queue });
      // Where the other scrape keeps its text, that of the first must not grow by what came back.
      await whole(registry, "text");
      const text = await running.rest();
      expect(lines(text)).toHaveLength(distinct(text).size);
      expect(lines(await whole(registry, "text"))).toHaveLength(SERIES);
    });

    it("where all are removed and come back meanwhile", async () => {
      const { registry, jobs, running } = await begun();
      jobs.reset();
      for (let queue = SERIES - 1; queue >= 0; queue -= 1) jobs.inc({ queue });
      await whole(registry, "text");
      const text = await running.rest();
      expect(lines(text)).toHaveLength(distinct(text).size);
      expect(await whole(registry, "text")).toBe(await registry.metrics());
    });
  });
});

describe("a client that is gone", () => {
  const slow = () => {
    const { registry, jobs } = exposed();
    const { load } = createMetrics({ load: gauge({ name: "load", help }) }, { registry });
    let release = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (release = resolve));
    let asked = false;
    load.collect(() => {
      asked = true;
      return waiting;
    });
    return { registry, jobs, release: () => release(), asked: () => asked };
  };

  it.each(["identity", "gzip"])("while metrics are collected costs the next scrape nothing (%s)", async (encoding) => {
    const { registry, release, asked } = slow();
    const handler = metricsHandler({ registry, maximumScrapes: 1 });
    let left: ServerResponse | undefined;
    await serving(
      (request, response) => {
        left ??= response;
        handler(request, response);
      },
      async (address) => {
        const request = get(address + SCRAPE_PATH, { headers: { "accept-encoding": encoding } });
        request.on("error", () => undefined);
        await until(asked);
        request.destroy();
        await until(() => left?.closed === true);
        release();
        expect(await status(address, SCRAPE_PATH)).toBe(200);
      },
    );
  });

  it.each(["identity", "gzip"])("in the middle of a page ends its scrape (%s)", async (encoding) => {
    const registry = large(1_500);
    const handler = metricsHandler({ registry, maximumScrapes: 1 });
    await serving(
      (request, response) => void handler(request, response),
      async (address) => {
        const request = get(address + SCRAPE_PATH, { headers: { "accept-encoding": encoding } });
        request.on("error", () => undefined);
        await once(request, "response");
        request.destroy();
        await until(async () => (await status(address, SCRAPE_PATH)) === 200);
        const response = await fetch(address + SCRAPE_PATH);
        expect(await response.text()).toBe(await registry.metrics());
      },
    );
  });

  it("before its request is looked at is answered nothing, and counts as no scrape", async () => {
    const { registry } = exposed();
    const handlers = [
      metricsHandler({ registry, maximumScrapes: 1 }),
      metricsHandler({ registry, bearerToken: "s3cret" }),
    ];
    let left: ServerResponse | undefined;
    let taken = false;
    await serving(
      (request, response) => {
        if (left !== undefined) {
          handlers[0]?.(request, response);
          return;
        }
        left = response;
        // As authentication that takes its time would.
        response.once("close", () => {
          taken = handlers.every((handler) => handler(request, response));
        });
      },
      async (address) => {
        const request = get(address + SCRAPE_PATH);
        request.on("error", () => undefined);
        await until(() => left !== undefined);
        request.destroy();
        await until(() => taken);
        expect(left?.writableEnded).toBe(false);
        expect(await status(address, SCRAPE_PATH)).toBe(200);
      },
    );
  });

  it("while its scrapes wait for another answer on its connection ends them", async () => {
    const registry = large(1_500);
    const readers = {
      begun: jest.spyOn(SeriesTable.prototype, "beginReading"),
      over: jest.spyOn(SeriesTable.prototype, "endReading"),
    };
    const handler = metricsHandler({ registry, maximumScrapes: 2 });
    let waiting = 0;
    let closed = false;
    await serving(
      (request, response) => {
        request.socket.once("close", () => (closed = true));
        if (handler(request, response)) waiting += 1;
      },
      async (address) => {
        const disconnect = pipelined(address, ["GET /slow", `GET ${SCRAPE_PATH}`, `GET ${SCRAPE_PATH}`]);
        await until(() => waiting === 2 && readers.begun.mock.calls.length === 2);
        expect(await status(address, SCRAPE_PATH)).toBe(503);
        disconnect();
        await until(() => closed);
        expect(await status(address, SCRAPE_PATH)).toBe(200);
        await until(() => readers.over.mock.calls.length === readers.begun.mock.calls.length);
      },
    );
    jest.restoreAllMocks();
  });

  it("leaves nothing behind on a connection that goes on", async () => {
    const { registry } = exposed();
    const handler = metricsHandler({ registry });
    const listeners: number[] = [];
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    await serving(
      (request, response) => {
        handler(request, response);
        listeners.push(request.socket.listenerCount("close"));
      },
      async (address) => {
        for (let scrape = 0; scrape < 3; scrape += 1) {
          const [response] = (await once(get(address + SCRAPE_PATH, { agent }), "response")) as [IncomingMessage];
          response.resume();
          await once(response, "close");
        }
      },
    );
    agent.destroy();
    expect(new Set(listeners)).toEqual(new Set([listeners[0]]));
  });

  describe("without saying so", () => {
    beforeEach(() => void jest.useFakeTimers({ doNotFake: ALL_BUT_TIMEOUTS }));
    afterEach(() => void jest.useRealTimers());

    const registry = large(3_000);

    it.each([
      ["a minute", {}, 60_000],
      ["twice the time that the scraper waits", { "x-prometheus-scrape-timeout-seconds": "10" }, 20_000],
      ["a minute at most", { "x-prometheus-scrape-timeout-seconds": "3600" }, 60_000],
      ["a second at least", { "x-prometheus-scrape-timeout-seconds": "0.001" }, 1_000],
    ])("is given up after %s, however much it has taken", async (_time, headers, milliseconds) => {
      const handler = metricsHandler({ registry, maximumScrapes: 1 });
      let slow: ServerResponse | undefined;
      await serving(
        (request, response) => {
          slow ??= response;
          handler(request, response);
        },
        async (address) => {
          const request = get(address + SCRAPE_PATH, { headers });
          request.on("error", () => undefined);
          const [response] = (await once(request, "response")) as [IncomingMessage];
          response.on("error", () => undefined);
          jest.advanceTimersByTime(milliseconds - 1);
          response.read();
          expect(await status(address, SCRAPE_PATH)).toBe(503);
          jest.advanceTimersByTime(1);
          expect(slow?.destroyed).toBe(true);
          expect(await status(address, SCRAPE_PATH)).toBe(200);
        },
      );
    });
  });
});
