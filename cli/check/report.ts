import type { FileFinding } from "./find-problems";

/** How findings are printed. */
export type ReportFormat = "text" | "json" | "github";

/** Every way in which findings can be printed. */
export const REPORT_FORMATS: readonly ReportFormat[] = ["text", "json", "github"];

const LONGEST_PART = 80;

const shortened = (text: string): string =>
  text.length <= LONGEST_PART ? text : `${text.slice(0, LONGEST_PART - 1)}…`;

const sentenceOf = ({ place, message, at }: FileFinding): string =>
  `${place}: ${message}${at === undefined || at === "" ? "" : ` at "${shortened(at)}"`}`;

const textLine = (finding: FileFinding): string => `${finding.file}:${finding.line}: ${sentenceOf(finding)}`;

/** GitHub reads `%` and line breaks in a message only as escapes. */
const escapeMessage = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

/** In a property the marks that end it are escapes too. */
const escapeProperty = (text: string): string => escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

function githubLine(finding: FileFinding): string {
  const { file, line, column, kind } = finding;
  const title = kind === undefined ? "" : `,title=${escapeProperty(kind)}`;
  return `::error file=${escapeProperty(file)},line=${line},col=${column}${title}::${escapeMessage(sentenceOf(finding))}`;
}

/** The lines that tell of findings: of `json` one list, empty where there are none. */
export function reportLines(findings: readonly FileFinding[], format: ReportFormat): string[] {
  switch (format) {
    case "text":
      return findings.map(textLine);
    case "github":
      return findings.map(githubLine);
    case "json":
      return [JSON.stringify(findings, null, 2)];
  }
}
