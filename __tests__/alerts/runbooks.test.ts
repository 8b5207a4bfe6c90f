import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { checkPromql } from "../../promql/check";
import { KNOWN, SHIPPED_GROUPS } from "./shipped-groups";

const FOLDER = join(__dirname, "..", "..", "docs", "runbooks");

const pages = readdirSync(FOLDER).sort();
const alerts = SHIPPED_GROUPS.flatMap((group) => group.alerts);
const named = [...new Map(alerts.map(({ name, runbookUrl }) => [name, basename(runbookUrl)]))];

const read = (page: string) => readFileSync(join(FOLDER, page), "utf8");

describe("the runbooks", () => {
  it("are one page for each shipped alert, and none beside", () => {
    expect(pages).toEqual([...new Set(alerts.map(({ runbookUrl }) => basename(runbookUrl)))].sort());
  });

  it.each(named)("say of %s what it means, how to check and how to fix it", (name, page) => {
    expect(read(page).match(/^#+ .*$/gm)).toEqual([
      `# ${name}`,
      "## What it means",
      "## How to check",
      "## How to fix",
    ]);
  });

  it.each(named)("begin the page of %s with each of its severities", (name, page) => {
    const begin = read(page).split("\n")[2]?.split(".")[0]?.split(":")[0]?.toLowerCase();
    for (const { severity } of alerts.filter((rule) => rule.name === name)) expect(begin).toContain(severity);
  });

  it.each(pages)("have in %s queries that work", (page) => {
    const queries = [...read(page).matchAll(/```promql\n(.*?)```/gs)].map(([, query = ""]) => query);
    expect(queries).not.toHaveLength(0);
    expect(queries.flatMap((query) => checkPromql(query, KNOWN, { expect: "instant-vector" }))).toEqual([]);
  });
});
