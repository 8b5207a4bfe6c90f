import {
  dashboardLibraryPanels,
  dashboardQueries,
  dashboardVariables,
  type DashboardDefinition,
} from "../../dashboards";
import { checkVariableQuery } from "../../promql";
import type { IMetricSource } from "../metric-source";
import type { AskedQuery } from "../query-source";
import type { Problem } from "./problems";
import { expressionProblems, findingProblems } from "./rule-checks";

/** What is wrong with a dashboard's queries, each named by its place in the dashboard. */
export function queryProblems(dashboard: DashboardDefinition, source: IMetricSource): Problem[] {
  const { title } = dashboard;
  const variables = dashboardVariables(dashboard);
  return dashboardQueries(dashboard).flatMap(({ place, expression, kind }) => {
    const where = `dashboard "${title}": ${place}`;
    return kind === "variable"
      ? findingProblems(where, expression, checkVariableQuery(expression, source.knownMetrics(), { variables }))
      : expressionProblems(where, expression, source, "range-query", { variables });
  });
}

/** What a dashboard asks, each named by its place; the queries of library panels are not known here. */
export function askedQueries(dashboard: DashboardDefinition): AskedQuery[] {
  const where = (place: string) => `dashboard "${dashboard.title}": ${place}`;
  return [
    ...dashboardQueries(dashboard).map((query) => ({ ...query, place: where(query.place) })),
    ...dashboardLibraryPanels(dashboard).map((place) => ({
      place: where(place),
      expression: undefined,
      kind: "range" as const,
    })),
  ];
}
