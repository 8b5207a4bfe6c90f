import { dashboardQueries, dashboardVariables } from "../../dashboards/dashboard-queries";
import type { DashboardDefinition, DashboardQuery } from "../../dashboards/dashboard-definition";
import { jsonSyntaxError } from "../../dashboards/json-syntax-error";
import { isObject, listOf, objectOf, textOf, type JsonObject } from "../private/json";
import { emptyContent, UnreadableFileError, type Content, type FileQuery } from "./content";
import { jsonStrings, type JsonString } from "./json-strings";
import { TextLines } from "./text-lines";

/**
 * The queries of a dashboard as Grafana exports it: bare, as an answer of its API, or as a resource; with its panels, those
 * in collapsed rows, and the library panels that the export brings along.
 *
 * @throws {UnreadableFileError} when it is no JSON, or no dashboard
 */
export function readDashboardFile(file: string, text: string): Content {
  const lines = new TextLines(text);
  const models = modelsOf(parsed(file, text));
  const [model] = models;
  if (model === undefined) {
    throw new UnreadableFileError(
      file,
      'holds no dashboard: it has neither "panels" nor "rows", as the model "Classic" has',
    );
  }
  const sources = new Sources(jsonStrings(text));
  return { ...emptyContent(file), queries: models.flatMap((each) => queriesOf(each, sources, lines)) };
}

function parsed(file: string, text: string): unknown {
  const error = jsonSyntaxError(text);
  if (error === undefined) return JSON.parse(text);
  throw new UnreadableFileError(file, `is no JSON: expected ${error.expected}, found ${error.found}`, error);
}

/** Every dashboard in a document, be it alone, wrapped, or one of a list. */
function modelsOf(json: unknown): JsonObject[] {
  if (Array.isArray(json)) return json.flatMap(modelsOf);
  if (!isObject(json)) return [];
  if (isObject(json.dashboard)) return modelsOf(json.dashboard);
  if (isObject(json.spec)) return modelsOf(json.spec);
  if (!Array.isArray(json.panels) && !Array.isArray(json.rows)) return [];
  // Library panels are nowhere else in an export but here.
  const library = Object.values(objectOf(json.__elements)).flatMap((element) => objectOf(element).model ?? []);
  return [{ ...json, panels: [...listOf(json.panels), ...library] }];
}

function queriesOf(model: JsonObject, sources: Sources, lines: TextLines): FileQuery[] {
  const dashboard: DashboardDefinition = { uid: textOf(model.uid) ?? "", title: textOf(model.title) ?? "", model };
  const variables = dashboardVariables(dashboard);
  return dashboardQueries(dashboard).map((query): FileQuery => {
    const source = sources.next(query);
    return {
      place: query.place,
      expression: query.expression,
      kind: query.kind === "variable" ? "variable" : "panel",
      variables,
      positionOf: (index) => lines.positionOf(source?.indexOf(index) ?? 0),
    };
  });
}

/** Where the queries of a document stand, in the order in which they are asked for. */
class Sources {
  private readonly found = new Map<string, JsonString[]>();

  constructor(strings: readonly JsonString[]) {
    for (const string of strings) {
      if (!["expr", "query"].includes(string.path.at(-1) ?? "")) continue;
      const key = keyOf(sectionOf(string.path), string.value);
      this.found.set(key, [...(this.found.get(key) ?? []), string]);
    }
  }

  /** Of two queries that read the same the first one comes first; the last is given for any further. */
  next({ place, expression }: DashboardQuery): JsonString | undefined {
    const section = place.startsWith("variable")
      ? "templating"
      : place.startsWith("annotation")
        ? "annotations"
        : "panels";
    const found = this.found.get(keyOf(section, expression)) ?? [];
    return found.length > 1 ? found.shift() : found[0];
  }
}

const keyOf = (section: string, expression: string): string => `${section} ${expression}`;

const sectionOf = (path: readonly string[]): string =>
  path.find((name) => name === "templating" || name === "annotations") ?? "panels";
