import { realVerdicts } from "../../../bench/promql/verdicts";
import { FINDING_KINDS } from "../../../promql";
import { faultyQueries } from "../faulty-queries";
import { goodQueries } from "../good-queries";

describe("the real parser", () => {
  it("takes every query that the check takes", () => {
    // Grafana fills in the windows.
    const queries = Object.values(goodQueries).flatMap((all) =>
      all.map((query) => query.replaceAll(/\[\$\w+\]/g, "[5m]")),
    );
    const verdicts = realVerdicts(queries);
    expect(queries.filter((_, index) => verdicts[index] !== undefined)).toEqual([]);
  });

  it("refuses what the check calls refused, and takes what answers nothing", () => {
    // A variable is nothing to the parser, and it reads longer expressions than the check does.
    const faulty = faultyQueries.filter(
      ({ kind, query, isVariableQuery }) => !query.includes("$") && kind !== "too-long" && isVariableQuery !== true,
    );
    const verdicts = realVerdicts(faulty.map(({ query }) => query));
    const said = faulty.map(({ kind, query }, index) => ({ kind, query, refused: verdicts[index] !== undefined }));
    expect(said).toEqual(
      faulty.map(({ kind, query }) => ({ kind, query, refused: FINDING_KINDS[kind] === "refused" })),
    );
  });
});
