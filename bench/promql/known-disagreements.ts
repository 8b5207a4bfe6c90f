import type { FindingKind } from "../../promql";

/** Expressions that the real parser takes and the check refuses, by the kind of the finding. */
export const KNOWN_DISAGREEMENTS: Readonly<Partial<Record<FindingKind, string>>> = {
  "no-time": "the parser takes NaN for an offset, which is no time",
  "offset-swallows":
    "the parser takes what follows for a part of the offset, unlike behind an offset without parentheses",
  "variable-in-rule":
    "the parser takes a text with a variable of Grafana's in it as it stands, and nothing fills it in",
};
