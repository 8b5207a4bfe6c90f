/** What one metric takes of a budget. */
export interface BudgetShare {
  /** Lines that its series have now; the budget counts them. */
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
 * top, up to as many lines again, half of which is shared out evenly among all metrics.
 */
export class CardinalityBudget {
  /** Counts an event that was recorded under the overflow value. */
  folded: (metric: string) => void = () => undefined;

  private readonly shares = new Set<BudgetShare>();
  // Sums over all shares, as looking at each of them would make an event that is folded dear.
  private total = 0;
  private openShares = 0;
  /** What of the reserves is taken: for open labels, and altogether. */
  private openReserveTaken = 0;
  private reserveTaken = 0;
  /** What each metric with open labels has for them alone. */
  private openReserve = 0;
  /** What each metric has beside that. */
  private closedReserve = 0;
  /** How many more events are folded before it is looked again which metrics are still exposed. */
  private patience = 0;

  constructor(private limit: number) {}

  get lines(): number {
    return this.limit;
  }

  set lines(lines: number) {
    this.limit = lines;
    this.shareOut();
  }

  /** Takes in a metric, which need not be exposed yet. */
  join(share: BudgetShare): void {
    this.shares.add(share);
    this.shareOut();
  }

  /** Counts lines that a metric has more, or fewer. */
  count(share: BudgetShare, lines: number): void {
    const joined = this.shares.has(share);
    if (joined) this.sumUp(share, -1);
    share.lines += lines;
    if (joined) this.sumUp(share, 1);
    this.patience = 0;
  }

  /** Whether there is room for one more series with the open label values that it brings. */
  admits(share: BudgetShare, lines: number): boolean {
    // One that a registry had forgotten may have been registered again.
    if (!this.shares.has(share) && share.exposed()) this.join(share);
    if (this.hasRoom(share, lines)) return true;
    if (this.patience > 0) {
      this.patience -= 1;
      return false;
    }
    this.forgetUnexposed();
    this.patience = this.shares.size;
    return this.hasRoom(share, lines);
  }

  /** Whether there is room for one more series at all, with the values of its labels that are not open. */
  admitsClosed(share: BudgetShare, lines: number): boolean {
    const total = this.totalWith(share) + lines;
    if (total > this.limit * HARD_LIMIT) return false;
    const reserve = this.reserveOf(share);
    if (share.lines + lines <= reserve) return true;
    const reserves = this.openShares * this.openReserve + this.shares.size * this.closedReserve;
    const left = reserves - this.reserveTaken;
    // A series more: once nothing else is admitted, that of the overflow values is.
    return total + lines + this.heldForOthers(share, left, reserve) <= this.limit * HARD_LIMIT;
  }

  /** Gives back what metrics had that no registry exposes any more. */
  forgetUnexposed(): void {
    const before = this.shares.size;
    for (const share of this.shares) {
      if (!share.exposed()) this.shares.delete(share);
    }
    if (this.shares.size < before) this.shareOut();
  }

  private hasRoom(share: BudgetShare, lines: number): boolean {
    if (!share.open) return this.admitsClosed(share, lines);
    const total = this.totalWith(share) + lines;
    if (total > this.limit * HARD_LIMIT) return false;
    if (share.lines + lines <= this.openReserve) return true;
    const left = this.openShares * this.openReserve - this.openReserveTaken;
    return total + this.heldForOthers(share, left, this.openReserve) <= this.limit;
  }

  /** What is left of the reserves without what is left of a metric's own. */
  private heldForOthers(share: BudgetShare, left: number, own: number): number {
    return this.shares.has(share) ? left - Math.max(0, own - share.lines) : left;
  }

  /** The lines of all, those of a metric included that is not exposed but still recorded. */
  private totalWith(share: BudgetShare): number {
    return this.shares.has(share) ? this.total : this.total + share.lines;
  }

  private reserveOf(share: BudgetShare): number {
    return this.closedReserve + (share.open ? this.openReserve : 0);
  }

  /** Shares the reserves out anew; they are whole, so that sums of them are exact. */
  private shareOut(): void {
    this.openShares = 0;
    for (const { open } of this.shares) this.openShares += open ? 1 : 0;
    this.openReserve = Math.floor(this.limit / 2 / Math.max(1, this.openShares));
    this.closedReserve = Math.floor(this.limit / 2 / Math.max(1, this.shares.size));
    this.total = 0;
    this.openReserveTaken = 0;
    this.reserveTaken = 0;
    for (const share of this.shares) this.sumUp(share, 1);
    this.patience = 0;
  }

  /** Adds what a metric has to the sums, or takes it out of them. */
  private sumUp(share: BudgetShare, sign: 1 | -1): void {
    this.total += sign * share.lines;
    this.reserveTaken += sign * Math.min(share.lines, this.reserveOf(share));
    if (share.open) this.openReserveTaken += sign * Math.min(share.lines, this.openReserve);
  }
}
