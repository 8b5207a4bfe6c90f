/**
 * Changes one thing at a time in each rule that is shipped, and holds the result against the rules' own cases: a change
 * that no case notices is a hole in the tests. Prints the share of the changes that are noticed for each group; those that
 * change nothing, which equivalent.ts gives reasons for, do not count.
 *
 *     npm run mutate:rules                            every change in every group
 *     npm run mutate:rules -- host containers         in these groups
 *     npm run mutate:rules -- --sample 200 --seed 7   200 of them, which ones depends on the seed alone
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { prometheusRuleFile } from "cdktf-monitoring/alerts";
import { recordedCases } from "../../__tests__/alerts/rules/recorded-cases";
import { SHIPPED_GROUPS } from "../../__tests__/alerts/shipped-groups";
import { type Case, caseOf, groupsOf, isAbout } from "./cases";
import { equivalenceOf } from "./equivalent";
import { hold } from "./hold";
import { type Mutant, mutantsOf, type Rule } from "./mutants";
import { sampleOf } from "./sample";

/** The least share of the changes that has to be noticed. */
const LEAST_NOTICED = 0.95;

/** A rule with the changes of it that are tried. */
interface Subject {
  readonly group: string;
  readonly rule: Rule;
  readonly mutants: readonly Mutant[];
}

interface Result extends Subject {
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

async function examine(folder: string, subject: Subject, cases: readonly Case[]): Promise<Result> {
  const { rule } = subject;
  const about = ordered(
    cases.filter((each) => isAbout(each, rule)),
    rule,
  );
  let survivors = subject.mutants;
  const problems = about.length === 0 ? ["has no case"] : [];
  for (const each of about) {
    if (survivors.length === 0) break;
    // The rule as it is goes first: a case that fails with it notices nothing.
    const [green, ...passed] = await hold(folder, each, rule, [rule, ...survivors.map((mutant) => mutant.rule)]);
    if (green !== true) problems.push(`fails as it is: ${each.title}`);
    else survivors = survivors.filter((_, index) => passed[index] === true);
  }
  return { ...subject, survivors, problems };
}

/** Does something with each item, some at a time. */
async function inParallel<Item, Result>(items: readonly Item[], use: (item: Item) => Promise<Result>) {
  const results: Result[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await use(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}

function report(results: readonly Result[]): boolean {
  for (const group of new Set(results.map((result) => result.group))) {
    const own = results.filter((result) => result.group === group);
    console.log(`${group}: ${summary(own)}`);
    for (const { rule, survivors, problems } of own) {
      for (const problem of problems) console.log(`  ${nameOf(rule)} ${problem}`);
      for (const { change } of survivors)
        console.log(`  ${nameOf(rule)}: nobody notices ${change.replaceAll("\n", " ")}`);
    }
  }
  console.log(`all: ${summary(results)}`);
  return noticed(results) >= LEAST_NOTICED && results.every(({ problems }) => problems.length === 0);
}

const tried = (results: readonly Result[]) => results.reduce((sum, { mutants }) => sum + mutants.length, 0);
const survived = (results: readonly Result[]) => results.reduce((sum, { survivors }) => sum + survivors.length, 0);
const noticed = (results: readonly Result[]) => 1 - survived(results) / tried(results);

const summary = (results: readonly Result[]) =>
  `${tried(results) - survived(results)} of ${tried(results)} changes noticed, ${(100 * noticed(results)).toFixed(1)} %`;

/** Every rule of the groups with all its changes, or with those that are in the sample. */
function subjectsOf(names: readonly string[], sample: number | undefined, seed: number): Subject[] {
  const groups = SHIPPED_GROUPS.filter(({ name }) => names.length === 0 || names.includes(name));
  const unknown = names.filter((name) => groups.every((group) => group.name !== name));
  if (unknown.length > 0) throw new Error(`no group is named ${unknown.join(" or ")}`);
  const all = groupsOf(prometheusRuleFile(groups)).flatMap(({ name, rules }) =>
    rules.map((rule) => ({
      group: name,
      rule,
      mutants: mutantsOf(rule).filter((mutant) => equivalenceOf(rule, mutant) === undefined),
    })),
  );
  if (sample === undefined) return all;
  const chosen = new Set(
    sampleOf(
      all.flatMap(({ mutants }) => mutants),
      sample,
      seed,
    ),
  );
  return all
    .map((subject) => ({ ...subject, mutants: subject.mutants.filter((mutant) => chosen.has(mutant)) }))
    .filter(({ mutants }) => mutants.length > 0);
}

/** Says which changes are not tried, and why. */
function printEquivalent(subjects: readonly Subject[]): void {
  const reasons = subjects.flatMap(({ rule }) =>
    mutantsOf(rule).flatMap((mutant) => equivalenceOf(rule, mutant) ?? []),
  );
  for (const reason of new Set(reasons)) {
    console.log(`${reasons.filter((each) => each === reason).length} changes are left out: ${reason}`);
  }
}

function count(option: string, value: string | undefined): number | undefined {
  if (value === undefined || /^[1-9]\d*$/.test(value)) return value === undefined ? undefined : Number(value);
  throw new Error(`--${option} must be a whole number above 0: received ${JSON.stringify(value)}`);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { sample: { type: "string" }, seed: { type: "string" } },
    allowPositionals: true,
  });
  const started = performance.now();
  const memory = "/dev/shm";
  const folder = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), "mutations-"));
  try {
    const subjects = subjectsOf(positionals, count("sample", values.sample), count("seed", values.seed) ?? 1);
    printEquivalent(subjects);
    const cases = recordedCases().map(caseOf);
    const results = await inParallel(subjects, (subject) => examine(folder, subject, cases));
    process.exitCode = report(results) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.log(`${((performance.now() - started) / 1000).toFixed(0)} s`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
