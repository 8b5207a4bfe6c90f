import { AbsentSeriesSet, type Absentee } from "./absent-series";
import { DistinctGroups } from "./distinct-groups";
import type { FamilyReading } from "./family-reading";
import { FamilySlots } from "./family-slots";
import type { FamilyGuard } from "./page-guard";
import { lostSeries, seriesOf } from "./lost-series";
import { isCounted, isCumulative, type FamilyLayout, type PlacedFamily } from "./snapshot";
import type { Change } from "./latest-counts";
import type { Turns } from "../../private/turns";

/** Series that are looked at before it is asked whether others wait. */
const SERIES_A_STEP = 1_024;

/** One metric of the whole, and where each process's lines are in it. */
export class MergedFamily {
  private readonly slots: FamilySlots;
  private readonly openMetricsLines: string[] = [];
  private sums = new Float64Array(0);
  private weights = new Float64Array(0);
  private denominators = new Float64Array(0);
  /** What those counted who are gone, all together: one that is started again and again takes no more room. */
  private departed = new Float64Array(0);
  /** Whether anybody who is gone had any of it. */
  hasDeparted = false;
  /** Whether anybody who is gone had the line: 1 or 0. */
  private departedWeights = new Float64Array(0);
  /** What those counted who are there and have it no more, as long as anybody has the line. */
  private lost = new Float64Array(0);
  /** What of that, or of what those counted who are gone, is of series that may come back. */
  private readonly absent = new AbsentSeriesSet();
  /** Whether anybody who is there has counted anything. */
  private hasCounted = false;
  /** The least that each balance ever was, 0 at most. */
  private leasts = new Float64Array(0);
  private users = new DistinctGroups();
  /** Series that the page has no room for, of those who are there: now, and at the merge before. */
  private folded = 0;
  private foldedBefore = 0;

  /** @param guard undefined for a metric that may have any number of lines */
  constructor(
    readonly layout: FamilyLayout,
    guard: FamilyGuard | undefined,
  ) {
    this.slots = new FamilySlots(guard);
  }

  /** Lines that have been printed at some time, for a process that may be gone. */
  get size(): number {
    return this.slots.lines.length;
  }

  /** Lines that are printed now. */
  get printed(): number {
    return this.weights.reduce((lines, weight) => lines + (weight > 0 ? 1 : 0), 0);
  }

  /** Whether it has numbers of its own, which nobody says at the next scrape. */
  get keeps(): boolean {
    return this.hasDeparted || this.layout.merge === "balance" || this.lost.some((number) => number !== 0);
  }

  /** Whether the page has no room for some of it. */
  get hasFolded(): boolean {
    return this.folded > 0;
  }

  begin(): void {
    for (let slot = 0; slot < this.size; slot += 1) {
      this.sums[slot] = (this.departed[slot] as number) + (this.lost[slot] as number);
    }
    this.hasCounted = false;
    this.weights.set(this.departedWeights);
    this.denominators.fill(0);
    this.users = new DistinctGroups();
    this.foldedBefore = this.folded;
    this.folded = 0;
  }

  /** Adds one process's numbers. */
  async add({ layout, snapshot: { numbers, distinct }, from }: PlacedFamily, turns: Turns): Promise<void> {
    const { slots, folded } = await this.slotsOf(layout, turns);
    this.folded += folded;
    const { sums, weights, denominators } = this;
    const { merge } = this.layout;
    const adds = merge === "sum" || merge === "average" || merge === "ratio" || merge === "balance";
    const width = layout.merge === "ratio" ? 2 : 1;
    for (let index = 0; index < slots.length; index += 1) {
      const slot = slots[index] as number;
      const value = numbers[from + width * index] as number;
      const sum = sums[slot] as number;
      const weight = weights[slot] as number;
      if (weight === 0 || adds) sums[slot] = sum + value;
      else if (merge === "min") sums[slot] = Math.min(sum, value);
      else if (merge === "max") sums[slot] = Math.max(sum, value);
      weights[slot] = weight + 1;
      this.hasCounted ||= value !== 0;
      if (width === 2) (denominators[slot] as number) += numbers[from + 2 * index + 1] as number;
    }
    const users = distinct.get(layout.id);
    if (users !== undefined) this.users.add(layout.lines, users);
  }

  /** Keeps what a process counted that is gone. */
  async depart({ layout, snapshot: { numbers }, from }: PlacedFamily, turns: Turns): Promise<void> {
    if (!isCumulative(this.layout)) return;
    const { slots } = await this.slotsOf(layout, turns);
    for (const [index, slot] of slots.entries()) this.keep(slot, numbers[from + index] as number);
  }

  /** Keeps what a process had counted in series that it has no more, or in which it began again. */
  async lose(answerer: string, { before, now }: Change, turns: Turns): Promise<void> {
    if (!isCounted(this.layout)) return;
    const { layout, snapshot } = before;
    const { source, metric } = layout;
    const { slots } = await this.slotsOf(layout, turns);
    for (const { range, isAbsent } of await lostSeries(before, now, turns)) {
      const [from, to] = range;
      const own = Array.from(slots.subarray(from, to));
      const numbers = Array.from(snapshot.numbers.subarray(before.from + from, before.from + to));
      own.forEach((slot, index) => ((this.lost[slot] as number) += numbers[index] as number));
      // A metric of this package drops what it counted in a series that goes, unless all of them go with the metric itself.
      const mayReturn = isAbsent && (metric === undefined || now === undefined);
      if (mayReturn) this.absent.add({ answerer, source }, { metric, slots: own, numbers });
    }
  }

  /**
   * Keeps no more of what a process had counted in series that it had left out, and has again with as much or more: it went
   * on counting. With less, it began again.
   */
  async regain(answerer: string, { layout, snapshot, from: first }: PlacedFamily, turns: Turns): Promise<void> {
    const absentee: Absentee = { answerer, source: layout.source };
    if (!this.absent.isLacking(absentee)) return;
    const { slots } = await this.slotsOf(layout, turns);
    let looked = 0;
    for (const [, to] of seriesOf(layout)) {
      const last = to - 1;
      const absent = this.absent.takeBack(absentee, slots[last] as number);
      const counted = snapshot.numbers[first + last] as number;
      if (absent?.metric === layout.metric && counted >= (absent?.numbers.at(-1) ?? Infinity)) {
        absent?.slots.forEach((slot, index) => this.takeAway(slot, absent.numbers[index] as number));
      }
      looked += 1;
      if (looked % SERIES_A_STEP === 0) await turns.pass();
    }
  }

  /** Says that an answerer is gone for good, and with it what it may have come back with. */
  forget(answerer: string): void {
    this.absent.forgetAnswerer(answerer);
  }

  /** Ends the adding up: what was lost of a line goes with it, and all begins at 0 where everybody began again. */
  settle(): void {
    for (let slot = 0; slot < this.size; slot += 1) {
      const lost = this.lost[slot] as number;
      if (lost === 0) continue;
      if (this.departedWeights[slot] === 1) (this.departed[slot] as number) += lost;
      else if (this.hasCounted && (this.weights[slot] as number) > 0) continue;
      else {
        this.sums[slot] = 0;
        this.absent.forgetSeries(slot);
      }
      this.lost[slot] = 0;
    }
  }

  /** Takes over what another family kept. */
  inherit({ slots: { lines }, departed, departedWeights, lost, leasts, absent }: MergedFamily): void {
    const absentSlots = absent.slots;
    const adopted = new Map<number, number>();
    for (const [slot, line] of lines.entries()) {
      const least = leasts[slot] as number;
      const hadDeparted = departedWeights[slot] === 1;
      if (!hadDeparted && least === 0 && lost[slot] === 0 && !absentSlots.has(slot)) continue;
      const own = this.slots.adopt(line);
      adopted.set(slot, own);
      this.grow();
      this.leasts[own] = least;
      this.lost[own] = lost[slot] as number;
      if (hadDeparted) this.keep(own, departed[slot] as number);
    }
    this.absent.inherit(absent, (slot) => adopted.get(slot) as number);
  }

  /** How many series more than at the merge before the page has no room for. */
  newlyFolded(): number {
    return Math.max(0, this.folded - this.foldedBefore);
  }

  /** What it is now, for being printed. */
  read(): FamilyReading {
    const { layout, size } = this;
    const text = this.slots.lines;
    const values = this.sums.slice(0, size);
    if (layout.merge === "distinct") {
      for (const [slot, count] of this.users.counts(text).entries()) values[slot] = count ?? (values[slot] as number);
    } else if (layout.merge === "average" || layout.merge === "balance" || layout.merge === "ratio") {
      for (let slot = 0; slot < size; slot += 1) values[slot] = this.computed(slot, layout.merge);
    }
    return {
      layout,
      lines: { text, openMetrics: this.openMetricsLines },
      values,
      weights: this.weights.slice(0, size),
    };
  }

  /** The value of a line that is no mere sum. */
  private computed(slot: number, merge: "average" | "balance" | "ratio"): number {
    const sum = this.sums[slot] as number;
    if (merge === "average") return sum / (this.weights[slot] as number);
    if (merge === "balance") return this.raised(slot, sum);
    return this.denominators[slot] === 0 ? 0 : sum / (this.denominators[slot] as number);
  }

  /** A balance as if what began before anybody counted had been counted. */
  private raised(slot: number, balance: number): number {
    const least = Math.min(this.leasts[slot] as number, balance);
    this.leasts[slot] = least;
    return balance - least;
  }

  private keep(slot: number, counted: number): void {
    this.hasDeparted = true;
    (this.departed[slot] as number) += counted;
    this.departedWeights[slot] = 1;
  }

  /** Takes away from what is kept of a line; what was lost of one that is kept for good is part of that. */
  private takeAway(slot: number, counted: number): void {
    const kept = this.departedWeights[slot] === 1 ? this.departed : this.lost;
    (kept[slot] as number) -= counted;
  }

  private async slotsOf(layout: FamilyLayout, turns: Turns) {
    const found = await this.slots.of(layout, turns);
    this.grow();
    return found;
  }

  /** Makes room for the numbers of all lines. */
  private grow(): void {
    if (this.sums.length >= this.size) return;
    const length = 2 * this.size;
    this.sums = grown(this.sums, length);
    this.weights = grown(this.weights, length);
    this.denominators = grown(this.denominators, length);
    this.departed = grown(this.departed, length);
    this.departedWeights = grown(this.departedWeights, length);
    this.lost = grown(this.lost, length);
    this.leasts = grown(this.leasts, length);
  }
}

function grown(numbers: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(length);
  larger.set(numbers);
  return larger;
}
