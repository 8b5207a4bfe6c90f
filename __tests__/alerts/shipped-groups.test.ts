import { validateAlertGroups } from "../../alerts";
import { checkPromql } from "../../promql/check";
import { KNOWN, SHIPPED_GROUPS } from "./shipped-groups";

describe("the groups that are shipped", () => {
  it("pass the check of groups, each by itself and all together", () => {
    expect(validateAlertGroups(SHIPPED_GROUPS)).toEqual([]);
  });

  it.each(SHIPPED_GROUPS.map((group) => [group.name, group] as const))(
    "ask in %s for metrics and labels that exist, over four scrapes or more",
    (_, { alerts, recordings = [] }) => {
      const options = { expect: "instant-vector", scrapeInterval: "15s", variables: "none" } as const;
      const expressions = [...recordings, ...alerts].map(({ expression }) => expression);
      expect(expressions.flatMap((expression) => checkPromql(expression, KNOWN, options))).toEqual([]);
    },
  );
});
