import { countDistinct, decodeSeenUsers } from "../../collectors/distinct-users";
import { isCumulative, widthOf, type FamilyLayout, type Snapshot } from "./snapshot";

/** One process's share of a page. */
export interface Share {
  readonly snapshot: Snapshot;
  /** Whether it is what the process said at an earlier scrape: its counters still hold, its gauges do not. */
  readonly past: boolean;
}

const printed = (value: number): string => {
  if (Number.isFinite(value)) return String(value);
  if (Number.isNaN(value)) return "NaN";
  return value > 0 ? "+Inf" : "-Inf";
};

/** One metric of the whole, and where each process's lines are in it. */
class MergedFamily {
  private readonly lines: string[] = [];
  private readonly slotOf = new Map<string, number>();
  private readonly slots = new WeakMap<FamilyLayout, Int32Array>();
  private sums = new Float64Array(0);
  private weights = new Float64Array(0);
  private denominators = new Float64Array(0);
  private users: Uint8Array[] = [];

  constructor(private readonly layout: FamilyLayout) {}

  begin(): void {
    this.sums.fill(0);
    this.weights.fill(0);
    this.users = [];
  }

  /** Adds one process's numbers, which begin at a place of its snapshot. */
  add(layout: FamilyLayout, { numbers, distinct }: Snapshot, from: number): void {
    const slots = this.slotsFor(layout);
    const { sums, weights } = this;
    const { merge } = this.layout;
    const width = layout.merge === "ratio" ? 2 : 1;
    for (let index = 0; index < slots.length; index += 1) {
      const slot = slots[index] ?? 0;
      const value = numbers[from + width * index] ?? 0;
      const sum = sums[slot] ?? 0;
      const weight = weights[slot] ?? 0;
      if (weight === 0 || merge === "sum" || merge === "average" || merge === "ratio") sums[slot] = sum + value;
      else if (merge === "min") sums[slot] = Math.min(sum, value);
      else if (merge === "max") sums[slot] = Math.max(sum, value);
      weights[slot] = weight + 1;
    }
    if (width === 2) this.addDenominators(slots, numbers, from);
    const users = distinct.get(layout.id);
    if (users !== undefined) this.users.push(users);
  }

  text(): string {
    const { name, help, type, merge } = this.layout;
    if (merge === "omit") return "";
    const values = merge === "distinct" ? this.distinctValues() : undefined;
    let text = "";
    for (let slot = 0; slot < this.lines.length; slot += 1) {
      const weight = this.weights[slot] ?? 0;
      if (weight > 0) text += `${this.lines[slot] ?? ""} ${printed(values?.[slot] ?? this.valueAt(slot, weight))}\n`;
    }
    const described = help.replace(/\\/g, "\\\\").replace(/\n/g, "\\n");
    return `# HELP ${name} ${described}\n# TYPE ${name} ${type}\n${text}`;
  }

  private valueAt(slot: number, weight: number): number {
    const sum = this.sums[slot] ?? 0;
    if (this.layout.merge === "average") return sum / weight;
    if (this.layout.merge !== "ratio") return sum;
    const denominator = this.denominators[slot] ?? 0;
    return denominator === 0 ? 0 : sum / denominator;
  }

  private addDenominators(slots: Int32Array, numbers: Float64Array, from: number): void {
    if (this.denominators.length < this.sums.length) this.denominators = grown(this.denominators, this.sums.length);
    slots.forEach((slot, index) => {
      const before = this.weights[slot] === 1 ? 0 : (this.denominators[slot] ?? 0);
      this.denominators[slot] = before + (numbers[from + 2 * index + 1] ?? 0);
    });
  }

  private distinctValues(): number[] {
    return [...countDistinct(this.users.map(decodeSeenUsers)).values()];
  }

  private slotsFor(layout: FamilyLayout): Int32Array {
    const known = this.slots.get(layout);
    if (known !== undefined) return known;
    const slots = Int32Array.from(layout.lines, (line) => {
      const slot = this.slotOf.get(line) ?? this.lines.push(line) - 1;
      this.slotOf.set(line, slot);
      return slot;
    });
    this.slots.set(layout, slots);
    if (this.sums.length < this.lines.length) {
      this.sums = grown(this.sums, this.lines.length);
      this.weights = grown(this.weights, this.lines.length);
    }
    return slots;
  }

  /** Lines that have been printed at some time, for a process that may be gone. */
  get size(): number {
    return this.lines.length;
  }
}

function grown(numbers: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * length);
  larger.set(numbers);
  return larger;
}

/** The whole of what several processes expose, kept between scrapes so that only numbers have to be added up. */
export class MergedPage {
  private families = new Map<string, MergedFamily>();

  /** The page in Prometheus' text format. */
  render(shares: readonly Share[]): string {
    this.forgetStale(shares);
    for (const family of this.families.values()) family.begin();
    const present = new Set<MergedFamily>();
    for (const { snapshot, past } of shares) {
      let from = 0;
      for (const layout of snapshot.families) {
        if (!past || isCumulative(layout)) present.add(this.add(layout, snapshot, from));
        from += widthOf(layout);
      }
    }
    return Array.from(present, (family) => family.text()).join("\n");
  }

  private add(layout: FamilyLayout, snapshot: Snapshot, from: number): MergedFamily {
    const family = this.families.get(layout.name) ?? new MergedFamily(layout);
    this.families.set(layout.name, family);
    family.add(layout, snapshot, from);
    return family;
  }

  /** Begins anew when most lines belong to nobody any more. */
  private forgetStale(shares: readonly Share[]): void {
    const said = shares.reduce(
      (sum, { snapshot }) => snapshot.families.reduce((lines, layout) => lines + layout.lines.length, sum),
      0,
    );
    const kept = Array.from(this.families.values()).reduce((sum, { size }) => sum + size, 0);
    if (kept > 2 * said) this.families = new Map();
  }
}
