import type { Aggregation } from "../../definitions";
import { encodeSeenUsers } from "../../collectors/distinct-users";
import type { LabelValue, MetricsRegistry } from "../../handles";
import { exposedMetric } from "../../handles/exposed-metric";
import { countCollectError } from "../../private/collect-errors";
import { partsOf } from "../../private/merge-parts";
import { readTable } from "./table-family";
import type { FamilyLayout, MergeRule, Snapshot } from "./snapshot";

const ESCAPED = /[\\\n"]/;

const escaped = (value: string): string =>
  ESCAPED.test(value) ? value.replace(/\\/g, "\\\\").replace(/\n/g, "\\n").replace(/"/g, '\\"') : value;

type Labels = Readonly<Record<string, LabelValue | undefined>>;

/** One line as it is printed, up to its value. */
function lineOf(name: string, labels: Labels, defaults: Labels): string {
  let text = "";
  for (const label in labels) text += `${text === "" ? "" : ","}${label}="${escaped(String(labels[label]))}"`;
  for (const label in defaults) {
    if (!(label in labels)) text += `${text === "" ? "" : ","}${label}="${escaped(String(defaults[label]))}"`;
  }
  return text === "" ? name : `${name}{${text}}`;
}

const MERGE_RULES: ReadonlySet<string> = new Set<MergeRule>(["sum", "first", "average", "min", "max", "omit"]);

const isMergeRule = (value: unknown): value is MergeRule => typeof value === "string" && MERGE_RULES.has(value);

interface Family {
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

function defaultLabelsOf(registry: MetricsRegistry): Labels {
  const labels: unknown = Reflect.get(registry, "_defaultLabels");
  return typeof labels === "object" && labels !== null ? { ...labels } : {};
}

function familyOf(registry: MetricsRegistry, item: Item): Family {
  const defaults = defaultLabelsOf(registry);
  const { name, help } = item;
  const type = String(item.type);
  const parts = partsOf(registry, name);
  if (parts?.kind === "ratio") {
    const read = parts.read();
    const lines = read.map(({ labels }) => lineOf(name, labels, defaults));
    const numbers = read.flatMap(({ numerator, denominator }) => [numerator, denominator]);
    return { layout: { name, help, type, merge: "ratio", lines }, numbers };
  }
  const values = item.values.filter(({ labels }) => type !== "summary" || labels?.["quantile"] === undefined);
  const lines = values.map(({ metricName, labels = {} }) => lineOf(metricName ?? name, labels, defaults));
  const numbers = values.map(({ value }) => value);
  if (parts?.kind === "distinct") {
    const distinct = encodeSeenUsers(parts.read());
    return { layout: { name, help, type, merge: "distinct", lines }, numbers, distinct };
  }
  const merge = isMergeRule(item.aggregator) ? item.aggregator : "sum";
  return { layout: { name, help, type, merge, lines }, numbers };
}

/** How gauges merge of which nobody said what they are computed from. */
const WITHOUT_PARTS: Readonly<Record<Aggregation, MergeRule>> = {
  sum: "sum",
  first: "first",
  ratio: "average",
  distinct: "max",
};

/** A metric of this package that is read where its numbers are; undefined for any other. */
async function tableFamilyOf(registry: MetricsRegistry, registered: object): Promise<Family | undefined> {
  const metric = exposedMetric(registered);
  if (metric === undefined || partsOf(registry, metric.definition.name) !== undefined) return undefined;
  const defaults = defaultLabelsOf(registry);
  const table = await readTable(metric, (name, labels) => lineOf(name, labels, defaults), JSON.stringify(defaults));
  if (table === undefined) return undefined;
  const { name, help, type } = metric.definition;
  const merge = metric.definition.type === "gauge" ? WITHOUT_PARTS[metric.definition.aggregation] : "sum";
  return { layout: { name, help, type, merge, lines: table.lines }, numbers: table.numbers };
}

async function familiesOf(registry: MetricsRegistry): Promise<Family[]> {
  const families = await Promise.all(
    registry.getMetricsAsArray().map(async (metric) => {
      try {
        return [(await tableFamilyOf(registry, metric)) ?? familyOf(registry, await readable(metric).get())];
      } catch (error) {
        countCollectError(registry, metric.name, error);
        return [];
      }
    }),
  );
  return families.flat();
}

const isSame = (one: Family["layout"], other: Family["layout"]): boolean =>
  one.help === other.help &&
  one.type === other.type &&
  one.merge === other.merge &&
  (one.lines === other.lines ||
    (one.lines.length === other.lines.length && one.lines.every((line, index) => line === other.lines[index])));

/** Takes snapshots of registries, and numbers their layouts, so that one that has not changed need not be sent again. */
export class SnapshotTaker {
  private newest = 0;
  private layouts = new Map<string, FamilyLayout>();

  /** A metric that cannot be collected is left out, and counted. */
  async take(registries: Iterable<MetricsRegistry>): Promise<Snapshot> {
    const families = await Promise.all(Array.from(registries, familiesOf));
    const layouts = new Map<string, FamilyLayout>();
    const distinct = new Map<number, Uint8Array>();
    families.forEach((ofRegistry, index) => {
      for (const family of ofRegistry) {
        const key = `${index} ${family.layout.name}`;
        const layout = this.numbered(this.layouts.get(key), family.layout);
        layouts.set(key, layout);
        if (family.distinct !== undefined) distinct.set(layout.id, family.distinct);
      }
    });
    this.layouts = layouts;
    const numbers = Float64Array.from(families.flat().flatMap((family) => family.numbers));
    return { newest: this.newest, families: [...layouts.values()], numbers, distinct };
  }

  private numbered(before: FamilyLayout | undefined, layout: Family["layout"]): FamilyLayout {
    if (before !== undefined && isSame(before, layout)) return before;
    this.newest += 1;
    return { ...layout, id: this.newest };
  }
}
