import { durationMilliseconds } from "../../promql/duration";
import type { DashboardPanel, PanelOptions, PanelPlace, PanelQuery, PanelThreshold } from "../panel";
import { COLORS } from "../style";
import type { Target, Thresholds } from "./grafana-model";

/** What a panel says where there are no data, unless it was told better. */
export const NO_VALUE = "no data";

/** The name of the query with the given index: A to Z, then AA and on, as Grafana counts them. */
export function refId(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : refId(Math.floor(index / 26) - 1) + letter;
}

/** Steps for Grafana, whose first is the colour below every threshold; it ignores that one's value. */
export const thresholdSteps = (thresholds: readonly PanelThreshold[] = [], base: string = COLORS.fine): Thresholds => ({
  mode: "absolute",
  steps: [{ color: base, value: 0 }, ...thresholds.map(({ value, color }) => ({ color, value }))],
});

/** The queries of a panel that draws them over time. */
export const rangeTargets = (queries: readonly PanelQuery[], datasource: PanelPlace["datasource"]): Target[] =>
  queries.map(({ expression, legend, interval }, index) => ({
    refId: refId(index),
    datasource,
    editorMode: "code",
    expr: expression,
    legendFormat: legend,
    ...(interval === undefined ? {} : { interval }),
    range: true,
    instant: false,
  }));

/** The queries of a panel that shows their results at the end of the time range. */
export const instantTargets = (
  queries: readonly PanelQuery[],
  format: "time_series" | "table",
  datasource: PanelPlace["datasource"],
): Target[] => rangeTargets(queries, datasource).map((target) => ({ ...target, format, range: false, instant: true }));

/** That a text is there, and what it is for. */
export const textProblems = (option: string, text: string, purpose: string): string[] =>
  text.trim() === "" ? [`${option} must ${purpose}: received an empty text`] : [];

/** That thresholds are numbers, ascending. */
export function thresholdProblems(option: string, thresholds: readonly PanelThreshold[] = []): string[] {
  const values = thresholds.map(({ value }) => value);
  const ascending = values.every((value, index) => index === 0 || value > (values[index - 1] ?? -Infinity));
  if (values.every(Number.isFinite) && ascending) return [];
  return [`${option} must be finite numbers, ascending: received [${values.join(", ")}]`];
}

/** That a query has its expression and the name of its series. */
export const queryProblems = (option: string, { expression, legend, interval }: PanelQuery): string[] => [
  ...textProblems(`${option}.expression`, expression, "be PromQL"),
  ...textProblems(`${option}.legend`, legend, "name the series"),
  ...(interval === undefined || (durationMilliseconds(interval) ?? 0) > 0
    ? []
    : [`${option}.interval must be a duration such as 1m: received "${interval}"`]),
];

/** What panels of every kind have in common, checked; `problems` are those of the kind. */
export function panelBase(
  { title, description, unit, thresholds, ...given }: PanelOptions,
  size: { readonly width: number; readonly height: number },
  problems: readonly string[],
): Omit<DashboardPanel, "model"> {
  const { width = size.width, height = size.height } = given;
  return {
    title,
    width,
    height,
    problems: [
      ...textProblems("title", title, "say what the panel shows"),
      ...textProblems("description", description, "say how to read the panel"),
      ...textProblems("unit", unit, 'be a unit of Grafana\'s, such as "short" or "s"'),
      ...(Number.isInteger(width) && width >= 1 && width <= 24
        ? []
        : [`width must be a whole number of columns from 1 to 24: received ${width}`]),
      ...(Number.isInteger(height) && height >= 1
        ? []
        : [`height must be a whole number of rows, at least 1: received ${height}`]),
      ...thresholdProblems("thresholds", thresholds),
      ...problems,
    ],
  };
}
