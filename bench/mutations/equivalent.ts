import type { Mutant, Rule } from "./mutants";

/** Changes after which a rule means what it meant before, so that no case can notice them. */
interface Equivalence {
  readonly reason: string;
  readonly holds: (rule: Rule, mutant: Mutant) => boolean;
}

/** Rules whose selectors are all joined by operators that match the label. */
const JOINED =
  /^(?:ErrorBudgetBurn|CreditUsageSurge|Unusual\w+|job:slo_err.+|.+(?:_mean1h|_variance1h|_deviation|_upper|_lower))$/;
/** Recordings of recordings. */
const DERIVED = /^job:slo_error(?:s_per_request|_budget)|(?:_mean|_mean1h|_variance1h|_deviation|_upper|_lower)$/;
const BYTES = /_bytes(?:\{[^}]*\})? > ⟨0 → 1⟩/;

const EQUIVALENCES: readonly Equivalence[] = [
  {
    reason: "both sides of the operator are matched by the label, and the other side still has the matcher",
    holds: (rule, { change }) => {
      const matcher = /⟨((?:slo|group)="[^"]*")(?:, ?)? → ⟩/.exec(change)?.[1];
      return matcher !== undefined && JOINED.test(nameOf(rule)) && rule.expr.split(matcher).length > 2;
    },
  },
  {
    reason: "the series that it is made of have the label",
    holds: (rule, { change }) => DERIVED.test(nameOf(rule)) && /^label (?:slo|group): taken away$/.test(change),
  },
  {
    reason: "of two values that are the same it does not matter which one is the larger",
    holds: (rule, { change }) => /_(?:upper|lower)$/.test(nameOf(rule)) && change.includes("⟨> → >=⟩"),
  },
  { reason: "nothing is one byte large, and nothing less than that", holds: (_, { change }) => BYTES.test(change) },
  {
    reason: "it fires whatever its value, which nobody reads",
    holds: (rule, { change }) => nameOf(rule) === "Watchdog" && change.startsWith("vector("),
  },
];

const nameOf = ({ alert, record }: Rule) => alert ?? record ?? "";

/** Why a mutant cannot be told from its rule; undefined where it can. */
export const equivalenceOf = (rule: Rule, mutant: Mutant): string | undefined =>
  EQUIVALENCES.find(({ holds }) => holds(rule, mutant))?.reason;
