import { encodeSeenUsers } from "../../collectors/distinct-users";
import type { Aggregation } from "../../definitions";
import type { MetricsRegistry } from "../../handles";
import { exposedMetric, type ExposedMetric } from "../../handles/exposed-metric";
import { once, within } from "../../private/collecting";
import { partsOf } from "../../private/merge-parts";
import { defaultLabelsOf, lineOf, type Labels } from "./line-text";
import type { FamilyLayout, MergeRule } from "./snapshot";
import { readTable } from "./table-family";

/** One metric of a registry: what it is, and its numbers. */
export interface Family {
  readonly layout: Omit<FamilyLayout, "id">;
  readonly numbers: readonly number[];
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

/** A metric as prom-client gives it out. */
function itemFamily(item: Item, defaults: Labels): Family {
  const { name, help } = item;
  const type = String(item.type);
  const values = item.values.filter(({ labels }) => type !== "summary" || labels?.["quantile"] === undefined);
  const lines = values.map(({ metricName, labels = {} }) => lineOf(metricName ?? name, labels, defaults));
  const merge = isMergeRule(item.aggregator) ? item.aggregator : "sum";
  return { layout: { name, help, type, merge, lines }, numbers: values.map(({ value }) => value) };
}

/** A metric of this package, read where its numbers are; undefined for a summary, whose are not kept that way. */
function tableFamily(registry: MetricsRegistry, metric: ExposedMetric, defaults: Labels): Family | undefined {
  const { definition } = metric;
  const { name, help, type } = definition;
  const table = readTable(metric, (line, labels) => lineOf(line, labels, defaults), JSON.stringify(defaults));
  if (table === undefined) return undefined;
  const { lines, numbers } = table;
  const parts = partsOf(registry, name);
  switch (parts?.kind) {
    case "ratio": {
      const read = parts.read();
      return {
        layout: { name, help, type, merge: "ratio", lines: read.map(({ labels }) => lineOf(name, labels, defaults)) },
        numbers: read.flatMap(({ numerator, denominator }) => [numerator, denominator]),
      };
    }
    case "balance": {
      // What was set by hand has no balance, and stands as it is.
      const balances = new Map(parts.read().map(({ labels, value }) => [lineOf(name, labels, defaults), value]));
      return {
        layout: { name, help, type, merge: "balance", lines },
        numbers: lines.map((line, index) => balances.get(line) ?? (numbers[index] as number)),
      };
    }
    case "distinct":
      return {
        layout: { name, help, type, merge: "distinct", lines },
        numbers,
        distinct: encodeSeenUsers(parts.read()),
      };
    case undefined: {
      const merge = definition.type === "gauge" ? WITHOUT_PARTS[definition.aggregation] : "sum";
      return { layout: { name, help, type, merge, lines }, numbers };
    }
  }
}

/**
 * Collects of a metric, and reads it.
 *
 * @param collectTimeout the seconds that collecting may take
 * @throws {Error} what collecting throws, or when it takes longer
 */
export async function readFamily(
  registry: MetricsRegistry,
  registered: object,
  collectTimeout: number,
): Promise<Family> {
  const metric = exposedMetric(registered);
  const defaults = defaultLabelsOf(registry);
  if (metric !== undefined) {
    if (metric.update !== undefined) {
      const update = once(metric, "update", () => metric.update?.());
      await within(collectTimeout, update);
    }
    const family = tableFamily(registry, metric, defaults);
    if (family !== undefined) return family;
  }
  const values = once(registered, "values", () => readable(registered).get());
  return itemFamily(await within(collectTimeout, values), defaults);
}
