import type { FamilyGuard } from "./page-guard";
import type { FamilyLayout } from "./snapshot";
import type { Turns } from "../../private/turns";

/** Where the lines of one process's layout are among those of the whole. */
export interface LayoutSlots {
  readonly slots: Int32Array;
  /** How many of its series the page had no room for. */
  readonly folded: number;
}

/** Series that are found before it is asked whether others wait. */
const SERIES_A_STEP = 256;

/** The lines of one metric of the whole: each has a slot, which it keeps. */
export class FamilySlots {
  /** As the text format has them, up to their values. */
  readonly lines: string[] = [];
  private readonly slotOf = new Map<string, number>();
  private readonly known = new WeakMap<FamilyLayout, LayoutSlots>();

  /** @param guard undefined for a metric that may have any number of lines */
  constructor(private readonly guard: FamilyGuard | undefined) {}

  /** Takes over a line of another page, whatever room there is; returns its slot. */
  adopt(line: string): number {
    this.guard?.added(1);
    return this.add(line);
  }

  /** Where the lines of a layout are; those that are new are taken in, as far as there is room. */
  async of(layout: FamilyLayout, turns: Turns): Promise<LayoutSlots> {
    const known = this.known.get(layout);
    if (known !== undefined) return known;
    const { lines, guard } = layout;
    const width = guard === undefined ? 1 : guard.linesOfSeries;
    const slots = new Int32Array(lines.length);
    let folded = 0;
    for (let from = 0, series = 1; from < lines.length; from += width, series += 1) {
      if (this.place(layout, from, from + width, slots)) folded += 1;
      if (series % SERIES_A_STEP === 0) await turns.pass();
    }
    const found = { slots, folded };
    this.known.set(layout, found);
    return found;
  }

  /** Finds the slots of one series; returns whether it was folded. */
  private place({ lines, guard }: FamilyLayout, from: number, to: number, slots: Int32Array): boolean {
    const isKnown = (line: string): boolean => this.slotOf.has(line);
    if (this.guard === undefined || guard === undefined || isKnown(lines[from] as string)) {
      for (let at = from; at < to; at += 1) slots[at] = this.add(lines[at] as string);
      return false;
    }
    const own = lines.slice(from, to);
    const admitted = this.guard.admitted(own, guard, isKnown);
    const before = this.lines.length;
    admitted.forEach((line, index) => (slots[from + index] = this.add(line)));
    this.guard.added(this.lines.length - before);
    return admitted[0] !== own[0];
  }

  private add(line: string): number {
    const known = this.slotOf.get(line);
    if (known !== undefined) return known;
    const slot = this.lines.push(line) - 1;
    this.slotOf.set(line, slot);
    return slot;
  }
}
