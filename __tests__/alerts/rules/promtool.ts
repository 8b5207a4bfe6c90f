import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import type { AlertTest, ExpressionTest, PromtoolTest, SeriesTest } from "./promtool-test";

/** One alert that fires, with everything that its receiver sees. */
export interface FiringAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What was scraped. */
export interface ScrapedSeries {
  /** Values scraped from time 0 on, by series, in promtool's notation. */
  readonly series: Readonly<Record<string, string>>;
  /**
   * How often the series are scraped.
   *
   * @default "15s"
   */
  readonly scrapedEvery?: string;
  /**
   * How often the rules are evaluated; promtool takes no notice of the group's own interval.
   *
   * @default "30s"
   */
  readonly evaluatedEvery?: string;
}

/** What was scraped, and what one alert makes of it. */
export interface RuleCase extends ScrapedSeries {
  readonly alert: string;
  /** What fires, by time. */
  readonly firing: Readonly<Record<string, readonly FiringAlert[]>>;
}

/** What was scraped, and what recording rules make of it. */
export interface RecordingCase extends ScrapedSeries {
  /** The values of the series of an expression, by time. */
  readonly recorded: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>;
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
export function expectFiring(ruleFile: string, { alert, firing, ...scraped }: RuleCase): void {
  const alertTests: AlertTest[] = Object.entries(firing).map(([time, alerts]) => ({
    eval_time: time,
    alertname: alert,
    exp_alerts: alerts.map(({ labels, annotations }) => ({ exp_labels: labels, exp_annotations: annotations })),
  }));
  expectSuccess(ruleFile, scraped, { alert_rule_test: alertTests }, alert);
}

/** Holds what a rule file records against a case in real promtool; throws the difference. */
export function expectRecorded(ruleFile: string, { recorded, ...scraped }: RecordingCase): void {
  const expressionTests: ExpressionTest[] = Object.entries(recorded).flatMap(([time, expressions]) =>
    Object.entries(expressions).map(([expression, values]) => ({
      eval_time: time,
      expr: expression,
      exp_samples: Object.entries(values).map(([labels, value]) => ({ labels, value })),
    })),
  );
  expectSuccess(ruleFile, scraped, { promql_expr_test: expressionTests });
}

/** A case as it is written down for whoever wants to hold it against other rule files. */
export interface RecordedCase {
  readonly title: string;
  /** The alert that it is about; none where it is about recordings. */
  readonly alert?: string;
  readonly ruleFile: string;
  /** For a rule file named rules.yml. */
  readonly test: PromtoolTest;
}

type Assertions = Pick<SeriesTest, "alert_rule_test" | "promql_expr_test">;

function expectSuccess(ruleFile: string, scraped: ScrapedSeries, assertions: Assertions, alert?: string): void {
  const { series, scrapedEvery = "15s", evaluatedEvery = "30s" } = scraped;
  const test: PromtoolTest = {
    rule_files: ["rules.yml"],
    evaluation_interval: evaluatedEvery,
    tests: [
      {
        interval: scrapedEvery,
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        ...assertions,
      },
    ],
  };
  // A test file without a test succeeds too.
  expect(Object.values(assertions).flat()).not.toHaveLength(0);
  const folder = process.env["RULE_CASES_FOLDER"];
  if (folder !== undefined) {
    const recorded: RecordedCase = { title: expect.getState().currentTestName ?? "", alert, ruleFile, test };
    writeFileSync(join(folder, `${randomUUID()}.json`), JSON.stringify(recorded));
    return;
  }
  const output = withFiles({ "rules.yml": ruleFile, "test.yml": stringify(test) }, (directory) =>
    promtool(["test", "rules", "test.yml"], directory),
  );
  expect(output).toContain("SUCCESS");
}
