import type { PanelPlace } from "../../panel";
import { datasourceKind } from "../datasource-kinds";
import { isJsonObject, textOf, type JsonObject } from "../json";

/** What references to datasources are bound to. */
export interface Binding {
  readonly datasource: PanelPlace["datasource"];
  /** What stands for a datasource, variables and inputs, each with the type of what it stands for. */
  readonly variables: ReadonlyMap<string, string>;
}

/** A `datasource` as it is stored, or the type of the datasource that is not there. */
export type Bound = { readonly value: unknown } | { readonly missing: string };

/** Datasources that are asked in another language, by what they are called when nobody chose another name. */
const OTHER_NAMES: ReadonlySet<string> = new Set([
  "alertmanager",
  "cloudwatch",
  "elasticsearch",
  "graphite",
  "influxdb",
  "jaeger",
  "loki",
  "mssql",
  "mysql",
  "opentsdb",
  "postgres",
  "postgresql",
  "pyroscope",
  "tempo",
  "zipkin",
]);

const VARIABLE = /^\$(?:\{(\w+)(?::\w+)?\}|(\w+))$|^\[\[(\w+)\]\]$/;

function variableName(uid: string): string | undefined {
  const [, braced, plain, bracketed] = VARIABLE.exec(uid) ?? [];
  return braced ?? plain ?? bracketed;
}

/**
 * Binds what a panel, a query, a variable or an annotation says of its datasource: null is Grafana's default, and both a
 * name and a uid belong to the Grafana that the dashboard came from. What Grafana itself answers, and what a variable
 * chooses, stays as it is.
 */
export function bindReference(reference: unknown, { datasource, variables }: Binding): Bound {
  const kind = datasourceKind(reference);
  if (kind === "grafana") return { value: reference };
  const uid = textOf(isJsonObject(reference) ? reference["uid"] : reference) ?? "";
  const chosenType = variables.get(variableName(uid) ?? "");
  if (chosenType !== undefined) {
    return datasourceKind({ type: chosenType }) === "promql" ? { value: reference } : { missing: chosenType };
  }
  if (typeof kind === "object") return { missing: kind.type };
  const name = (variableName(uid) ?? uid).replace(/^DS_/, "").toLowerCase();
  return kind === "unsaid" && OTHER_NAMES.has(name) ? { missing: name } : { value: datasource };
}

/** Keys under which datasources without PromQL keep their query. */
const OTHER_QUERIES = ["rawSql", "target", "query", "measurement", "namespace"] as const;

/** Whether a query is in a language other than PromQL, which a reference by name does not say. */
export const isForeignQuery = (target: JsonObject): boolean =>
  typeof target["expr"] !== "string" && OTHER_QUERIES.some((key) => textOf(target[key]) !== undefined);
