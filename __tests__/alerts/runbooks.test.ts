import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import { apiAlerts } from "../../alerts";
import { checkPromql } from "../../promql/check";
import { mergeMetrics, metricsOf, SCRAPE_METRICS } from "../../promql/known-metrics";

const FOLDER = join(__dirname, "..", "..", "docs", "runbooks");

const METRICS = mergeMetrics(metricsOf(apiMetrics), SCRAPE_METRICS);

const pages = readdirSync(FOLDER).sort();
const alerts = apiAlerts().alerts;

const read = (page: string) => readFileSync(join(FOLDER, page), "utf8");

describe("the runbooks", () => {
  it("are one page for each shipped alert, and none beside", () => {
    expect(pages).toEqual(alerts.map(({ runbookUrl }) => basename(runbookUrl)).sort());
  });

  it.each(alerts.map(({ name, runbookUrl }) => [name, basename(runbookUrl)]))(
    "say of %s what it means, how to check and how to fix it",
    (name, page) => {
      expect(read(page).match(/^#+ .*$/gm)).toEqual([
        `# ${name}`,
        "## What it means",
        "## How to check",
        "## How to fix",
      ]);
    },
  );

  it.each(alerts.map(({ runbookUrl, severity }) => [basename(runbookUrl), severity]))(
    "begin %s with its severity, %s",
    (page, severity) => {
      const begin = read(page).split("\n")[2]?.toLowerCase();
      expect(begin?.startsWith(severity)).toBe(true);
    },
  );

  it.each(pages)("have in %s queries that work", (page) => {
    const queries = [...read(page).matchAll(/```promql\n(.*?)```/gs)].map(([, query = ""]) => query);
    expect(queries).not.toHaveLength(0);
    expect(queries.flatMap((query) => checkPromql(query, METRICS, { expect: "instant-vector" }))).toEqual([]);
  });
});
