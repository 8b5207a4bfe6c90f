import type { DashboardDefinition, DashboardQuery } from "./dashboard-definition";
import { datasourceKind } from "./private/datasource-kinds";
import { isJsonObject, objectsOf, textOf, type JsonObject } from "./private/json";
import { panelsOf } from "./private/panels-of";

/** Whether an object that may name a datasource asks one in PromQL; it does where it says nothing else. */
function asksPrometheus(asking: JsonObject, otherwise?: unknown): boolean {
  const kind = datasourceKind(asking["datasource"] ?? otherwise);
  return kind === "promql" || kind === "unsaid";
}

function panelQueries(panel: JsonObject): DashboardQuery[] {
  // Of a mixed panel each query names its own datasource.
  const mixed = datasourceKind(panel["datasource"]) === "grafana";
  return objectsOf(panel["targets"]).flatMap((target) => {
    const expression = textOf(target["expr"]);
    if (expression === undefined || !asksPrometheus(target, mixed ? undefined : panel["datasource"])) return [];
    const kind = target["instant"] === true && target["range"] !== true ? "instant" : "range";
    return [{ place: `panel "${textOf(panel["title"]) ?? ""}"`, expression, kind }];
  });
}

function variableQueries(variable: JsonObject): DashboardQuery[] {
  const { type, name, query } = variable;
  const expression = textOf(isJsonObject(query) ? query["query"] : query);
  if (type !== "query" || expression === undefined || !asksPrometheus(variable)) return [];
  return [{ place: `variable "${textOf(name) ?? ""}"`, expression, kind: "variable" }];
}

function annotationQueries(annotation: JsonObject): DashboardQuery[] {
  const { name, target, expr } = annotation;
  const expression = textOf(isJsonObject(target) ? target["expr"] : undefined) ?? textOf(expr);
  if (expression === undefined || !asksPrometheus(annotation)) return [];
  return [{ place: `annotation "${textOf(name) ?? ""}"`, expression, kind: "range" }];
}

const listOf = (container: unknown) => (isJsonObject(container) ? objectsOf(container["list"]) : []);

/** The names of a dashboard's variables, which its queries may refer to. */
export const dashboardVariables = ({ model }: DashboardDefinition): readonly string[] =>
  listOf(model["templating"]).flatMap(({ name }) => textOf(name) ?? []);

/** The places of library panels, as `panel "title"`: their queries are known to Grafana alone. */
export const dashboardLibraryPanels = ({ model }: DashboardDefinition): readonly string[] =>
  panelsOf(model)
    .filter(({ libraryPanel }) => isJsonObject(libraryPanel))
    .map(({ title, libraryPanel }) => {
      const name = isJsonObject(libraryPanel) ? textOf(libraryPanel["name"]) : undefined;
      return `panel "${textOf(title) ?? name ?? ""}"`;
    });

/**
 * Every query that a dashboard sends to Prometheus: those of its panels, then of its variables, then of its annotations,
 * in models of any schema version. Queries to other datasources are left out, and so are library panels, whose queries
 * are not part of the model.
 */
export function dashboardQueries({ model }: DashboardDefinition): readonly DashboardQuery[] {
  return [
    ...panelsOf(model).flatMap(panelQueries),
    ...listOf(model["templating"]).flatMap(variableQueries),
    ...listOf(model["annotations"]).flatMap(annotationQueries),
  ];
}
