import { isJsonObject, objectsOf, textOf, type JsonObject } from "../json";
import { datasourceKind } from "../datasource-kinds";

/** What Grafana would ask for on import, answered: by the input's name, what takes the place of `${name}`. */
export type InputValues = ReadonlyMap<string, string>;

/**
 * Answers the inputs of an exported dashboard: Prometheus datasources are this stack's, constants have their value. An
 * input of another kind has no answer, and whatever refers to it is found out there.
 */
export function answeredInputs(model: JsonObject, datasourceUid: string): InputValues {
  const values = new Map<string, string>();
  for (const { name, type, pluginId, value } of objectsOf(model["__inputs"])) {
    const input = textOf(name);
    if (input === undefined) continue;
    if (type === "constant" && typeof value === "string") values.set(input, value);
    if (type === "datasource" && pluginId === "__expr__") values.set(input, pluginId);
    if (type === "datasource" && datasourceKind({ type: pluginId }) === "promql") values.set(input, datasourceUid);
  }
  return values;
}

/** Constants that a file leaves open. */
export const inputProblems = (model: JsonObject): string[] =>
  objectsOf(model["__inputs"])
    .filter(({ type, value }) => type === "constant" && typeof value !== "string")
    .map(({ name }) => `input "${String(name)}": a constant needs a value: add "value" to it in "__inputs"`);

/** The inputs that stand for a datasource, each with the type of that datasource. */
export const datasourceInputs = (model: JsonObject): (readonly [name: string, type: string])[] =>
  objectsOf(model["__inputs"])
    .filter(({ type }) => type === "datasource")
    .map(({ name, pluginId }) => [String(name), String(pluginId)]);

function filled(value: unknown, values: InputValues): unknown {
  if (typeof value === "string") {
    return value.replace(/\$\{([\w-]+)\}/g, (reference: string, name: string) => values.get(name) ?? reference);
  }
  if (Array.isArray(value)) return value.map((item: unknown) => filled(item, values));
  return isJsonObject(value) ? fillInputs(value, values) : value;
}

/** An object with the answers in place of `${name}`, wherever in a text that is. */
export const fillInputs = (object: JsonObject, values: InputValues): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, filled(value, values)]));
