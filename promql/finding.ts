/** One thing that is wrong with an expression. */
export interface Finding {
  /** Where it begins, as an index into the expression. */
  readonly from: number;
  /** Where it ends, as an index into the expression. */
  readonly to: number;
  /** What is wrong and what would be right, in one sentence without a full stop. */
  readonly message: string;
}
