import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";

/** How long the default stack may take to synthesize, in milliseconds. */
const LIMIT = 600;

/** How long the check of every query that the default stack ships may take, in milliseconds. */
const CHECK_LIMIT = 1_000;

/** How much more an item may cost among many than among a tenth as many, noise included. */
const GROWTH_LIMIT = 1.25;

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    /** How many measurements a figure is the median of. */
    runs: { type: "string", default: "7" },
  },
});

interface Measurement {
  /** Loading the modules, in milliseconds. */
  readonly loading: number;
  /** From `new App()` to what Terraform reads, in milliseconds. */
  readonly synthesis: number;
  /** The check of every query, in milliseconds; a part of the synthesis. */
  readonly checking: number;
  /** How many queries were checked. */
  readonly checked: number;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

function measure(...counts: readonly number[]): Measurement {
  const scenario = join(__dirname, "scenario.cjs");
  const runs = Array.from({ length: Number(values.runs) }, () => {
    const printed = execFileSync(process.execPath, [scenario, ...counts.map(String)], { encoding: "utf8" });
    return JSON.parse(printed) as Measurement;
  });
  return {
    loading: median(runs.map((run) => run.loading)),
    synthesis: median(runs.map((run) => run.synthesis)),
    checking: median(runs.map((run) => run.checking)),
    checked: median(runs.map((run) => run.checked)),
  };
}

const AXES = [
  { what: "dashboards", few: [10, 0, 0], many: [100, 0, 0], tenth: 10 },
  { what: "alert rules", few: [0, 100, 0], many: [0, 1_000, 0], tenth: 100 },
  { what: "scrape targets", few: [0, 0, 50], many: [0, 0, 500], tenth: 50 },
] as const;

const base = measure();
const growth = AXES.map(({ what, few, many, tenth }) => {
  const perItem = (counts: readonly number[], items: number) => (measure(...counts).synthesis - base.synthesis) / items;
  const [small, large] = [perItem(few, tenth), perItem(many, tenth * 10)];
  return { what, items: tenth * 10, perItem: large, perItemOfATenth: small, holds: large <= small * GROWTH_LIMIT };
});
const holds = base.synthesis < LIMIT && base.checking < CHECK_LIMIT;
const result = { ...base, limit: LIMIT, checkLimit: CHECK_LIMIT, holds, growth };

if (values.json) console.log(JSON.stringify(result, undefined, 2));
else {
  console.log(
    `default stack: ${base.synthesis.toFixed(0)} ms, at most ${LIMIT} (modules load in ${base.loading.toFixed(0)} ms)`,
  );
  console.log(`of that the check of ${base.checked} queries: ${base.checking.toFixed(0)} ms, at most ${CHECK_LIMIT}`);
  for (const { what, items, perItem, perItemOfATenth } of growth) {
    console.log(
      `${items} ${what}: ${perItem.toFixed(2)} ms each (${perItemOfATenth.toFixed(2)} ms each for a tenth as many)`,
    );
  }
}
process.exitCode = result.holds && growth.every(({ holds }) => holds) ? 0 : 1;
