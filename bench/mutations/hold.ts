import { isDeepStrictEqual } from "node:util";
import { type Case, withRules } from "./cases";
import type { Rule } from "./mutants";
import { failuresOf, type Trial } from "./promtool";

/** Holds a case against its rules with each of some others in the place of one; says of each whether it passed. */
export const hold = (folder: string, each: Case, rule: Rule, others: readonly Rule[]): Promise<boolean[]> =>
  rule.alert === undefined ? holdApart(folder, each, rule, others) : holdTogether(folder, each, rule, others);

/** As many trials in one run of promtool: enough to make its start cheap, few enough to keep every worker busy. */
const BATCH = 20;

/** Recordings one by one, since others read them by their names. */
async function holdApart(folder: string, each: Case, rule: Rule, others: readonly Rule[]): Promise<boolean[]> {
  const results: boolean[] = [];
  for (let start = 0; start < others.length; start += BATCH) {
    const trials = others.slice(start, start + BATCH).map((other) => ({
      groups: withRules(each, (its) => (isDeepStrictEqual(its, rule) ? other : its)),
      test: each.test,
    }));
    results.push(...(await failuresOf(folder, trials)).map((failures) => failures.length === 0));
  }
  return results;
}

/** Alerts all at once, each under a name of its own: the series, and what is recorded of them, are then made once. */
async function holdTogether(folder: string, each: Case, rule: Rule, others: readonly Rule[]): Promise<boolean[]> {
  const passed = others.map(() => true);
  let rest = others.map((_, index) => index);
  while (rest.length > 0) {
    const [failures = []] = await failuresOf(folder, [merged(each, rule, others, rest)]);
    const notEvaluated = failed(failures, EVALUATION);
    const wrong = failed(failures, EXPECTATION);
    for (const index of [...notEvaluated, ...wrong]) passed[index] = false;
    if (failures.length > 0 && notEvaluated.length + wrong.length === 0) {
      throw new Error(`"${each.title}" fails, and not for one of its alerts:\n${failures.join("\n")}`);
    }
    // A rule that cannot be evaluated ends the run, before the others were seen.
    rest = notEvaluated.length === 0 ? [] : rest.filter((index) => !notEvaluated.includes(index));
  }
  return passed;
}

const SEPARATOR = "__";
const EVALUATION = /^\s*rule: \w+?__(\d+),/;
const EXPECTATION = /^\s*alertname: \w+?__(\d+),/;

const failed = (failures: readonly string[], kind: RegExp): number[] =>
  failures.flatMap((failure) => {
    const index = kind.exec(failure)?.[1];
    return index === undefined ? [] : [Number(index)];
  });

/** The case with its alerts once for each of the others that are given by their place. */
function merged(each: Case, rule: Rule, others: readonly Rule[], places: readonly number[]): Trial {
  const renamed = (name: string | undefined, place: number) => `${name}${SEPARATOR}${place}`;
  const groups = withRules(each, (its) => its).map((group) => ({
    ...group,
    rules: [
      ...group.rules.filter(({ alert }) => alert === undefined),
      ...places.flatMap((place) =>
        group.rules
          .filter(({ alert }) => alert !== undefined)
          .map((its) => (isDeepStrictEqual(its, rule) ? (others[place] ?? its) : its))
          .map((its) => ({ ...its, alert: renamed(its.alert, place) })),
      ),
    ],
  }));
  const tests = each.test.tests.map((test) => ({
    ...test,
    alert_rule_test: places.flatMap((place) =>
      (test.alert_rule_test ?? []).map((alertTest) => ({
        ...alertTest,
        alertname: renamed(alertTest.alertname, place),
      })),
    ),
  }));
  return { groups, test: { ...each.test, tests } };
}
