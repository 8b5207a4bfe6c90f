import { isJsonObject, textOf } from "./json";

/** Datasources that Grafana brings itself, by what dashboards of any age write for their uid or name. */
const OWN_UIDS: ReadonlySet<string> = new Set([
  "grafana",
  "-- Grafana --",
  "-- Mixed --",
  "-- Dashboard --",
  "__expr__",
  "-100",
]);

const OWN_TYPES: ReadonlySet<string> = new Set(["grafana", "datasource", "__expr__"]);

/** Types of datasource that are asked in PromQL. */
const PROMQL_TYPES: ReadonlySet<string> = new Set([
  "prometheus",
  "grafana-amazonprometheus-datasource",
  "grafana-azureprometheus-datasource",
]);

/**
 * Whom a `datasource` of a dashboard means: Grafana itself, something that is asked in PromQL, another kind, or, where
 * there is only a name, a uid or nothing, whatever the query fits.
 */
export function datasourceKind(datasource: unknown): "grafana" | "promql" | "unsaid" | { readonly type: string } {
  const { uid, type } = isJsonObject(datasource) ? datasource : { uid: datasource, type: undefined };
  if (typeof uid === "string" && OWN_UIDS.has(uid)) return "grafana";
  const known = textOf(type);
  if (known === undefined) return "unsaid";
  if (OWN_TYPES.has(known)) return "grafana";
  return PROMQL_TYPES.has(known) ? "promql" : { type: known };
}
