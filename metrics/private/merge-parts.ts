import type { SeenUsers } from "../collectors/distinct-users";
import type { LabelValues, MetricsRegistry } from "../handles";

/** What one series of a ratio is computed from. */
export interface RatioPart {
  readonly labels: LabelValues<string>;
  readonly numerator: number;
  readonly denominator: number;
}

/** What one series has to be counted up from: it may be below 0 in one process, and is not in all of them together. */
export interface BalancePart {
  readonly labels: LabelValues<string>;
  readonly value: number;
}

/** What a gauge is computed from, so that it can be computed anew from what several processes have. */
export type MergeParts =
  | { readonly kind: "ratio"; readonly read: () => readonly RatioPart[] }
  | { readonly kind: "balance"; readonly read: () => readonly BalancePart[] }
  | { readonly kind: "distinct"; readonly read: () => SeenUsers };

const parts = new WeakMap<MetricsRegistry, Map<string, MergeParts>>();

/** Says what a gauge of a registry is computed from; it is read after the gauge was. */
export function provideParts(registry: MetricsRegistry, metric: string, provided: MergeParts): void {
  const known = parts.get(registry) ?? new Map<string, MergeParts>();
  parts.set(registry, known.set(metric, provided));
}

/** What a gauge of a registry is computed from; undefined where nobody said so. */
export const partsOf = (registry: MetricsRegistry, metric: string): MergeParts | undefined =>
  parts.get(registry)?.get(metric);
