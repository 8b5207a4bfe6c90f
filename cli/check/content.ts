import type { CheckOptions, KnownMetrics, Recording } from "../../promql";

/** A place in a file, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** An expression in a file. */
export interface FileQuery {
  /** `alert "NoOrders"`, `panel "Orders"`. */
  readonly place: string;
  readonly expression: string;
  /** What it is for: a rule, a panel's data, or the choices of a dashboard's variable. */
  readonly kind: "rule" | "panel" | "variable";
  /** The variables that are filled in there. */
  readonly variables: NonNullable<CheckOptions["variables"]>;
  /** Where a character of the expression stands in the file. */
  readonly positionOf: (index: number) => Position;
}

/** What is wrong with a file beside its expressions. */
export interface FileProblem {
  readonly position: Position;
  readonly place: string;
  readonly message: string;
}

/** What a file has to be checked, and what it declares. */
export interface Content {
  readonly file: string;
  readonly queries: readonly FileQuery[];
  readonly problems: readonly FileProblem[];
  readonly recordings: readonly Recording[];
  readonly metrics: readonly KnownMetrics[];
}

/** Content without anything. */
export const emptyContent = (file: string): Content => ({
  file,
  queries: [],
  problems: [],
  recordings: [],
  metrics: [],
});

/** Thrown when a file cannot be read at all. */
export class UnreadableFileError extends Error {
  override readonly name = "UnreadableFileError";

  constructor(file: string, problem: string, position?: Position) {
    super(`${file}${position === undefined ? "" : `:${position.line}`}: ${problem}`);
  }
}
