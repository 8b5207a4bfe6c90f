import { checkVariableQuery } from "../../promql";
import type { DashboardQuery } from "../../dashboards";
import type { IMetricSource } from "../metric-source";
import { expressionProblems } from "./rule-checks";
import type { Problem } from "./problems";

/** What is wrong with a dashboard's queries, each named by its panel. */
export function queryProblems(
  title: string,
  queries: readonly DashboardQuery[],
  source: IMetricSource | undefined,
): Problem[] {
  if (source === undefined) return [];
  return queries.flatMap(({ place, expression, kind }) => {
    const where = `dashboard "${title}": ${place}`;
    return expressionProblems(where, expression, source, kind === "range" ? "range-query" : "instant-vector");
  });
}
