import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkPromql, checkVariableQuery, FINDING_KINDS } from "../../promql";
import { faultyQueries } from "./faulty-queries";
import { stackMetrics } from "./known-stack";

describe("each kind of finding has its query", () => {
  it("and no kind has two", () => {
    expect(faultyQueries.map(({ kind }) => kind).sort()).toEqual(Object.keys(FINDING_KINDS).sort());
  });

  it.each(faultyQueries.map((faulty) => [faulty.kind, faulty] as const))("%s", (_, faulty) => {
    const { kind, query, from, to, message, options, isVariableQuery } = faulty;
    const findings =
      isVariableQuery === true ? checkVariableQuery(query, stackMetrics) : checkPromql(query, stackMetrics, options);
    expect(findings).toEqual([{ kind, from, to, message }]);
  });
});

describe("the page on the check", () => {
  const page = readFileSync(join(__dirname, "../../docs/promql.md"), "utf8");

  it.each(["refused", "empty", "place"] as const)("shows each kind that is of the sort %s", (sort) => {
    const entries = faultyQueries.filter(({ kind }) => FINDING_KINDS[kind] === sort).map(entryOf);
    expect(page).toContain(["```text", entries.join("\n\n"), "```"].join("\n"));
  });
});

/** A kind as the page shows it: its name, a query with the place underlined, and the message. */
function entryOf({ kind, query, example, from, to, message }: (typeof faultyQueries)[number]): string {
  const underline = example === undefined && from < to ? [`  ${" ".repeat(from)}${"^".repeat(to - from)}`] : [];
  return [kind, `  ${(example ?? query).replaceAll("\n", "↵")}`, ...underline, `  ${message}`]
    .join("\n")
    .replaceAll(/ +$/gm, "");
}
