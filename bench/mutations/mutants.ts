import { parser } from "@prometheus-io/lezer-promql";

/** A rule as a rule file has it. */
export interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A rule with one thing in it changed. */
export interface Mutant {
  /** What was changed, for a reader. */
  readonly change: string;
  readonly rule: Rule;
}

/**
 * Every mutant of a rule: its numbers, comparisons, set operators, windows, matchers and their texts, groupings, times and
 * labels.
 */
export function mutantsOf(rule: Rule): Mutant[] {
  const mutants = [
    ...expressionMutants(rule),
    ...repeatedMatcherMutants(rule),
    ...timeMutants(rule),
    ...labelMutants(rule),
  ];
  const original = JSON.stringify(rule);
  const distinct = new Map(mutants.map((mutant) => [JSON.stringify(mutant.rule), mutant]));
  distinct.delete(original);
  return [...distinct.values()];
}

const COMPARISONS: Readonly<Record<string, readonly string[]>> = {
  ">": [">=", "<"],
  ">=": [">", "<"],
  "<": ["<=", ">"],
  "<=": ["<", ">"],
  "==": ["!="],
  "!=": ["=="],
};

const SET_OPERATORS: Readonly<Record<string, readonly string[]>> = {
  and: ["or", "unless"],
  or: ["and"],
  unless: ["and", "or"],
};

const MATCHERS: Readonly<Record<string, string>> = { "=": "!=", "!=": "=", "=~": "!~", "!~": "=~" };

const DURATION_IN_CONTEXT = "NumberDurationLiteralInDurationContext";

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

function expressionMutants(rule: Rule): Mutant[] {
  const { expr } = rule;
  const edits: Edit[] = [];
  parser.parse(expr).iterate({
    enter({ name, from, to, node }) {
      const text = expr.slice(from, to);
      const replace = (texts: readonly string[]) => edits.push(...texts.map((other) => ({ from, to, text: other })));
      const isMatcher = node.parent?.name === "MatchOp";
      if (name === "NumberDurationLiteral") replace(otherNumbers(text));
      else if (name === DURATION_IN_CONTEXT) replace(otherDurations(text));
      else if (name === "MatchOp") replace([MATCHERS[text] ?? text]);
      else if (name === "StringLiteral" && node.parent?.name === "UnquotedLabelMatcher") replace(otherTexts(text));
      else if (name === "UnquotedLabelMatcher") edits.push(withoutItem(expr, from, to));
      else if (name === "LabelName" && node.parent?.name === "GroupingLabels") edits.push(withoutItem(expr, from, to));
      else if (!isMatcher && text in COMPARISONS && /^(?:Gtr|Gte|Lss|Lte|EqlC|Neq)$/.test(name)) {
        replace(COMPARISONS[text] ?? []);
      } else if (/^(?:And|Or|Unless)$/.test(name)) replace(SET_OPERATORS[text] ?? []);
    },
  });
  return edits.map(({ from, to, text }) => ({
    change: `${expr.slice(Math.max(0, from - 60), from)}⟨${expr.slice(from, to)} → ${text}⟩${expr.slice(to, to + 20)}`,
    rule: { ...rule, expr: expr.slice(0, from) + text + expr.slice(to) },
  }));
}

/** Rules without a matcher that they repeat: of two series that are matched by the label, one could do without it. */
function repeatedMatcherMutants(rule: Rule): Mutant[] {
  const { expr } = rule;
  const found = new Map<string, Edit[]>();
  parser.parse(expr).iterate({
    enter({ name, from, to }) {
      if (name !== "UnquotedLabelMatcher") return;
      const matcher = expr.slice(from, to);
      found.set(matcher, [...(found.get(matcher) ?? []), withoutItem(expr, from, to)]);
    },
  });
  return [...found]
    .filter(([, edits]) => edits.length > 1)
    .map(([matcher, edits]) => ({
      change: `${matcher} taken away everywhere`,
      // The last one first, so that the places of the others stay.
      rule: { ...rule, expr: edits.reduceRight((text, { from, to }) => text.slice(0, from) + text.slice(to), expr) },
    }));
}

/** Small whole numbers, which count something, differ by one; all others by a quarter of the larger one. */
function otherNumbers(text: string): string[] {
  const value = Number(text);
  if (Number.isInteger(value) && value <= 5) return [String(value + 1), String(value - 1)];
  return [1.25, 0.8].map((factor) => String(Number((value * factor).toPrecision(12))));
}

/** A matcher's text without each of its alternatives, or another one where it has no others. */
function otherTexts(quoted: string): string[] {
  const alternatives = quoted.slice(1, -1).split("|");
  if (alternatives.length === 1) return ['"other"'];
  return alternatives.map((_, index) => `"${alternatives.filter((_alternative, other) => other !== index).join("|")}"`);
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };

/** The seconds of a duration as rule files have them. */
export const seconds = (duration: string): number =>
  Array.from(duration.matchAll(/(\d+)([smhdw])/g)).reduce(
    (sum, [, count, unit = "s"]) => sum + Number(count) * (UNITS[unit] ?? 1),
    0,
  );

const otherDurations = (text: string): string[] => [`${seconds(text) * 2}s`, `${Math.floor(seconds(text) / 2)}s`];

/** Takes an item out of a list, with the comma that follows it or, for the last one, that goes before it. */
function withoutItem(expr: string, from: number, to: number): Edit {
  const after = /^\s*,\s*/.exec(expr.slice(to));
  if (after !== null) return { from, to: to + after[0].length, text: "" };
  const before = /\s*,\s*$/.exec(expr.slice(0, from));
  return { from: from - (before?.[0].length ?? 0), to, text: "" };
}

const timeMutants = (rule: Rule): Mutant[] =>
  (["for", "keep_firing_for"] as const).flatMap((field) => {
    const value = rule[field];
    if (value === undefined) return [];
    const others = seconds(value) === 0 ? ["2m"] : ["0s", ...otherDurations(value)];
    return others.map((other) => ({ change: `${field}: ${value} → ${other}`, rule: { ...rule, [field]: other } }));
  });

const labelMutants = (rule: Rule): Mutant[] =>
  Object.entries(rule.labels ?? {}).flatMap(([name, value]) => {
    const { [name]: _, ...rest } = rule.labels ?? {};
    return [
      { change: `label ${name}: ${value} → other`, rule: { ...rule, labels: { ...rest, [name]: "other" } } },
      { change: `label ${name}: taken away`, rule: { ...rule, labels: rest } },
    ];
  });
