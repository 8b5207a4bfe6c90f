import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { PromtoolTest } from "../../__tests__/alerts/rules/promtool-test";
import type { RuleGroup } from "./cases";

/** A test with the rules that it is held against. */
export interface Trial {
  readonly groups: readonly RuleGroup[];
  readonly test: PromtoolTest;
}

const PROMTOOL = process.env["PROMTOOL"] || "promtool";

/** Holds each trial in one run of promtool; says of each what failed. */
export async function failuresOf(folder: string, trials: readonly Trial[]): Promise<string[][]> {
  const run = mkdtempSync(join(folder, "run-"));
  trials.forEach(({ groups, test }, index) => {
    mkdirSync(join(run, String(index)));
    writeFileSync(join(run, String(index), "rules.yml"), stringify({ groups }));
    // JSON is YAML, and quick to write.
    writeFileSync(join(run, String(index), "test.yml"), JSON.stringify(test));
  });
  await promtool(["test", "rules", "--junit=report.xml", ...trials.map((_, index) => `${index}/test.yml`)], run);
  const report = readFileSync(join(run, "report.xml"), "utf8");
  rmSync(run, { recursive: true });
  const suites = new Map(
    Array.from(
      report.matchAll(/<testsuite name="(\d+)\/test\.yml"[^>]* errors="(\d+)"(.*?)<\/testsuite>/gs),
      (found) => [
        Number(found[1]),
        [
          ...Array.from((found[3] ?? "").matchAll(/<failure>(.*?)<\/failure>/gs), ([, failure = ""]) => failure),
          ...(found[2] === "0" ? [] : ["cannot be run"]),
        ],
      ],
    ),
  );
  return trials.map((_, index) => {
    const failures = suites.get(index);
    if (failures === undefined) throw new Error(`promtool reported nothing of ${index}/test.yml:\n${report}`);
    return failures;
  });
}

function promtool(args: readonly string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // promtool keeps its samples in the folder for temporary files, which is the slow part where that is a disk.
    execFile(PROMTOOL, args, { cwd, env: { ...process.env, TMPDIR: cwd }, maxBuffer: 1e9 }, (error) => {
      if (error !== null && typeof error.code !== "number") {
        reject(
          new Error(
            `cannot run "${PROMTOOL}": ${error.message}: install Prometheus 3, or set PROMTOOL to where its promtool is`,
          ),
        );
      } else resolve();
    });
  });
}
