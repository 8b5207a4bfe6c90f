import { objectsOf, type JsonObject } from "./json";

const withNested = (panel: JsonObject): JsonObject[] => [panel, ...objectsOf(panel["panels"]).flatMap(withNested)];

/**
 * Every panel of a dashboard, rows' own included: those of the grid, with what lies in collapsed rows, and those of the
 * rows that dashboards had before there was a grid (schema version 15 and older).
 */
export const panelsOf = (model: JsonObject): JsonObject[] => [
  ...objectsOf(model["panels"]).flatMap(withNested),
  ...objectsOf(model["rows"]).flatMap((row) => objectsOf(row["panels"]).flatMap(withNested)),
];
