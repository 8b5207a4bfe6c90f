/**
 * Changes one thing at a time in each rule that is shipped, and holds the result against the rules' own cases: a change
 * that no case notices is a hole in the tests. Prints the share of the changes that are noticed for each group.
 *
 *     npm run mutate:rules                     every group
 *     npm run mutate:rules -- host containers  these groups
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prometheusRuleFile } from "cdktf-monitoring/alerts";
import { SHIPPED_GROUPS } from "../../__tests__/alerts/shipped-groups";
import { type Case, groupsOf, isAbout, recordCases, withRule } from "./cases";
import { type Mutant, mutantsOf, type Rule } from "./mutants";
import { holdAll } from "./promtool";

/** The least share of the changes that has to be noticed. */
const LEAST_KILLED = 0.95;

const WORKERS = 2;

/** As many trials in one run of promtool: enough to make its start cheap, few enough to keep every worker busy. */
const BATCH = 20;

interface RuleResult {
  readonly group: string;
  readonly name: string;
  readonly mutants: number;
  readonly survivors: readonly Mutant[];
  readonly problems: readonly string[];
}

const nameOf = ({ alert, record, labels }: Rule) =>
  `${alert ?? record ?? ""}${labels?.["severity"] ? ` (${labels["severity"]})` : ""}`;

/** Cases in the order in which they most cheaply notice something: those that name the rule, then the short ones. */
function ordered(cases: readonly Case[], { record }: Rule): Case[] {
  const named = (each: Case) =>
    record !== undefined && each.alert === undefined && each.text.includes(record) ? 0 : 1;
  return [...cases].sort((first, second) => named(first) - named(second) || first.evaluations - second.evaluations);
}

async function examine(folder: string, group: string, rule: Rule, cases: readonly Case[]): Promise<RuleResult> {
  const about = ordered(
    cases.filter((each) => isAbout(each, rule)),
    rule,
  );
  const mutants = mutantsOf(rule);
  let survivors = mutants;
  const problems = gaps(rule, about);
  for (const each of about) {
    if (survivors.length === 0) break;
    // The rule as it is goes first: a case that fails with it notices nothing.
    const trials = [rule, ...survivors.map((mutant) => mutant.rule)];
    const [green, ...passed] = await batched(trials, (batch) =>
      holdAll(
        folder,
        batch.map((other) => ({ groups: withRule(each, rule, other), test: each.test })),
      ),
    );
    if (green !== true) problems.push(`fails as it is: ${each.title}`);
    else survivors = survivors.filter((_, index) => passed[index] === true);
  }
  return { group, name: nameOf(rule), mutants: mutants.length, survivors, problems };
}

async function batched<Item, Result>(items: readonly Item[], use: (batch: readonly Item[]) => Promise<Result[]>) {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += BATCH) {
    results.push(...(await use(items.slice(start, start + BATCH))));
  }
  return results;
}

/** An alert is shown to fire and to stay silent, a recording to be read. */
function gaps(rule: Rule, about: readonly Case[]): string[] {
  if (about.length === 0) return ["has no case"];
  if (rule.alert === undefined) return [];
  const severity = rule.labels?.["severity"] ?? "";
  const fires = about.some(({ text }) => text.includes(`"exp_labels":{"severity":"${severity}"`));
  return fires ? [] : ["has no case in which it fires"];
}

/** Runs the tasks, some at a time. */
async function inParallel<Result>(tasks: readonly (() => Promise<Result>)[]): Promise<Result[]> {
  const results: Result[] = [];
  const queue = tasks.entries();
  const worker = async () => {
    for (const [index, task] of queue) results[index] = await task();
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
  return results;
}

function report(results: readonly RuleResult[]): boolean {
  for (const group of new Set(results.map((result) => result.group))) {
    const own = results.filter((result) => result.group === group);
    console.log(`${group}: ${summary(own)}`);
    for (const { name, survivors, problems } of own) {
      for (const problem of problems) console.log(`  ${name} ${problem}`);
      for (const { change } of survivors) console.log(`  ${name}: nobody notices ${change}`);
    }
  }
  console.log(`all: ${summary(results)}`);
  return share(results) >= LEAST_KILLED && results.every(({ problems }) => problems.length === 0);
}

const total = (results: readonly RuleResult[]) => results.reduce((sum, { mutants }) => sum + mutants, 0);
const survived = (results: readonly RuleResult[]) => results.reduce((sum, { survivors }) => sum + survivors.length, 0);
const share = (results: readonly RuleResult[]) => 1 - survived(results) / total(results);

const summary = (results: readonly RuleResult[]) =>
  `${total(results) - survived(results)} of ${total(results)} changes noticed, ${(100 * share(results)).toFixed(1)} %`;

async function main(names: readonly string[]): Promise<void> {
  const started = performance.now();
  const memory = "/dev/shm";
  const folder = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), "mutations-"));
  try {
    const groups = SHIPPED_GROUPS.filter(({ name }) => names.length === 0 || names.includes(name));
    if (groups.length === 0) throw new Error(`no group is named ${names.join(", ")}`);
    const cases = recordCases(folder);
    const shipped = groupsOf(prometheusRuleFile(groups)).flatMap(({ name, rules }) =>
      rules.map((rule) => ({ name, rule })),
    );
    const results = await inParallel(
      shipped.map(
        ({ name, rule }) =>
          () =>
            examine(folder, name, rule, cases),
      ),
    );
    process.exitCode = report(results) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.log(`${((performance.now() - started) / 1000).toFixed(0)} s`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
