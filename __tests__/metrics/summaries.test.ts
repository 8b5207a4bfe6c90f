import { Registry, Summary } from "prom-client";
import { createMetrics, gauge, renderRegistry, summary } from "cdktf-monitoring-metrics";
import { series, turnsOf } from "./scrape";

const help = "What it is.";
const definition = summary({ name: "size_bytes", help, labels: { queue: { open: true } }, quantiles: [0.5] });

function create() {
  const registry = new Registry();
  return { registry, size: createMetrics({ definition }, { registry }).definition };
}

const lines = (registry: Registry) => series(registry, "size_bytes");

describe("a scrape of summaries", () => {
  it("estimates the quantiles of no series but those that were written since the last one", async () => {
    const { registry, size } = create();
    for (let queue = 0; queue < 50; queue += 1) size.observe({ queue }, queue);
    const asked = jest.spyOn(Summary.prototype, "get");
    const asks = async () => {
      asked.mockClear();
      await lines(registry);
      return asked.mock.calls.length;
    };
    expect(await asks()).toBe(50);
    expect(await asks()).toBe(0);
    size.observe({ queue: 7 }, 100);
    size.labels({ queue: 8 }).observe(100);
    expect(await asks()).toBe(2);
    expect(await lines(registry)).toContain('size_bytes{quantile="0.5",queue="7"} 53.5');
    asked.mockRestore();
  });

  it("lets the event loop have a turn whenever it had 10 ms to itself", async () => {
    const { registry, size } = create();
    for (let queue = 0; queue < 20; queue += 1) {
      for (let value = 0; value < 300; value += 1) size.observe({ queue }, value);
    }
    let now = 1e6;
    const clock = jest.spyOn(performance, "now").mockImplementation(() => (now += 5));
    const scraped = lines(registry);
    // The clock is read when a turn begins, and after each series.
    expect(await turnsOf(scraped)).toBeGreaterThanOrEqual(10);
    expect(await scraped).toHaveLength(60);
    clock.mockRestore();
  });

  it("gives each series its own quantiles, though series go, move or begin again while it estimates", async () => {
    const { registry, size } = create();
    for (let queue = 0; queue < 100; queue += 1) {
      for (let value = 0; value < 300; value += 1) size.observe({ queue }, queue);
    }
    let now = 2e6;
    const clock = jest.spyOn(performance, "now").mockImplementation(() => (now += 20));
    const scraped = lines(registry);
    await new Promise((resolve) => setImmediate(resolve));
    for (let queue = 0; queue < 60; queue += 1) size.remove({ queue });
    size.observe({ queue: 1 }, 7);
    await scraped;
    clock.mockRestore();
    const medians = (await lines(registry)).filter((line) => line.includes("quantile"));
    expect(medians).toEqual([
      ...Array.from({ length: 40 }, (_, index) => `size_bytes{quantile="0.5",queue="${60 + index}"} ${60 + index}`),
      'size_bytes{quantile="0.5",queue="1"} 7',
    ]);
  });

  it("prints the newest quantiles, though another scrape printed the series while they were estimated", async () => {
    const registry = new Registry();
    const depth = gauge({ name: "depth", help, labels: { queue: {} } });
    const metrics = createMetrics({ depth, definition }, { registry });
    for (let queue = 0; queue < 10_000; queue += 1) metrics.depth.set({ queue }, queue);
    for (let queue = 0; queue < 10; queue += 1) metrics.definition.observe({ queue }, 1);
    const scrape = () => renderRegistry(registry, { format: "text" });
    const rest = async (chunks: AsyncIterable<Buffer>) => {
      let page = "";
      for await (const chunk of chunks) page += chunk.toString();
      return page;
    };
    // From the third one on, lines are kept that do not change.
    for (let time = 0; time < 3; time += 1) await rest(scrape());

    const earlier = scrape();
    await earlier.next();
    metrics.definition.observe({ queue: 7 }, 5);
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const { get } = Summary.prototype;
    const gated = jest.spyOn(Summary.prototype, "get").mockImplementation(async function (this: Summary) {
      const item = await get.call(this);
      await gate;
      return item;
    });
    const later = rest(scrape());
    expect(await rest(earlier)).toContain('size_bytes_count{queue="7"} 2');
    open();
    expect(await later).toContain('size_bytes{quantile="0.5",queue="7"} 3\n');
    gated.mockRestore();
  });
});
