import { countDistinct, decodeSeenUsers } from "../../collectors/distinct-users";
import { familyHeader, sampleName, type ExpositionFormat } from "../../exposition/exposition-format";
import type { FamilyLayout, Snapshot } from "./snapshot";

const printed = (value: number): string => {
  if (Number.isFinite(value)) return String(value);
  if (Number.isNaN(value)) return "NaN";
  return value > 0 ? "+Inf" : "-Inf";
};

// Quotes within a value are escaped, so that nothing but the label itself looks like this.
const WHOLE_BOUND = /(?<=[{,])le="(-?\d+)"/;

/** A line as OpenMetrics has it: counters end in `_total`, and bounds are canonical floats. */
function openMetricsLine({ name, type }: FamilyLayout, line: string): string {
  if (type === "counter") return sampleName({ name, type }, "openmetrics") + line.slice(name.length);
  return type === "histogram" ? line.replace(WHOLE_BOUND, 'le="$1.0"') : line;
}

/** One metric of the whole, and where each process's lines are in it. */
export class MergedFamily {
  /** As the text format has them, up to their values. */
  private readonly lines: string[] = [];
  /** As OpenMetrics has them, as far as it has been asked for. */
  private readonly openMetricsLines: string[] = [];
  private readonly slotOf = new Map<string, number>();
  private readonly slots = new WeakMap<FamilyLayout, Int32Array>();
  private sums = new Float64Array(0);
  private weights = new Float64Array(0);
  private denominators = new Float64Array(0);
  /** The least that each balance ever was, 0 at most. */
  private readonly leasts: number[] = [];
  private users: Uint8Array[] = [];

  constructor(private readonly layout: FamilyLayout) {}

  /** Lines that have been printed at some time, for a process that may be gone. */
  get size(): number {
    return this.lines.length;
  }

  begin(): void {
    this.sums.fill(0);
    this.weights.fill(0);
    this.denominators.fill(0);
    this.users = [];
  }

  /** Adds one process's numbers, which begin at a place of its snapshot. */
  add(layout: FamilyLayout, { numbers, distinct }: Snapshot, from: number): void {
    const slots = this.slotsFor(layout);
    const { sums, weights } = this;
    const { merge } = this.layout;
    const width = layout.merge === "ratio" ? 2 : 1;
    for (let index = 0; index < slots.length; index += 1) {
      const slot = slots[index] as number;
      const value = numbers[from + width * index] as number;
      const sum = sums[slot] as number;
      const weight = weights[slot] as number;
      if (weight === 0 || merge === "sum" || merge === "average" || merge === "ratio" || merge === "balance")
        sums[slot] = sum + value;
      else if (merge === "min") sums[slot] = Math.min(sum, value);
      else if (merge === "max") sums[slot] = Math.max(sum, value);
      weights[slot] = weight + 1;
    }
    if (width === 2) this.addDenominators(slots, numbers, from);
    const users = distinct.get(layout.id);
    if (users !== undefined) this.users.push(users);
  }

  text(format: ExpositionFormat): string {
    const lines = format === "text" ? this.lines : this.linesOfOpenMetrics();
    const distinct = this.layout.merge === "distinct" ? this.distinctValues() : undefined;
    let text = familyHeader(this.layout, format);
    for (let slot = 0; slot < lines.length; slot += 1) {
      const weight = this.weights[slot] as number;
      if (weight > 0) text += `${lines[slot] as string} ${printed(distinct?.[slot] ?? this.valueAt(slot, weight))}\n`;
    }
    return text;
  }

  private linesOfOpenMetrics(): readonly string[] {
    for (const line of this.lines.slice(this.openMetricsLines.length)) {
      this.openMetricsLines.push(openMetricsLine(this.layout, line));
    }
    return this.openMetricsLines;
  }

  private valueAt(slot: number, weight: number): number {
    const sum = this.sums[slot] as number;
    if (this.layout.merge === "average") return sum / weight;
    if (this.layout.merge === "balance") return this.raised(slot, sum);
    if (this.layout.merge !== "ratio") return sum;
    const denominator = this.denominators[slot] as number;
    return denominator === 0 ? 0 : sum / denominator;
  }

  /** A balance as if those whose beginning nobody saw had been there from the start. */
  private raised(slot: number, balance: number): number {
    const least = Math.min(this.leasts[slot] ?? 0, balance);
    this.leasts[slot] = least;
    return balance - least;
  }

  private addDenominators(slots: Int32Array, numbers: Float64Array, from: number): void {
    if (this.denominators.length < this.sums.length) this.denominators = grown(this.denominators, this.sums.length);
    slots.forEach((slot, index) => {
      (this.denominators[slot] as number) += numbers[from + 2 * index + 1] as number;
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
      this.sums = grown(this.sums, 2 * this.lines.length);
      this.weights = grown(this.weights, this.sums.length);
    }
    return slots;
  }
}

function grown(numbers: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(length);
  larger.set(numbers);
  return larger;
}
