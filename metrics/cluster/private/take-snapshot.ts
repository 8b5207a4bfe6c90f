import { isRuntimeMetric } from "../../collectors/default-metrics";
import type { MetricsRegistry } from "../../handles";
import { exposedMetric } from "../../handles/exposed-metric";
import { linesOfRegistry } from "../../handles/line-budget";
import { countCollectError } from "../../private/collect-errors";
import { definedName } from "../../private/defined-name";
import { collectFamily, type Family } from "./read-family";
import { familyKey, type FamilyLayout, type Snapshot } from "./snapshot";
import { Turns } from "../../private/turns";

/** Lines that are compared before it is asked whether others wait. */
const LINES_A_STEP = 4_096;

const sameBesideLines = (one: Family["layout"], other: Family["layout"]): boolean =>
  one.help === other.help &&
  one.type === other.type &&
  one.merge === other.merge &&
  one.metric === other.metric &&
  one.lines.length === other.lines.length;

/** Whether a layout is the same as the one before. */
async function isSame(one: Family["layout"], other: Family["layout"], turns: Turns): Promise<boolean> {
  if (!sameBesideLines(one, other)) return false;
  if (one.lines === other.lines) return true;
  for (const [index, line] of one.lines.entries()) {
    if (line !== other.lines[index]) return false;
    if (index % LINES_A_STEP === LINES_A_STEP - 1) await turns.pass();
  }
  return true;
}

type Registered = ReturnType<MetricsRegistry["getMetricsAsArray"]>[number];

/** The metrics of one registry, and the names of those that could not be collected. */
interface Collected {
  readonly families: readonly Family[];
  readonly failed: readonly string[];
}

/** A metric that fails is left out and counted. */
async function collectedOf(registry: MetricsRegistry, collectTimeout: number, turns: Turns): Promise<Collected> {
  const failed: string[] = [];
  const fails = (metric: Registered) => (error: unknown) => {
    const name = exposedMetric(metric)?.definition.name ?? definedName(registry, metric);
    failed.push(name);
    countCollectError(registry, name, error);
    return undefined;
  };
  const collected = await Promise.all(
    registry.getMetricsAsArray().map(async (metric) => {
      const read = await collectFamily(registry, metric, collectTimeout).catch(fails(metric));
      return { metric, read };
    }),
  );
  const families: Family[] = [];
  // One after another: all at once would each have their turns, and leave the others none.
  for (const { metric, read } of collected) {
    const family = await read?.(turns).catch(fails(metric));
    if (family !== undefined) families.push(family);
    await turns.pass();
  }
  return { families, failed };
}

/** What every registry of a thread says alike is taken from the first one that has it. */
function withoutRepetitions(registries: readonly Collected[]): Collected[] {
  const taken = new Set<string>();
  const first = registries.map(({ families, failed }) => ({
    failed,
    families: families.filter(({ layout: { name } }) => {
      if (!isRuntimeMetric(name)) return true;
      const isFirst = !taken.has(name);
      taken.add(name);
      return isFirst;
    }),
  }));
  return first.map(({ families, failed }) => ({ families, failed: failed.filter((name) => !taken.has(name)) }));
}

/** Takes snapshots of registries, and numbers their layouts, so that one that has not changed need not be sent again. */
export class SnapshotTaker {
  private newest = 0;
  private layouts = new Map<string, FamilyLayout>();
  private sources = 0;
  private readonly known = new WeakMap<MetricsRegistry, number>();

  /**
   * A metric that cannot be collected, or not in time, is left out and counted.
   *
   * @param collectTimeout the seconds that a metric may take
   */
  async take(
    registries: Iterable<MetricsRegistry>,
    collectTimeout: number,
    turns: Turns = new Turns(),
  ): Promise<Snapshot> {
    const all = [...registries];
    const collected = await Promise.all(all.map((registry) => collectedOf(registry, collectTimeout, turns)));
    const read = withoutRepetitions(collected).map((each, index) => ({
      ...each,
      source: this.sourceOf(all[index] as MetricsRegistry),
    }));
    const taken = read.flatMap(({ families, source }) =>
      families.map((family) => ({ family, source, key: familyKey({ source, name: family.layout.name }) })),
    );
    const failed = read.flatMap((each) => each.failed.map((name) => familyKey({ source: each.source, name })));
    const known = this.layouts;
    const same = new Set<FamilyLayout>();
    for (const { family, key } of taken) {
      const before = known.get(key);
      if (before !== undefined && (await isSame(before, family.layout, turns))) same.add(before);
    }
    const lineBudget = Math.max(0, ...all.map((registry) => linesOfRegistry(registry) ?? 0));
    return { ...this.numbered(taken, same), failed, lineBudget };
  }

  private sourceOf(registry: MetricsRegistry): number {
    const source = this.known.get(registry) ?? (this.sources += 1);
    this.known.set(registry, source);
    return source;
  }

  /** Others may have asked meanwhile: nothing waits from here on, so that each number says one layout. */
  private numbered(
    taken: readonly { family: Family; source: number; key: string }[],
    same: ReadonlySet<FamilyLayout>,
  ): Omit<Snapshot, "failed" | "lineBudget"> {
    const layouts = new Map<string, FamilyLayout>();
    const distinct = new Map<number, Uint8Array>();
    for (const { family, source, key } of taken) {
      const before = this.layouts.get(key);
      const isSame = before !== undefined && same.has(before);
      const layout = isSame ? before : { ...family.layout, source, id: (this.newest += 1) };
      layouts.set(key, layout);
      if (family.distinct !== undefined) distinct.set(layout.id, family.distinct);
    }
    this.layouts = layouts;
    const numbers = joined(taken.map(({ family }) => family.numbers));
    return { newest: this.newest, families: [...layouts.values()], numbers, distinct };
  }
}

function joined(arrays: readonly ArrayLike<number>[]): Float64Array {
  const numbers = new Float64Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    numbers.set(array, at);
    at += array.length;
  }
  return numbers;
}
