import type { DashboardVariable } from "../dashboard-variable";
import type { DatasourceRef, VariableModel } from "./grafana-model";

/** A variable of several choices, all of them made at first. */
export function variableModel(
  { name, title, description, series, label = name, includesEmpty = true }: DashboardVariable,
  datasource: DatasourceRef,
): VariableModel {
  const query = `label_values(${series}, ${label})`;
  return {
    type: "query",
    name,
    label: title,
    description,
    datasource,
    definition: query,
    query: { qryType: 1, query, refId: "PrometheusVariableQueryEditor-VariableQuery" },
    refresh: 2,
    sort: 7,
    multi: true,
    includeAll: true,
    // Everything, rather than each value listed: shorter queries, and what appears later is in them.
    allValue: includesEmpty ? ".*" : ".+",
    current: { text: ["All"], value: ["$__all"] },
    options: [],
    regex: "",
    hide: 0,
    skipUrlSync: false,
  };
}
