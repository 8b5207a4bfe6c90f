import fc from "fast-check";
import { Registry } from "prom-client";
import { counter, createMetrics, gauge, histogram, summary } from "cdktf-monitoring-metrics";
import { LABEL_VALUE_LENGTH } from "../../metrics/definitions";
import { LabelResolver } from "../../metrics/series/label-resolver";
import { SeriesTable } from "../../metrics/series/series-table";
import { series } from "./scrape";

const jobs = counter({ name: "jobs_total", help: "Jobs.", labels: { queue: {}, worker: {} } });

type Create = () => { readonly registry: Registry; readonly inc: (labels: object) => void };

const create: Create = () => {
  const registry = new Registry();
  const metrics = createMetrics({ jobs }, { registry });
  // Whatever somebody hands over who does not compile.
  return { registry, inc: (labels) => metrics.jobs.inc(labels as Parameters<typeof metrics.jobs.inc>[0]) };
};

/** Creates something while a program cannot make code out of texts, as with `--disallow-code-generation-from-strings`. */
function withoutFunction<Made>(error: Error, make: () => Made): Made {
  const spy = jest.spyOn(globalThis, "Function").mockImplementation(() => {
    throw error;
  });
  try {
    return make();
  } finally {
    spy.mockRestore();
  }
}

const forbidden = new EvalError("Code generation from strings disallowed for this context");

const value = fc.oneof(
  fc.constantFrom("a", "b", "7", "__proto__", ""),
  fc.constantFrom(7, 0, -0, 1e21, NaN),
  fc.constantFrom(undefined, null, true),
);
const labels = fc.oneof(
  { weight: 5, arbitrary: fc.record({ queue: value, worker: value }) },
  fc.record({ worker: value, queue: value, host: value }, { requiredKeys: [] }),
);

/** The error of a call, or nothing. */
function refusal(call: () => void): string | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    return String(error);
  }
}

const queues = { queue: {} };
const definitions = {
  counted: counter({ name: "counted_total", help: "Jobs.", labels: queues }),
  depth: gauge({ name: "depth", help: "Jobs.", labels: queues }),
  seconds: histogram({ name: "job_seconds", help: "Jobs.", labels: queues, buckets: [0, 1] }),
  bytes: summary({ name: "job_bytes", help: "Jobs.", labels: queues }),
};

function allKinds() {
  const registry = new Registry();
  return { registry, metrics: createMetrics(definitions, { registry }) };
}

type Kinds = ReturnType<typeof allKinds>["metrics"];
type Call = (metrics: Kinds, labels: { queue: string }, number: number) => void;

const kinds: [string, Call[]][] = [
  [
    "counter",
    [({ counted }, each, by) => counted.inc(each, by), ({ counted }, each, by) => counted.labels(each).inc(by)],
  ],
  [
    "gauge",
    [
      ({ depth }, each, to) => depth.set(each, to),
      ({ depth }, each, by) => depth.inc(each, by),
      ({ depth }, each, by) => depth.dec(each, by),
      ({ depth }, each, by) => depth.labels(each).inc(by),
      ({ depth }, each, to) => depth.labels(each).set(to),
    ],
  ],
  [
    "histogram",
    [
      ({ seconds }, each, took) => seconds.observe(each, took),
      ({ seconds }, each, took) => seconds.labels(each).observe(took),
    ],
  ],
  [
    "summary",
    [({ bytes }, each, size) => bytes.observe(each, size), ({ bytes }, each, size) => bytes.labels(each).observe(size)],
  ],
];

describe("series that are found without generated code", () => {
  it("are those that are found with it, and the same labels are refused, with the same words", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(labels, { maxLength: 40 }), async (events) => {
        const fast = create();
        const generic = withoutFunction(forbidden, create);
        const refusals = (made: ReturnType<Create>) => events.map((event) => refusal(() => made.inc(event)));
        expect(refusals(generic)).toEqual(refusals(fast));
        expect(await generic.registry.metrics()).toBe(await fast.registry.metrics());
      }),
      { numRuns: 200 },
    );
  });

  it.each(kinds)(
    "of a %s are those of generated code, kept ones too, and the same events are refused",
    async (_, record) => {
      const event = fc.record({ queue: value, number: fc.oneof(fc.integer(), fc.constantFrom(NaN, 0.5, undefined)) });
      await fc.assert(
        fc.asyncProperty(fc.array(event, { maxLength: 30 }), async (events) => {
          const [fast, generic] = [allKinds(), withoutFunction(forbidden, allKinds)];
          const refusals = ({ metrics }: ReturnType<typeof allKinds>) =>
            events.flatMap(({ queue, number }) =>
              record.map((call) => refusal(() => call(metrics, { queue } as { queue: string }, number as number))),
            );
          expect(refusals(generic)).toEqual(refusals(fast));
          expect(await generic.registry.metrics()).toBe(await fast.registry.metrics());
        }),
        { numRuns: 60 },
      );
    },
  );

  it("hide no other reason why code could not be made", () => {
    expect(() => withoutFunction(new RangeError("too deep"), create)).toThrow("too deep");
  });
});

/** What happens to the series of so many queues and workers. */
function changesOf(most: number, weights: Readonly<Record<"inc" | "remove" | "reset" | "read", number>>) {
  const size = fc.integer({ min: 1, max: most });
  const kinds = Object.entries(weights).map(([kind, weight]) => ({
    weight,
    arbitrary: fc.record({ kind: fc.constant(kind), queue: size, worker: size }),
  }));
  return fc.oneof(...kinds);
}

describe("what finds series by hints", () => {
  it("keeps nothing of its former ways, however often other characters tell the series apart", () => {
    const table = new SeriesTable(["queue"], 1);
    const resolver = new LabelResolver(table, ({ queue }) => table.add([String(queue)]));
    const ways: unknown = Reflect.get(resolver, "ways");
    const kept = () =>
      Object.values<unknown>(ways as Record<string, unknown>).filter((way) => typeof way === "function");
    const made = new Set<unknown>();
    for (let run = 0; run < 12; run += 1) {
      // The queues of each run differ in two characters, and those are other ones than in the run before.
      const queues = Array.from({ length: 200 }, (_, queue) => {
        const name = Array.from("aaaaaaaaaaaa");
        name[run % 8] = String.fromCharCode(48 + (queue % 60));
        name[(run + 3) % 12] = String.fromCharCode(48 + Math.floor(queue / 60));
        return name.join("");
      });
      for (let event = 0; event < 20_000; event += 1) resolver.resolve({ queue: queues[(event * 77) % 200] });
      for (const way of kept()) made.add(way);
      table.clear();
    }
    expect(made.size).toBeGreaterThan(8);
    expect(new Set(kept()).size).toBe(2);
  });
});

const values: [string, (number: number) => string | number][] = [
  ["by their last characters", (number) => `/resource/${number}`],
  ["by their first characters", (number) => `${number}/${"resource/".repeat(5)}`],
  ["by their length alone", (number) => "x".repeat(number)],
  ["by numbers", (number) => number * 10],
];

// What finds series is made anew at the 2nd and the 20th reading; places are closed up once half of them are empty.
const waves = [
  {
    removed: "now and then",
    changes: fc.array(changesOf(40, { inc: 20, remove: 2, reset: 1, read: 3 }), { minLength: 50, maxLength: 300 }),
    numRuns: 60,
  },
  {
    removed: "nearly as often as written",
    changes: fc.array(changesOf(12, { inc: 12, remove: 10, reset: 0, read: 1 }), { minLength: 900, maxLength: 1_200 }),
    numRuns: 15,
  },
];

describe("series that come and go", () => {
  it.each(values.flatMap(([how, value]) => waves.map((wave) => ({ how, value, ...wave }))))(
    "are never taken for one another where they differ $how and are removed $removed",
    async ({ value, changes, numRuns }) => {
      await fc.assert(
        fc.asyncProperty(changes, async (changes) => {
          const registry = new Registry();
          const metrics = createMetrics({ jobs }, { registry });
          const expected = new Map<string, number>();
          for (const { kind, queue, worker } of changes) {
            const labels = { queue: value(queue), worker: value(worker) };
            const line = `jobs_total{queue="${labels.queue}",worker="${labels.worker}"}`;
            if (kind === "inc") {
              metrics.jobs.inc(labels);
              expected.set(line, (expected.get(line) ?? 0) + 1);
            } else if (kind === "remove") {
              metrics.jobs.remove(labels);
              expected.delete(line);
            } else if (kind === "read") {
              await registry.metrics();
            } else {
              metrics.jobs.reset();
              expected.clear();
            }
          }
          const lines = Array.from(expected, ([line, count]) => `${line} ${count}`);
          expect((await series(registry, "jobs_total")).sort()).toEqual(lines.sort());
        }),
        { numRuns },
      );
    },
  );

  it("are found by the value that others were cut to, once they are removed and come back", async () => {
    const registry = new Registry();
    const metrics = createMetrics({ jobs }, { registry });
    const longest = "x".repeat(LABEL_VALUE_LENGTH);
    const inc = (queue: string) => metrics.jobs.inc({ queue, worker: "one" });
    for (let other = 0; other < 200; other += 1) inc(`mail-${other}`);
    inc(longest);
    for (let end = 0; end < 200; end += 1) inc(`${longest}${end}`);
    inc(longest);
    metrics.jobs.remove({ queue: longest, worker: "one" });
    inc(longest);
    expect(await series(registry, "jobs_total")).toContain(`jobs_total{queue="${longest}",worker="one"} 1`);
  });
});
