import { isJsonObject, textOf, type JsonObject } from "../json";
import { jsonSyntaxError } from "./json-syntax";

/** What came of an attempt: a result, or everything that is in its way. */
export type Attempt<Result> =
  { readonly result: Result; readonly problems?: undefined } | { readonly problems: readonly string[] };

const EXPORT_AGAIN = 'export it again as JSON with the model "Classic"';

function shapeProblem(json: unknown): string | undefined {
  if (!isJsonObject(json)) return `is no dashboard: the JSON is ${Array.isArray(json) ? "a list" : String(json)}`;
  if (typeof json["apiVersion"] === "string") {
    return `is wrapped as a resource of "${json["apiVersion"]}", which is not the classic JSON: ${EXPORT_AGAIN}`;
  }
  if (isJsonObject(json["elements"]) && isJsonObject(json["layout"])) {
    return `is in the v2 format, which is not the classic JSON: ${EXPORT_AGAIN}`;
  }
  if (isJsonObject(json["dashboard"])) {
    return 'is an answer of Grafana\'s API, which has the dashboard under "dashboard": keep only that';
  }
  const lacks = [
    ...(textOf(json["title"]) === undefined ? ['"title"'] : []),
    ...(typeof json["schemaVersion"] === "number" ? [] : ['"schemaVersion"']),
    ...(Array.isArray(json["panels"]) || Array.isArray(json["rows"]) ? [] : ['"panels"']),
  ];
  return lacks.length === 0
    ? undefined
    : `is no dashboard as Grafana exports it: it lacks ${lacks.join(", ")}: move it out of this folder, or export it again`;
}

function parsed(text: string): Attempt<unknown> {
  try {
    return { result: JSON.parse(text) as unknown };
  } catch {
    const error = jsonSyntaxError(text);
    const where =
      error === undefined
        ? "it cannot be read"
        : `line ${error.line}, column ${error.column}: expected ${error.expected}, found ${error.found}`;
    return { problems: [`is no JSON: ${where}`] };
  }
}

/** The classic dashboard model that a file contains. */
export function exportedModel(text: string): Attempt<JsonObject> {
  // Some editors put a byte order mark before what they save.
  const json = parsed(text.replace(/^\uFEFF/, ""));
  if (json.problems !== undefined) return json;
  const problem = shapeProblem(json.result);
  return isJsonObject(json.result) && problem === undefined
    ? { result: json.result }
    : { problems: [problem ?? "is no dashboard"] };
}
