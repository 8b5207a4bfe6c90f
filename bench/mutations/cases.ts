import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import type { RecordedCase } from "../../__tests__/alerts/rules/promtool";
import type { PromtoolTest } from "../../__tests__/alerts/rules/promtool-test";
import { type Rule, seconds } from "./mutants";

/** What a rule file consists of. */
export interface RuleGroup {
  readonly name: string;
  readonly interval: string;
  readonly rules: readonly Rule[];
}

/** A case of the rules' tests. */
export interface Case {
  readonly title: string;
  /** The alert that it is about; none where it is about recordings. */
  readonly alert?: string;
  /** The groups that it was written for, without the alerts that it is not about. */
  readonly groups: readonly RuleGroup[];
  readonly test: PromtoolTest;
  /** What it expects, as text. */
  readonly text: string;
  /** How often rules are evaluated in it: what it costs. */
  readonly evaluations: number;
}

/** The groups of a rule file. */
export const groupsOf = (ruleFile: string): RuleGroup[] => (parse(ruleFile) as { groups: RuleGroup[] }).groups;

/** A case as it is held against mutants. */
export function caseOf({ title, alert, ruleFile, test }: RecordedCase): Case {
  const groups = groupsOf(ruleFile).map((group) => ({
    ...group,
    rules: group.rules.filter((rule) => rule.record !== undefined || rule.alert === alert),
  }));
  const expected = test.tests.flatMap(({ alert_rule_test: alerts = [], promql_expr_test: values = [] }) => [
    ...alerts,
    ...values,
  ]);
  const last = Math.max(...expected.map(({ eval_time: time }) => seconds(time)));
  return {
    title,
    ...(alert === undefined ? {} : { alert }),
    groups,
    test,
    text: JSON.stringify(expected),
    evaluations: last / seconds(test.evaluation_interval),
  };
}

/**
 * Whether a case shows what a rule does: the rule is in its file exactly as it is, and is what the case looks at. A
 * recording is shown by what is recorded; the alerts that read it have cases of their own.
 */
export function isAbout({ alert, groups, text }: Case, rule: Rule): boolean {
  if (alert !== rule.alert) return false;
  return groups.some(
    ({ rules }) =>
      rules.some((each) => isDeepStrictEqual(each, rule)) &&
      (rule.record === undefined || recordingsIn([text], rules).has(rule.record)),
  );
}

/**
 * The groups of a case with other rules in the place of the alerts, and of the recordings those alone that the case
 * reads: the others only take time.
 *
 * @param replace what takes the place of a rule
 */
export function withRules({ groups, text }: Case, replace: (rule: Rule) => Rule): RuleGroup[] {
  return groups.map((group) => {
    const rules = group.rules.map(replace);
    const alerts = rules.filter(({ alert }) => alert !== undefined);
    const read = recordingsIn([text, ...alerts.map(({ expr }) => expr)], rules);
    return { ...group, rules: rules.filter((each) => each.alert !== undefined || read.has(each.record ?? "")) };
  });
}

/** The names of the recordings that some expressions read, directly or by way of others. */
function recordingsIn(expressions: readonly string[], rules: readonly Rule[]): ReadonlySet<string> {
  const read = new Set<string>();
  const queue = [...expressions];
  for (let text = queue.pop(); text !== undefined; text = queue.pop()) {
    const names = new Set(text.match(/\w+(?::\w+)+/g));
    for (const { record, expr } of rules) {
      if (record === undefined || !names.has(record)) continue;
      if (!read.has(record)) queue.push(...rules.flatMap((each) => (each.record === record ? [each.expr] : [])), expr);
      read.add(record);
    }
  }
  return read;
}
