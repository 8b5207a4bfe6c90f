import { isRuntimeMetric } from "../../collectors/default-metrics";
import type { MetricsRegistry } from "../../handles";
import { linesOfRegistry } from "../../handles/line-budget";
import { countCollectError } from "../../private/collect-errors";
import { collectFamily, type Family } from "./read-family";
import type { FamilyLayout, Snapshot } from "./snapshot";
import { Turns } from "../../private/turns";

/** Lines that are compared before it is asked whether others wait. */
const LINES_A_STEP = 4_096;

const sameBesideLines = (one: Family["layout"], other: Family["layout"]): boolean =>
  one.help === other.help &&
  one.type === other.type &&
  one.merge === other.merge &&
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

/** A metric that fails is left out and counted. */
async function familiesOf(registry: MetricsRegistry, collectTimeout: number, turns: Turns): Promise<Family[]> {
  const failed = (name: string) => (error: unknown) => {
    countCollectError(registry, name, error);
    return undefined;
  };
  const collected = await Promise.all(
    registry.getMetricsAsArray().map(async (metric) => {
      const { name } = metric;
      const read = await collectFamily(registry, metric, collectTimeout).catch(failed(name));
      return { name, read };
    }),
  );
  const families: Family[] = [];
  // One after another: all at once would each have their turns, and leave the others none.
  for (const { name, read } of collected) {
    const family = await read?.(turns).catch(failed(name));
    if (family !== undefined) families.push(family);
    await turns.pass();
  }
  return families;
}

/** What every registry of a thread says alike is taken from the first one that has it. */
function withoutRepetitions(registries: readonly (readonly Family[])[]): Family[][] {
  const taken = new Set<string>();
  return registries.map((families) =>
    families.filter(({ layout: { name } }) => {
      if (!isRuntimeMetric(name)) return true;
      const isFirst = !taken.has(name);
      taken.add(name);
      return isFirst;
    }),
  );
}

/** Takes snapshots of registries, and numbers their layouts, so that one that has not changed need not be sent again. */
export class SnapshotTaker {
  private newest = 0;
  private layouts = new Map<string, FamilyLayout>();

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
    const read = await Promise.all(all.map((registry) => familiesOf(registry, collectTimeout, turns)));
    const taken = withoutRepetitions(read).flatMap((families, index) =>
      families.map((family) => ({ family, key: `${index} ${family.layout.name}` })),
    );
    const known = this.layouts;
    const same = new Set<FamilyLayout>();
    for (const { family, key } of taken) {
      const before = known.get(key);
      if (before !== undefined && (await isSame(before, family.layout, turns))) same.add(before);
    }
    const lineBudget = Math.max(0, ...all.map((registry) => linesOfRegistry(registry) ?? 0));
    return { ...this.numbered(taken, same), lineBudget };
  }

  /** Others may have asked meanwhile: nothing waits from here on, so that each number says one layout. */
  private numbered(
    taken: readonly { family: Family; key: string }[],
    same: ReadonlySet<FamilyLayout>,
  ): Omit<Snapshot, "lineBudget"> {
    const layouts = new Map<string, FamilyLayout>();
    const distinct = new Map<number, Uint8Array>();
    for (const { family, key } of taken) {
      const before = this.layouts.get(key);
      const layout = before !== undefined && same.has(before) ? before : { ...family.layout, id: (this.newest += 1) };
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
