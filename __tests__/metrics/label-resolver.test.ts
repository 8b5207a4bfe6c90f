import fc from "fast-check";
import { Registry } from "prom-client";
import { counter, createMetrics } from "cdktf-monitoring-metrics";

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

describe("series that are found without generated code", () => {
  it("are those that are found with it, and the same labels are refused, with the same words", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(labels, { maxLength: 40 }), async (events) => {
        const fast = create();
        const generic = withoutFunction(forbidden, create);
        for (const event of events) {
          expect(refusal(() => generic.inc(event))).toBe(refusal(() => fast.inc(event)));
        }
        expect(await generic.registry.metrics()).toBe(await fast.registry.metrics());
      }),
      { numRuns: 200 },
    );
  });

  it("hide no other reason why code could not be made", () => {
    expect(() => withoutFunction(new RangeError("too deep"), create)).toThrow("too deep");
  });
});
