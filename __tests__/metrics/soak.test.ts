import { createMetrics, renderRegistry } from "cdktf-monitoring-metrics";
import { Counter, Registry } from "prom-client";
import { heapTrend, LEAST_READINGS } from "../../bench/soak/heap";
import { Page } from "../../bench/soak/page";
import { Workload } from "../../bench/soak/workload";

const MIB = 1_048_576;

const readings = (at: (index: number) => number): number[] => Array.from({ length: 40 }, (_, index) => at(index));

describe("the trend of a heap", () => {
  it("is flat where readings only scatter, and whatever the warm-up was", () => {
    expect(heapTrend(readings((index) => 20 * MIB + (index % 3) * 50_000)).flat).toBe(true);
    expect(heapTrend(readings((index) => (index < 10 ? index * MIB : 20 * MIB))).flat).toBe(true);
  });

  it("is not flat where it creeps or jumps by more than 1 MiB, or 2 % of a large heap", () => {
    expect(heapTrend(readings((index) => 20 * MIB + index * 60_000)).flat).toBe(false);
    expect(heapTrend(readings((index) => (index < 25 ? 20 * MIB : 22 * MIB))).flat).toBe(false);
    expect(heapTrend(readings((index) => (index < 25 ? 200 * MIB : 202 * MIB))).flat).toBe(true);
    expect(heapTrend(readings((index) => (index < 25 ? 200 * MIB : 205 * MIB))).flat).toBe(false);
  });

  it("needs enough readings", () => {
    expect(() => heapTrend([MIB])).toThrow(`${LEAST_READINGS} readings of the heap are the least: there are 1`);
  });
});

describe("a page of a soak", () => {
  it("adds up the lines of a name, or of one of its labels, without exemplars", () => {
    const page = new Page(
      '# TYPE c counter\nc_total{a="x",b="y"} 2 # {t="1"} 9\nc_total{a="z",b="y"} 3\nd 1e3\n# EOF\n',
    );
    expect([page.total("c_total"), page.total("c_total", 'a="x"'), page.total("d"), page.total("e")]).toEqual([
      5, 2, 1_000, 0,
    ]);
  });

  it("has no line that is cut", () => {
    expect(() => new Page("c_total{a=")).toThrow("the page has a line that is no sample: c_total{a=");
  });
});

describe("the workload of a soak", () => {
  async function pageOf(registry: Registry): Promise<Page> {
    let text = "";
    for await (const chunk of renderRegistry(registry, { format: "openmetrics" })) text += chunk.toString();
    return new Page(text);
  }

  it("finds all of its events on the page, the folded ones included, and notices one too many", async () => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    const registry = new Registry();
    // What is set first counts for the whole registry.
    createMetrics({}, { registry, lineBudget: 1_000 });
    const workload = new Workload(registry);
    for (let batch = 0; batch < 6; batch += 1) workload.batch();
    expect(workload.faults(await pageOf(registry))).toEqual([]);
    const visits = registry.getSingleMetric("soak_visits_total");
    if (!(visits instanceof Counter)) throw new Error("the counter is missing");
    visits.inc({ user: "kept", status: "200" });
    expect(workload.faults(await pageOf(registry))).toEqual([
      expect.stringMatching(/^visits: \d+ are expected, and \d+ are there$/),
      "visits of a kept series: 1500 are expected, and 1501 are there",
    ]);
    warnings.mockRestore();
  });
});
