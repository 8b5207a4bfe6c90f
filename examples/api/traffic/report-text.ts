import type { TrafficReport } from "./run";

function section(title: string, rows: readonly (readonly (string | number)[])[]): string[] {
  if (rows.length === 0) return [];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return typeof cell === "number" ? String(cell).padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd(),
  );
  return ["", title, ...lines.map((line) => `  ${line}`)];
}

/** The report for a reader. */
export function reportText(report: TrafficReport): string {
  const total = report.requests.reduce((sum, { count }) => sum + count, 0);
  return [
    `${total} requests of ${report.users.length} users to ${report.url}, ${report.startedAt} to ${report.endedAt}`,
    ...(report.leftOut === 0 ? [] : [`${report.leftOut} actions were left out`]),
    ...section(
      "requests",
      report.requests.map(({ count, method, status, endpoint }) => [count, method, status, endpoint]),
    ),
    ...section(
      "background jobs",
      report.jobs.map(({ count, method, status, endpoint }) => [count, method, status, endpoint]),
    ),
    ...section(
      "credits",
      report.credits.map(({ count, operation, user }) => [count, operation, user]),
    ),
    ...section(
      "operations on credits",
      report.creditOperations.map(({ count, operation }) => [count, operation]),
    ),
    ...section(
      "open sessions",
      report.sessions.map(({ count, method }) => [count, method]),
    ),
    ...section(
      "anomalies",
      report.anomalies.map(({ count, reason, endpoint }) => [count, reason, endpoint]),
    ),
    ...section(
      "injected latency",
      report.latencies.map(({ p50, p95, p99, method, endpoint }) => [
        `p50 ${p50} s, p95 ${p95} s, p99 ${p99} s`,
        method,
        endpoint,
      ]),
    ),
    ...section(
      "unexpected answers",
      report.unexpected.map(({ count, method, status, endpoint, expected }) => [
        count,
        method,
        status,
        `${endpoint} (${expected} was due)`,
      ]),
    ),
    "",
  ].join("\n");
}
