import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import type { RecordedCase } from "../../__tests__/alerts/rules/promtool";
import type { Rule } from "./mutants";

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
  /** What it says, as text. */
  readonly text: string;
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
    return { title, ...(alert === undefined ? {} : { alert }), groups, test, text: JSON.stringify(test) };
  });
}

/** Whether a case shows what a rule does: the rule is in its file exactly as it is, and is what the case looks at. */
export const isAbout = ({ alert, groups }: Case, rule: Rule): boolean =>
  (rule.alert === undefined || rule.alert === alert) &&
  groups.some(({ rules }) => rules.some((each) => isDeepStrictEqual(each, rule)));

/** The groups of a case with another rule in the place of one. */
export const withRule = ({ groups }: Case, rule: Rule, other: Rule): RuleGroup[] =>
  groups.map((group) => ({
    ...group,
    rules: group.rules.map((each) => (isDeepStrictEqual(each, rule) ? other : each)),
  }));
