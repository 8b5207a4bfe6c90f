/**
 * Every kind of finding, by what keeps the expression from working: `refused`, Prometheus takes no such expression;
 * `empty`, it takes it and answers nothing, or something else than was meant; `place`, the expression works, though not
 * where it stands.
 */
export const FINDING_KINDS = {
  "bad-number": "refused",
  "bad-string": "refused",
  "bool-without-comparison": "refused",
  "bracket-mismatch": "refused",
  "bracket-unclosed": "refused",
  "bracket-unopened": "refused",
  "division-by-zero": "refused",
  "comment-in-window": "refused",
  "dotted-name": "refused",
  "duration-before-step": "refused",
  "duration-out-of-range": "refused",
  "duration-not-positive": "refused",
  "empty-expression": "refused",
  "empty-label": "refused",
  "every-series": "refused",
  "experimental-fill": "refused",
  "experimental-function": "refused",
  "experimental-modifier": "refused",
  "foreign-operator": "refused",
  "foreign-space": "refused",
  "group-with-set-operator": "refused",
  "labels-without-parentheses": "refused",
  "lent-label-matched": "refused",
  "matching-with-scalar": "refused",
  "missing-comma": "refused",
  "modifier-misplaced": "refused",
  "modifier-twice": "refused",
  "name-and-condition": "refused",
  "name-twice": "refused",
  "no-duration": "refused",
  "no-time": "refused",
  "not-utf8": "refused",
  "offset-swallows": "refused",
  "pattern-character": "refused",
  "pattern-group": "refused",
  "pattern-range": "refused",
  "pattern-repetition": "refused",
  "pattern-too-large": "refused",
  "pattern-unclosed": "refused",
  "reserved-word": "refused",
  "scalar-comparison": "refused",
  "too-long": "refused",
  unexpected: "refused",
  "unfinished-expression": "refused",
  "unknown-function": "refused",
  "unquoted-value": "refused",
  "value-missing": "refused",
  "variable-function": "refused",
  "window-misplaced": "refused",
  "wrong-argument-count": "refused",
  "wrong-matcher": "refused",
  "wrong-type": "refused",

  "aggregated-counter": "empty",
  "beyond-retention": "empty",
  "bucket-missing": "empty",
  "buckets-gone": "empty",
  "buckets-never": "empty",
  "histogram-without-part": "empty",
  "label-gone": "empty",
  "label-not-canonical": "empty",
  "label-not-lent": "empty",
  "label-not-matched": "empty",
  "label-not-numeric": "empty",
  "label-unknown": "empty",
  "label-without-name": "empty",
  "not-a-counter": "empty",
  "replacement-pattern": "empty",
  "sides-never-match": "empty",
  "threshold-beyond-buckets": "empty",
  "trim-of-scalars": "empty",
  "two-names": "empty",
  "unknown-metric": "empty",
  "unknown-metrics": "empty",
  "value-never": "empty",
  "values-never": "empty",
  "window-too-short": "empty",
  "window-varies": "empty",

  "not-for-a-panel": "place",
  "not-for-a-rule": "place",
  "unknown-variable": "place",
  "unknown-variable-function": "place",
  "variable-in-rule": "place",
  "variable-query-arguments": "place",
} as const satisfies Readonly<Record<string, "refused" | "empty" | "place">>;

/** The name of a kind of finding, which does not change from one version to the next. */
export type FindingKind = keyof typeof FINDING_KINDS;

/** One thing that is wrong with an expression. */
export interface Finding {
  readonly kind: FindingKind;
  /** Where it begins, as an index into the expression. */
  readonly from: number;
  /** Where it ends, as an index into the expression. */
  readonly to: number;
  /** What is wrong and what would be right, in one sentence without a full stop. */
  readonly message: string;
}
