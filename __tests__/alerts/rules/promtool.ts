import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";

/** One alert that fires, with everything that its receiver sees. */
export interface FiringAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What was scraped, and what one alert makes of it. */
export interface RuleCase {
  readonly alert: string;
  /** Values scraped every 15 s from time 0 on, by series, in promtool's notation. */
  readonly series: Readonly<Record<string, string>>;
  /** What fires, by time. */
  readonly firing: Readonly<Record<string, readonly FiringAlert[]>>;
}

const PROMTOOL = process.env["PROMTOOL"] || "promtool";

function promtool(args: readonly string[], cwd: string): string {
  const { error, status, stdout, stderr } = spawnSync(PROMTOOL, args, { cwd, encoding: "utf8" });
  if (error !== undefined) {
    throw new Error(
      `cannot run "${PROMTOOL}": ${error.message}: install Prometheus 3, or set PROMTOOL to where its promtool is`,
    );
  }
  if (status !== 0) throw new Error(`promtool ${args.join(" ")} failed:\n${stdout}${stderr}`);
  return stdout;
}

function withFiles<Result>(files: Readonly<Record<string, string>>, use: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), "promtool-"));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What `promtool check rules` prints; throws what it complains of, warnings included. */
export const checkRules = (ruleFile: string): string =>
  withFiles({ "rules.yml": ruleFile }, (folder) =>
    promtool(["check", "rules", "--lint=all", "--lint-fatal", "rules.yml"], folder),
  );

/** Holds a rule file against a case in real promtool; throws the difference. */
export function expectFiring(ruleFile: string, { alert, series, firing }: RuleCase): void {
  const test = {
    rule_files: ["rules.yml"],
    evaluation_interval: "30s",
    tests: [
      {
        interval: "15s",
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        alert_rule_test: Object.entries(firing).map(([time, alerts]) => ({
          eval_time: time,
          alertname: alert,
          exp_alerts: alerts.map(({ labels, annotations }) => ({ exp_labels: labels, exp_annotations: annotations })),
        })),
      },
    ],
  };
  const output = withFiles({ "rules.yml": ruleFile, "test.yml": stringify(test) }, (folder) =>
    promtool(["test", "rules", "test.yml"], folder),
  );
  // A test file without a test succeeds too.
  expect(Object.keys(firing)).not.toHaveLength(0);
  expect(output).toContain("SUCCESS");
}
