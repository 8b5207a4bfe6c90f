import fc from "fast-check";
import { Registry } from "prom-client";
import { counter, createMetrics } from "cdktf-monitoring-metrics";
import { GONE, SeriesTable } from "../../metrics/series/series-table";
import { series, turnsOf, until } from "./scrape";

const help = "What it is.";
const definition = counter({ name: "jobs_total", help, labels: { queue: {} } });

function create(expireAfter?: number) {
  const registry = new Registry();
  const { jobs } = createMetrics({ jobs: definition }, { registry, lineBudget: 1_000_000, expireAfter });
  return { registry, jobs, lines: () => series(registry, "jobs_total") };
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** A table that has been told whatever a companion hears. */
function tableOf(texts: readonly string[]) {
  const table = new SeriesTable(["queue"], 1);
  const places = new Map<number, string>();
  table.accompany({
    moved(from, to) {
      places.set(to, places.get(from) ?? "missing");
      places.delete(from);
    },
    removed: (place) => void places.delete(place),
    cleared: () => places.clear(),
  });
  const add = (text: string) => {
    const place = table.add([text]);
    table.values[place] = Number(text);
    places.set(place, text);
  };
  texts.forEach(add);
  const find = (text: string) => table.find([table.columns[0]?.id(text) ?? -1]);
  return { table, places, add, find };
}

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => String(from + index));

describe("places that are closed up", () => {
  it("are a part at a time, and every series is found between the parts, with its number", async () => {
    const { table, places, add, find } = tableOf(numbers(0, 40_000));
    for (const text of numbers(0, 30_000)) table.remove(find(text));
    let parts = 0;
    for (let generation = -1; generation !== table.generation; parts += 1) {
      generation = table.generation;
      add(String(50_000 + parts));
      const wrong = [...numbers(30_000, 40_000), ...numbers(50_000, 50_000 + parts)].filter((text) => {
        const place = find(text);
        return places.get(place) !== text || table.texts(place)[0] !== text || table.values[place] !== Number(text);
      });
      expect(wrong).toEqual([]);
      expect([...table.places()]).toHaveLength(table.live);
      await nextTurn();
    }
    expect(parts).toBeGreaterThan(3);
    expect(table.size).toBe(table.live);
    expect(table.marks.length).toBeLessThan(20_000);
  });

  it("wait for whoever reads, and are closed up then", async () => {
    const { table, find } = tableOf(numbers(0, 20_000));
    table.beginReading();
    for (const text of numbers(0, 19_990)) table.remove(find(text));
    expect([table.size, table.marks[0]]).toEqual([20_000, expect.any(Number)]);
    expect((table.marks[0] ?? 0) & GONE).toBe(GONE);
    table.endReading();
    await until(() => table.size === 10);
    expect(numbers(19_990, 20_000).map(find)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(table.marks.length).toBeLessThan(100);
  });

  it("are none any more where everything was removed meanwhile", async () => {
    const { table, places, add, find } = tableOf(numbers(0, 20_000));
    for (const text of numbers(0, 15_000)) table.remove(find(text));
    table.clear();
    expect([table.size, places.size, table.marks.length]).toEqual([0, 0, 8]);
    add("7");
    await nextTurn();
    expect([find("7"), table.size, table.values[0]]).toEqual([0, 1, 7]);
    expect(table.columns[0]?.parts.length).toBe(512);
  });
});

describe("an index of places that moves to another size", () => {
  it("finds every series that is there, and none that is not, at any moment", () => {
    const all = numbers(0, 360);
    const change = fc.record({ add: fc.boolean(), count: fc.integer({ min: 1, max: 60 }), first: fc.nat(300) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const { table, add, find } = tableOf([]);
        const known = new Set<string>();
        for (const { add: adds, count, first } of changes) {
          for (const text of numbers(first, first + count)) {
            if (adds === known.has(text)) continue;
            if (adds) add(text);
            else table.remove(find(text));
            if (adds) known.add(text);
            else known.delete(text);
          }
          const found = all.filter((text) => find(text) !== -1);
          expect(found).toEqual(all.filter((text) => known.has(text)));
        }
      }),
      { numRuns: 100 },
    );
  });
});

/** Milliseconds; no test sets it back. */
let now = 1e6;

/** A clock that stands still until it skips more than a minute, and from then on takes 20 ms between two readings. */
function steppingClock() {
  let step = 0;
  const clock = jest.spyOn(performance, "now").mockImplementation(() => (now += step));
  const skipMinutes = () => {
    now += 1e6;
    step = 20;
  };
  return { clock, skipMinutes };
}

describe("series that expire", () => {
  it("do so with turns of the event loop between, in which events are counted", async () => {
    const { jobs, lines } = create(60);
    const { clock, skipMinutes } = steppingClock();
    for (let queue = 0; queue < 2_000; queue += 1) jobs.inc({ queue });
    await lines();
    skipMinutes();
    const scraped = lines();
    const turns = turnsOf(scraped);
    await nextTurn();
    jobs.inc({ queue: "new" });
    jobs.inc({ queue: 1_999 });
    const found = await scraped;
    expect(await turns).toBeGreaterThan(10);
    clock.mockRestore();
    expect(found.sort()).toEqual(['jobs_total{queue="1999"} 2', 'jobs_total{queue="new"} 1']);
  });

  it("are none in which a kept counter has counted in a turn between", async () => {
    const { jobs, lines } = create(60);
    const { clock, skipMinutes } = steppingClock();
    const kept = Array.from({ length: 2_000 }, (_, queue) => jobs.labels({ queue }));
    for (const each of kept) each.inc();
    await lines();
    skipMinutes();
    const scraped = lines();
    await nextTurn();
    kept[1_999]?.inc();
    expect(await scraped).toEqual(['jobs_total{queue="1999"} 1']);
    expect(await lines()).toEqual(['jobs_total{queue="1999"} 2']);
    clock.mockRestore();
  });

  it("do so though a test holds the timers", async () => {
    const { jobs, lines } = create(60);
    const { clock, skipMinutes } = steppingClock();
    for (let queue = 0; queue < 2_000; queue += 1) jobs.inc({ queue });
    await lines();
    skipMinutes();
    jest.useFakeTimers({ doNotFake: ["performance"] });
    expect(await lines()).toEqual([]);
    jest.useRealTimers();
    clock.mockRestore();
  });

  it("are none that were removed, or begun again, in a turn between", async () => {
    const { jobs, lines } = create(60);
    const { clock, skipMinutes } = steppingClock();
    for (let queue = 0; queue < 2_000; queue += 1) jobs.inc({ queue });
    await lines();
    skipMinutes();
    const scraped = Promise.all([lines(), lines()]);
    await nextTurn();
    jobs.remove({ queue: 1_999 });
    jobs.reset();
    jobs.inc({ queue: 5 });
    expect(await scraped).toEqual([['jobs_total{queue="5"} 1'], ['jobs_total{queue="5"} 1']]);
    clock.mockRestore();
  });
});
