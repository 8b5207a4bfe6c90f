import type { MetricsRegistry } from "../../handles";
import { countCollectError } from "../../private/collect-errors";
import { readFamily, type Family } from "./read-family";
import type { FamilyLayout, Snapshot } from "./snapshot";

async function familiesOf(registry: MetricsRegistry, collectTimeout: number): Promise<Family[]> {
  const families = await Promise.all(
    registry.getMetricsAsArray().map(async (metric) => {
      try {
        return [await readFamily(registry, metric, collectTimeout)];
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

  /**
   * A metric that cannot be collected, or not in time, is left out and counted.
   *
   * @param collectTimeout the seconds that a metric may take
   */
  async take(registries: Iterable<MetricsRegistry>, collectTimeout: number): Promise<Snapshot> {
    const families = await Promise.all(Array.from(registries, (registry) => familiesOf(registry, collectTimeout)));
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
