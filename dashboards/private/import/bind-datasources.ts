import { datasourceKind } from "../datasource-kinds";
import { isJsonObject, objectsOf, textOf, type JsonObject } from "../json";
import { bindReference, isForeignQuery, type Binding } from "./bind-reference";

/** Collects what cannot be bound while the rest of the dashboard is. */
type Report = (problem: string) => void;

const missing = (place: string, type: string) =>
  `${place}: asks a datasource of type "${type}", and only Prometheus is here: remove it from the file`;

const mapList = (list: unknown, change: (item: JsonObject) => JsonObject): unknown =>
  Array.isArray(list) ? list.map((item: unknown) => (isJsonObject(item) ? change(item) : item)) : list;

/** The object with its `datasource` bound; unchanged, and reported, where there is no such datasource. */
function bound(object: JsonObject, place: string, binding: Binding, report: Report): JsonObject {
  const result = bindReference(object["datasource"], binding);
  if ("value" in result) return { ...object, datasource: result.value };
  report(missing(place, result.missing));
  return object;
}

function boundTarget(
  target: JsonObject,
  panel: JsonObject,
  place: string,
  binding: Binding,
  report: Report,
): JsonObject {
  const { datasource, refId } = target;
  // Grafana's own answers to its own queries name no datasource and have no language.
  if (datasource === undefined && datasourceKind(panel["datasource"]) === "grafana") return target;
  const query = `${place}: query ${textOf(refId) ?? "without a refId"}`;
  const unsaid = datasourceKind(datasource ?? panel["datasource"]) === "unsaid";
  if (unsaid && isForeignQuery(target)) report(`${query}: is not in PromQL: remove it from the file`);
  return datasource === undefined ? target : bound(target, query, binding, report);
}

function boundPanel(panel: JsonObject, binding: Binding, report: Report): JsonObject {
  const nested = Array.isArray(panel["panels"])
    ? { panels: mapList(panel["panels"], (inner) => boundPanel(inner, binding, report)) }
    : {};
  // A panel that asks nothing may keep what it has: a text, a row, a library panel.
  if (objectsOf(panel["targets"]).length === 0) return { ...panel, ...nested };
  const place = `panel "${textOf(panel["title"]) ?? String(panel["id"])}"`;
  const own = bindReference(panel["datasource"], binding);
  if ("missing" in own) {
    report(missing(place, own.missing));
    return panel;
  }
  const targets = mapList(panel["targets"], (target) => boundTarget(target, panel, place, binding, report));
  return { ...panel, ...nested, datasource: own.value, targets };
}

function boundVariable(variable: JsonObject, binding: Binding, report: Report): JsonObject {
  const place = `variable "${textOf(variable["name"]) ?? ""}"`;
  const { type, current } = variable;
  if (type === "query" || type === "adhoc" || type === "groupby") return bound(variable, place, binding, report);
  if (type !== "datasource" || datasourceKind({ type: variable["query"] }) !== "promql") return variable;
  const { uid } = binding.datasource;
  const several = isJsonObject(current) && Array.isArray(current["value"]);
  return {
    ...variable,
    query: binding.datasource.type,
    current: several ? { text: [uid], value: [uid] } : { text: uid, value: uid },
    // Both speak of the datasources of the Grafana that the dashboard came from.
    ...("regex" in variable ? { regex: "" } : {}),
    ...("options" in variable ? { options: [] } : {}),
  };
}

function boundAnnotation(annotation: JsonObject, binding: Binding, report: Report): JsonObject {
  const { name, datasource, target, expr } = annotation;
  const asks = textOf(expr) !== undefined || (isJsonObject(target) && textOf(target["expr"]) !== undefined);
  if ((datasource === undefined || datasource === null) && !asks) return annotation;
  const place = `annotation "${textOf(name) ?? ""}"`;
  const result = bound(annotation, place, binding, report);
  return isJsonObject(target) && target["datasource"] !== undefined
    ? { ...result, target: bound(target, place, binding, report) }
    : result;
}

const boundList = (container: unknown, change: (item: JsonObject) => JsonObject): unknown =>
  isJsonObject(container) ? { ...container, list: mapList(container["list"], change) } : container;

/** A dashboard with every reference to a datasource bound, and what could not be; `inputs` are those by their type. */
export function bindDatasources(
  model: JsonObject,
  datasource: Binding["datasource"],
  inputs: Iterable<readonly [name: string, type: string]>,
): { readonly model: JsonObject; readonly problems: readonly string[] } {
  const templating = model["templating"];
  const variables = new Map([
    ...inputs,
    ...(isJsonObject(templating) ? objectsOf(templating["list"]) : [])
      .filter(({ type }) => type === "datasource")
      .map(({ name, query }) => [String(name), String(query)] as const),
  ]);
  const binding: Binding = { datasource, variables };
  const problems: string[] = [];
  const report: Report = (problem) => problems.push(problem);
  const panels = (list: unknown) => mapList(list, (panel) => boundPanel(panel, binding, report));
  const rowOf = (row: JsonObject) => ("panels" in row ? { ...row, panels: panels(row["panels"]) } : row);
  const changes = new Map<string, (value: unknown) => unknown>([
    ["panels", panels],
    ["rows", (rows) => mapList(rows, rowOf)],
    ["templating", (value) => boundList(value, (variable) => boundVariable(variable, binding, report))],
    ["annotations", (value) => boundList(value, (annotation) => boundAnnotation(annotation, binding, report))],
  ]);
  // Each key stays where it was, so that the file and what is deployed compare line by line.
  const entries = Object.entries(model).map(([key, value]) => [key, changes.get(key)?.(value) ?? value] as const);
  return { model: Object.fromEntries(entries), problems };
}
