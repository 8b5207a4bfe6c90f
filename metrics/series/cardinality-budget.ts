/** What one metric takes of a budget. */
export interface BudgetShare {
  /** Lines that its series have now. */
  lines: number;
  /** Whether it has a label whose values have no bound of their own. */
  readonly open: boolean;
  /** Whether the metric is still exposed. */
  readonly exposed: () => boolean;
}

/** How many times the budget all series together may take, those without open labels included. */
const HARD_LIMIT = 2;

/**
 * The lines that the metrics of one registry may have together. Half of it is shared out evenly among the metrics with open
 * labels, so that no other can take it from them; the rest is for whoever comes first. Series without open labels come on
 * top, up to as many lines again.
 */
export class CardinalityBudget {
  /** Counts an event that was recorded under the overflow value. */
  folded: (metric: string) => void = () => undefined;

  private readonly shares = new Set<BudgetShare>();

  constructor(public lines: number) {}

  /** Takes in a metric, which need not be exposed yet. */
  join(share: BudgetShare): void {
    this.shares.add(share);
  }

  /** Whether there is room for one more series with the open label values that it brings. */
  admits(share: BudgetShare, lines: number): boolean {
    if (this.hasRoom(share, lines)) return true;
    this.forgetUnexposed();
    return this.hasRoom(share, lines);
  }

  /** Whether there is room for one more series at all, with the values of its labels that are not open. */
  admitsClosed(lines: number): boolean {
    return this.total() + lines <= this.lines * HARD_LIMIT;
  }

  private hasRoom(share: BudgetShare, lines: number): boolean {
    if (!this.admitsClosed(lines)) return false;
    if (!share.open) return true;
    const guarded = [...this.shares].filter(({ open }) => open);
    const reserve = this.lines / 2 / Math.max(1, guarded.length);
    if (share.lines + lines <= reserve) return true;
    const heldForOthers = guarded
      .filter((other) => other !== share)
      .reduce((held, other) => held + Math.max(0, reserve - other.lines), 0);
    return this.total() + heldForOthers + lines <= this.lines;
  }

  private total(): number {
    let total = 0;
    for (const { lines } of this.shares) total += lines;
    return total;
  }

  private forgetUnexposed(): void {
    for (const share of this.shares) {
      if (!share.exposed()) this.shares.delete(share);
    }
  }
}
