import { checkPromql, FINDING_KINDS, type Finding, type KnownMetrics } from "cdktf-monitoring/promql";
import { generate } from "./generate";
import { KNOWN_DISAGREEMENTS } from "./known-disagreements";
import { realVerdicts } from "./verdicts";

const NO_METRICS: KnownMetrics = new Map();

/** An expression of which the check and the real parser say different things. */
export interface Disagreement {
  readonly expression: string;
  /** Why the check refuses it; nothing where it takes it. */
  readonly refusals: readonly Finding[];
  /** Why the real parser refuses it; undefined where it takes it. */
  readonly real: string | undefined;
  /** The reason that is on record; never one for taking what the real parser refuses. */
  readonly known: string | undefined;
}

export interface Comparison {
  readonly expressions: number;
  /** How many of them the real parser takes. */
  readonly accepted: number;
  readonly disagreements: readonly Disagreement[];
  /** How long the check took for all of them, in milliseconds. */
  readonly milliseconds: number;
}

/** Holds the check's verdict on syntax and types against the real parser's. */
export function compare(expressions: readonly string[]): Comparison {
  const began = performance.now();
  const checked = expressions.map((expression) => refusalsOf(expression));
  const milliseconds = performance.now() - began;
  const verdicts = realVerdicts(expressions);
  const disagreements = expressions.flatMap((expression, index): Disagreement[] => {
    const refusals = checked[index] ?? [];
    const real = verdicts[index];
    if ((refusals.length === 0) === (real === undefined)) return [];
    const known = real === undefined ? reasonFor(refusals) : undefined;
    return [{ expression, refusals, real, known }];
  });
  const accepted = verdicts.filter((verdict) => verdict === undefined).length;
  return { expressions: expressions.length, accepted, disagreements, milliseconds };
}

export const compareGenerated = (count: number, seed: number): Comparison => compare(generate(count, seed));

/** The reason on record, where each refusal has one. */
function reasonFor(refusals: readonly Finding[]): string | undefined {
  const reasons = refusals.map(({ kind }) => KNOWN_DISAGREEMENTS[kind]);
  return reasons.includes(undefined) ? undefined : reasons[0];
}

// What is wrong with its metrics and labels is no matter for the parser.
const refusalsOf = (expression: string): Finding[] =>
  checkPromql(expression, NO_METRICS, { variables: "none" }).filter(
    ({ kind }) => FINDING_KINDS[kind] === "refused" || kind === "variable-in-rule",
  );
