import { findProblems } from "./check/find-problems";
import { knownMetrics, metricsOfFile, type ExporterName } from "./check/known-metrics";
import { attempt, readContents, readText } from "./check/read-contents";
import { reportLines, type ReportFormat } from "./check/report";
import type { Context } from "./private/context";

/** What `check` can be told. */
export interface CheckFilesOptions {
  readonly format: ReportFormat;
  /** Files of metrics that are known beside those of the exporters. */
  readonly metrics: readonly string[];
  /** The programs whose metrics are known. */
  readonly exporters: readonly ExporterName[];
  /** Labels that every series has beside `job`, `instance` and `host`. */
  readonly targetLabels: readonly string[];
  /** Whether queries may ask for metrics that nobody declared. */
  readonly allowUnknownMetrics: boolean;
  /** Whether functions that modules export are called, and what they return is checked. */
  readonly callFunctions: boolean;
  /** How often targets are scraped, as Prometheus writes durations. */
  readonly scrapeInterval: string;
  /** How long samples are kept, as Prometheus writes durations; any time where it is not given. */
  readonly retention?: string;
}

/**
 * Checks the queries of dashboards, rule files and modules, and prints what is wrong with them. Returns the exit code: 0,
 * 1 when something is wrong, and 2 when a file cannot be read, whereupon nothing is checked: what it declares would be
 * missing.
 */
export async function check(context: Context, files: readonly string[], options: CheckFilesOptions): Promise<number> {
  const { directory, terminal } = context;
  const declared = options.metrics.map((file) => attempt(() => metricsOfFile(file, readText(directory, file))));
  const { contents, unreadable } = await readContents(context, files, options.callFunctions);
  const problems = [...declared.filter((result) => typeof result === "string"), ...unreadable];
  if (problems.length > 0) {
    for (const problem of problems) terminal.note(`error: ${problem}`);
    return 2;
  }
  const known = knownMetrics(
    { ...options, declared: declared.filter((result) => typeof result !== "string") },
    contents,
  );
  const { scrapeInterval, retention, allowUnknownMetrics, format } = options;
  const findings = findProblems(contents, known, { scrapeInterval, retention, allowUnknownMetrics });
  for (const line of reportLines(findings, format)) terminal.write(line);
  const queries = contents.reduce((sum, content) => sum + content.queries.length, 0);
  terminal.note(
    `${counted(queries, "query", "queries")} in ${counted(files.length, "file", "files")}: ${verdict(findings.length)}`,
  );
  return findings.length > 0 ? 1 : 0;
}

const counted = (count: number, one: string, several: string): string => `${count} ${count === 1 ? one : several}`;

const verdict = (findings: number): string =>
  findings === 0 ? "nothing is wrong" : counted(findings, "finding", "findings");
