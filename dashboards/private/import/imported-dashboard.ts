import { grafanaUid } from "../../../promql/grafana-uid";
import type { DashboardDefinition } from "../../dashboard-definition";
import type { PanelPlace } from "../../panel";
import { isJsonObject, textOf, type JsonObject } from "../json";
import { uidProblems } from "../settings-problems";
import { bindDatasources } from "./bind-datasources";
import { exportedModel, type Attempt } from "./exported-model";
import { answeredInputs, datasourceInputs, fillInputs, inputProblems } from "./inputs";
import { inlineLibraryPanel } from "./library-panels";

/** What Grafana's import reads and drops, and what counts in the Grafana that the dashboard came from. */
const DROPPED: ReadonlySet<string> = new Set(["__inputs", "__requires", "__elements", "id", "version", "uid"]);

function withLibraryPanels(panels: unknown, elements: unknown): unknown {
  if (!Array.isArray(panels)) return panels;
  return panels.map((panel: unknown) => {
    if (!isJsonObject(panel)) return panel;
    const inlined = inlineLibraryPanel(panel, elements);
    return "panels" in inlined ? { ...inlined, panels: withLibraryPanels(inlined["panels"], elements) } : inlined;
  });
}

function prepared(model: JsonObject, datasourceUid: string): JsonObject {
  const filled = fillInputs(model, answeredInputs(model, datasourceUid));
  const kept = Object.fromEntries(Object.entries(filled).filter(([key]) => !DROPPED.has(key)));
  return { ...kept, ...("panels" in kept ? { panels: withLibraryPanels(kept["panels"], filled["__elements"]) } : {}) };
}

/** The dashboard in one exported file; `name` is the file's, without its ending. */
export function importedDashboard(
  text: string,
  name: string,
  datasource: PanelPlace["datasource"],
): Attempt<DashboardDefinition> {
  const exported = exportedModel(text);
  if (exported.problems !== undefined) return exported;
  const uid = textOf(exported.result["uid"]) ?? grafanaUid(name);
  const title = textOf(exported.result["title"]) ?? name;
  const { model, problems: unbound } = bindDatasources(
    prepared(exported.result, datasource.uid),
    datasource,
    datasourceInputs(exported.result),
  );
  const problems = [
    ...uidProblems("uid", uid, "change it, or delete it to have one derived from the file's name"),
    ...inputProblems(exported.result),
    ...unbound,
  ];
  if (problems.length > 0) return { problems };
  const unchecked = "exported from Grafana: its queries may ask for metrics of any kind";
  return { result: { uid, title, model: { uid, ...model }, unchecked } };
}
