import { OVERFLOW_VALUE } from "../../definitions";
import type { BudgetShare, CardinalityBudget } from "../../series/cardinality-budget";
import type { LayoutGuard } from "./snapshot";

/** Counts series that were folded, as the page had no room for them. */
export type CountFolded = (metric: string, series: number) => void;

const patterns = new Map<string, RegExp>();

/** The labels of these names in a line. Quotes within a value are escaped: nothing but a label itself looks like one. */
function labelsNamed(names: readonly string[]): RegExp {
  const alternatives = names.join("|");
  const known = patterns.get(alternatives) ?? new RegExp(`(?<=[{,])(${alternatives})="(?:[^"\\\\]|\\\\.)*"`, "g");
  patterns.set(alternatives, known);
  return known;
}

const folded = (lines: readonly string[], names: readonly string[]): string[] =>
  names.length === 0 ? [...lines] : lines.map((line) => line.replace(labelsNamed(names), `$1="${OVERFLOW_VALUE}"`));

/**
 * Bounds the lines of one metric on the page of all processes as a process bounds those of its own: each of them may have
 * a full budget of label values that no other has.
 */
export class FamilyGuard {
  private readonly share: BudgetShare;

  constructor(
    private readonly budget: CardinalityBudget,
    isOpen: boolean,
  ) {
    this.share = { lines: 0, open: isOpen, exposed: () => true };
    budget.join(this.share);
  }

  /** Takes in lines that are on the page. */
  added(lines: number): void {
    this.budget.count(this.share, lines);
  }

  /**
   * The lines under which a new series stands on the page: its own, or those of the overflow.
   *
   * @param isKnown whether the series of a line is on the page
   */
  admitted(
    lines: readonly string[],
    { open, unlisted }: LayoutGuard,
    isKnown: (line: string) => boolean,
  ): readonly string[] {
    if (unlisted.length === 0 || this.budget.admits(this.share, lines.length)) return lines;
    const overflow = folded(lines, open);
    const [first] = overflow;
    if (first === undefined || isKnown(first) || this.budget.admitsClosed(this.share, lines.length)) return overflow;
    return folded(lines, unlisted);
  }
}
