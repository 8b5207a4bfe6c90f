import type { CheckOptions, FindingKind } from "../../../promql";

/** A query with exactly one fault. */
export interface FaultyQuery {
  readonly kind: FindingKind;
  /** The query, with the place of the fault between « and ». */
  readonly marked: string;
  readonly message: string;
  /** How a page shows the query, where it is too long to show. */
  readonly example?: string;
  readonly options?: CheckOptions;
  /** Whether it is the query of a template variable. */
  readonly isVariableQuery?: boolean;
}
