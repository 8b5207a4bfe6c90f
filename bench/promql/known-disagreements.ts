import type { FindingKind } from "cdktf-monitoring/promql";

/** Expressions that the real parser takes and the check refuses, by the kind of the finding. */
export const KNOWN_DISAGREEMENTS: Readonly<Partial<Record<FindingKind, string>>> = {
  "no-time": "the parser takes NaN for an offset, which is no time",
  "offset-swallows":
    "the parser takes what follows for a part of the offset, unlike behind an offset without parentheses",
  "too-long": "the grammar reads chains of several hundred operators, and brackets in each other, only so far",
  "variable-in-rule":
    "the parser takes a text with a variable of Grafana's in it as it stands, and nothing fills it in",
};
