import { dashboardQueries, dashboardVariables, type DashboardDefinition } from "../../dashboards";
import { checkVariableQuery } from "../../promql";
import type { IMetricSource } from "../metric-source";
import type { Problem } from "./problems";
import { expressionProblems, findingProblems } from "./rule-checks";

/** What is wrong with a dashboard's queries, each named by its place in the dashboard. */
export function queryProblems(dashboard: DashboardDefinition, source: IMetricSource): Problem[] {
  const { title } = dashboard;
  const variables = dashboardVariables(dashboard);
  return dashboardQueries(dashboard).flatMap(({ place, expression, kind }) => {
    const where = `dashboard "${title}": ${place}`;
    return kind === "variable"
      ? findingProblems(where, expression, checkVariableQuery(expression, source.knownMetrics()))
      : expressionProblems(where, expression, source, "range-query", { variables });
  });
}
