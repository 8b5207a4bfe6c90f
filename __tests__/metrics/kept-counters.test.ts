import fc from "fast-check";
import { Counter, Registry } from "prom-client";
import { counter, createMetrics, renderRegistry } from "cdktf-monitoring-metrics";
import { series, turnsOf } from "./scrape";

const help = "What it is.";
const definition = counter({ name: "jobs_total", help, labels: { queue: {} } });
const create = (expireAfter?: number) => {
  const registry = new Registry();
  return { registry, ...createMetrics({ jobs: definition }, { registry, expireAfter }) };
};
const lines = (registry: Registry) => series(registry, "jobs_total");

const queue = fc.constantFrom("a", "b", "c");
const value = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 3 }) },
  { weight: 1, arbitrary: fc.double({ min: 0, max: 1e12, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0.1, -0, 2 ** 31, 2 ** 32, 2 ** 40) },
);
const event = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("kept"), queue, value }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("labels"), queue, value }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("scrape"), queue, value }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove"), queue, value }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reset"), queue, value }) },
);

describe("a series that is kept", () => {
  it("has prom-client's value to the last digit, whatever is added to it, by whom, and in whatever order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 60 }), async (events) => {
        const { registry, jobs } = create();
        const theirs = new Registry();
        const their = new Counter({ name: "jobs_total", help, labelNames: ["queue"], registers: [theirs] });
        const children = new Map(["a", "b", "c"].map((name) => [name, jobs.labels({ queue: name })]));
        for (const name of children.keys()) their.inc({ queue: name }, 0);
        for (const { kind, queue: name, value: by } of events) {
          if (kind === "kept") children.get(name)?.inc(by);
          if (kind === "labels") jobs.inc({ queue: name }, by);
          if (kind === "kept" || kind === "labels") their.inc({ queue: name }, by);
          if (kind === "remove") [jobs, their].forEach((each) => each.remove({ queue: name }));
          if (kind === "reset") [jobs, their].forEach((each) => each.reset());
          if (kind === "scrape") expect((await lines(registry)).sort()).toEqual((await lines(theirs)).sort());
        }
        expect((await lines(registry)).sort()).toEqual((await lines(theirs)).sort());
      }),
      { numRuns: 300 },
    );
  });

  it("takes nothing along from before it was removed, or begun again", async () => {
    const { registry, jobs } = create();
    const kept = jobs.labels({ queue: "a" });
    kept.inc(5);
    jobs.remove({ queue: "a" });
    kept.inc(2);
    expect(await lines(registry)).toEqual(['jobs_total{queue="a"} 2']);
    kept.inc(5);
    jobs.reset();
    kept.inc(3);
    expect(await lines(registry)).toEqual(['jobs_total{queue="a"} 3']);
  });

  it("is not idle while it counts", async () => {
    const { registry, jobs } = create(60);
    const clock = jest.spyOn(performance, "now").mockReturnValue(0);
    const kept = jobs.labels({ queue: "a" });
    jobs.inc({ queue: "b" });
    await lines(registry);
    kept.inc();
    clock.mockReturnValue(61_000);
    expect(await lines(registry)).toEqual(['jobs_total{queue="a"} 1']);
    clock.mockRestore();
  });

  it("keeps its count when series before it go, and it moves", async () => {
    const { registry, jobs } = create();
    const kept = Array.from({ length: 100 }, (_, index) => jobs.labels({ queue: index }));
    kept.forEach((each, index) => each.inc(index));
    for (let index = 0; index < 60; index += 1) jobs.remove({ queue: index });
    expect(await lines(registry)).toContain('jobs_total{queue="99"} 99');
    kept.at(-1)?.inc();
    expect(await lines(registry)).toContain('jobs_total{queue="99"} 100');
  });

  it("is one of many that are brought up to date a part at a time, and all are on the page", async () => {
    const registry = new Registry();
    const { jobs } = createMetrics({ jobs: definition }, { registry, lineBudget: 100_000 });
    let now = 3e6;
    const clock = jest.spyOn(performance, "now").mockImplementation(() => (now += 20));
    for (let index = 0; index < 25_000; index += 1) jobs.labels({ queue: index }).inc(2);
    let page = "";
    const turn = () => Promise.resolve();
    const printed = async () => {
      for await (const chunk of renderRegistry(registry, { format: "text", turn })) page += chunk.toString();
    };
    expect(await turnsOf(printed())).toBeGreaterThanOrEqual(2);
    expect(page.match(/jobs_total\{queue="\d+"\} 2\n/g)).toHaveLength(25_000);
    clock.mockRestore();
  });
});
