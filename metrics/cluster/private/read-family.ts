import { PROCESS_METRICS } from "../../collectors/default-metrics";
import { encodeSeenUsers } from "../../collectors/distinct-users";
import type { Aggregation, LabelDefinition, MetricDefinition } from "../../definitions";
import type { MetricsRegistry } from "../../handles";
import { exposedMetric, type ExposedMetric } from "../../handles/exposed-metric";
import { once, within } from "../../private/collecting";
import { defaultLabelsOf } from "../../private/default-labels";
import { definedName } from "../../private/defined-name";
import { partsOf, type MergeParts } from "../../private/merge-parts";
import { catchUp } from "../../private/put-off";
import { lineOf, type Labels } from "./line-text";
import type { FamilyLayout, LayoutGuard, MergeRule } from "./snapshot";
import { readTable, type TableReading } from "./table-family";
import type { Turns } from "../../private/turns";

/** One metric of a registry: what it is, and its numbers. */
export interface Family {
  readonly layout: Omit<FamilyLayout, "id" | "source">;
  readonly numbers: ArrayLike<number>;
  readonly distinct?: Uint8Array;
}

/** A metric as registries give it out; prom-client's types leave out the names of a histogram's lines. */
type Item = Omit<Awaited<ReturnType<MetricsRegistry["getMetricsAsJSON"]>>[number], "values"> & {
  readonly values: readonly {
    readonly value: number;
    /** `@prometheus-io/client` leaves out those of a summary that has none. */
    readonly labels?: Labels;
    readonly metricName?: string;
  }[];
};

interface Readable {
  get(): Promise<Item>;
}

// prom-client's types leave out what every one of its metrics has.
const readable = (registered: object): Readable => registered as Readable;

const MERGE_RULES: ReadonlySet<string> = new Set<MergeRule>(["sum", "first", "average", "min", "max", "omit"]);

const isMergeRule = (value: unknown): value is MergeRule => typeof value === "string" && MERGE_RULES.has(value);

/** How gauges merge of which nobody said what they are computed from. */
const WITHOUT_PARTS: Readonly<Record<Aggregation, MergeRule>> = {
  sum: "sum",
  first: "first",
  ratio: "average",
  distinct: "max",
};

const numbers = new WeakMap<ExposedMetric, number>();
let numbered = 0;

/** A number that no other metric of this thread has, be it of the same name and registry. */
function numberOf(metric: ExposedMetric): number {
  const number = numbers.get(metric) ?? (numbered += 1);
  numbers.set(metric, number);
  return number;
}

const scopeOf = (name: string): FamilyLayout["scope"] => (PROCESS_METRICS.has(name) ? "process" : "thread");

/** What of a metric's labels folds on the page of all processes. */
function guardOf({ labels, labelNames }: MetricDefinition, linesOfSeries: number): LayoutGuard {
  const known: Readonly<Record<string, LabelDefinition>> = labels;
  return {
    open: labelNames.filter((name) => known[name]?.open === true),
    unlisted: labelNames.filter((name) => known[name]?.values === undefined),
    linesOfSeries,
  };
}

/** Values of a metric that are printed before it is asked whether others wait. */
const VALUES_A_STEP = 1_024;

/** The sum and the count of a summary's series. */
const LINES_OF_SUMMARY = 2;

/** A metric as prom-client gives it out. */
async function itemFamily(
  { name, help, type, aggregator, values: all }: Item,
  metric: ExposedMetric | undefined,
  defaults: Labels,
  turns: Turns,
): Promise<Family> {
  const isSummary = String(type) === "summary";
  const values = all.filter(({ labels }) => !isSummary || labels?.["quantile"] === undefined);
  const lines: string[] = [];
  for (const { metricName, labels = {} } of values) {
    lines.push(lineOf(metricName ?? name, labels, defaults));
    if (lines.length % VALUES_A_STEP === 0) await turns.pass();
  }
  return {
    layout: {
      name,
      help,
      type: String(type),
      merge: isMergeRule(aggregator) ? aggregator : "sum",
      scope: scopeOf(name),
      ...(metric === undefined
        ? {}
        : { metric: numberOf(metric), guard: guardOf(metric.definition, LINES_OF_SUMMARY) }),
      lines,
    },
    numbers: values.map(({ value }) => value),
  };
}

/** How a metric of this package merges, and the lines and numbers that this takes. */
function merging(
  parts: MergeParts | undefined,
  { definition }: ExposedMetric,
  { lines, numbers }: TableReading,
  print: (labels: Labels) => string,
): Pick<Family, "numbers" | "distinct"> & Pick<FamilyLayout, "merge" | "lines"> {
  switch (parts?.kind) {
    case "ratio": {
      const read = parts.read();
      return {
        merge: "ratio",
        lines: read.map(({ labels }) => print(labels)),
        numbers: read.flatMap(({ numerator, denominator }) => [numerator, denominator]),
      };
    }
    case "balance": {
      // What was set by hand has no balance, and stands as it is.
      const balances = new Map(parts.read().map(({ labels, value }) => [print(labels), value]));
      return {
        merge: "balance",
        lines,
        numbers: numbers.map((number, index) => balances.get(lines[index] ?? "") ?? number),
      };
    }
    case "distinct":
      return { merge: "distinct", lines, numbers, distinct: encodeSeenUsers(parts.read()) };
    case undefined:
      return { merge: definition.type === "gauge" ? WITHOUT_PARTS[definition.aggregation] : "sum", lines, numbers };
  }
}

/**
 * Collects of a metric.
 *
 * @param collectTimeout the seconds that collecting may take
 * @returns what reads the metric then
 * @throws {Error} what collecting throws, or when it takes longer
 */
export async function collectFamily(
  registry: MetricsRegistry,
  registered: object & { readonly name: string },
  collectTimeout: number,
): Promise<(turns: Turns) => Promise<Family>> {
  const metric = exposedMetric(registered);
  const defaults = defaultLabelsOf(registry);
  if (metric === undefined || metric.definition.type === "summary") {
    const values = once(registered, "values", () => readable(registered).get());
    const name = metric?.definition.name ?? definedName(registry, registered);
    const item = { ...(await within(collectTimeout, values)), name };
    return (turns) => itemFamily(item, metric, defaults, turns);
  }
  catchUp();
  if (metric.update !== undefined) {
    const update = once(metric, "update", () => metric.update?.());
    await within(collectTimeout, update);
  }
  return async (turns) => {
    const { definition } = metric;
    const { name, help, type } = definition;
    const printing = JSON.stringify(defaults);
    const table = await readTable(metric, (line, labels) => lineOf(line, labels, defaults), printing, turns);
    const parts = partsOf(registry, name);
    const { numbers, distinct, merge, lines } = merging(parts, metric, table, (labels) =>
      lineOf(name, labels, defaults),
    );
    const guard = guardOf(definition, metric.series.lines);
    return {
      layout: { name, help, type, merge, scope: scopeOf(name), metric: numberOf(metric), guard, lines },
      numbers,
      ...(distinct === undefined ? {} : { distinct }),
    };
  };
}
