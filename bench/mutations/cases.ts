import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import type { RecordedCase } from "../../__tests__/alerts/rules/promtool";
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
  readonly test: object;
  /** What it expects, as text. */
  readonly text: string;
  /** How often rules are evaluated in it: what it costs. */
  readonly evaluations: number;
}

/** The groups of a rule file. */
export const groupsOf = (ruleFile: string): RuleGroup[] => (parse(ruleFile) as { groups: RuleGroup[] }).groups;

/** Every case of the rules' tests, written down by the tests themselves. */
export function recordCases(folder: string): Case[] {
  const cases = mkdtempSync(join(folder, "cases-"));
  const jest = createRequire(__filename).resolve("jest/bin/jest");
  const configuration = join("__tests__", "alerts", "jest.rules.config.mjs");
  execFileSync(process.execPath, [jest, "--config", configuration, "--silent"], {
    env: { ...process.env, RULE_CASES_FOLDER: cases },
    stdio: "ignore",
  });
  return readdirSync(cases).map((file) => {
    const { title, alert, ruleFile, test } = JSON.parse(readFileSync(join(cases, file), "utf8")) as RecordedCase;
    const groups = groupsOf(ruleFile).map((group) => ({
      ...group,
      rules: group.rules.filter((rule) => rule.record !== undefined || rule.alert === alert),
    }));
    return { title, ...(alert === undefined ? {} : { alert }), groups, test, ...readTest(test as TestFile) };
  });
}

interface TestFile {
  readonly evaluation_interval: string;
  readonly tests: readonly Readonly<
    Partial<Record<"alert_rule_test" | "promql_expr_test", readonly { eval_time: string }[]>>
  >[];
}

function readTest({ evaluation_interval: interval, tests }: TestFile): Pick<Case, "text" | "evaluations"> {
  const expected = tests.flatMap(({ alert_rule_test: alerts = [], promql_expr_test: values = [] }) => [
    ...alerts,
    ...values,
  ]);
  const last = Math.max(...expected.map(({ eval_time: time }) => seconds(time)));
  return { text: JSON.stringify(expected), evaluations: last / seconds(interval) };
}

/** Whether a case shows what a rule does: the rule is in its file exactly as it is, and is what the case looks at. */
export const isAbout = ({ alert, groups }: Case, rule: Rule): boolean =>
  (rule.alert === undefined || rule.alert === alert) &&
  groups.some(({ rules }) => rules.some((each) => isDeepStrictEqual(each, rule)));

/**
 * The groups of a case with another rule in the place of one, and of the recordings those alone that the case reads: the
 * others only take time.
 */
export function withRule({ groups, text }: Case, rule: Rule, other: Rule): RuleGroup[] {
  return groups.map((group) => {
    const replaced = group.rules.map((each) => (isDeepStrictEqual(each, rule) ? other : each));
    const alerts = replaced.filter(({ alert }) => alert !== undefined);
    const read = recordingsIn([text, ...alerts.map(({ expr }) => expr)], replaced);
    return { ...group, rules: replaced.filter((each) => each.alert !== undefined || read.has(each.record ?? "")) };
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
