import { isJsonObject, type JsonObject } from "../json";

/**
 * A panel with the library panel that it refers to in place of the reference, where the export carries it: the library
 * of the Grafana that it came from is not here.
 */
export function inlineLibraryPanel(panel: JsonObject, elements: unknown): JsonObject {
  const { libraryPanel, ...own } = panel;
  if (!isJsonObject(libraryPanel) || !isJsonObject(elements)) return panel;
  const element = elements[String(libraryPanel["uid"])];
  const model = isJsonObject(element) ? element["model"] : undefined;
  if (!isJsonObject(model)) return panel;
  const { libraryPanel: _self, ...shared } = model;
  return { ...shared, ...own };
}
