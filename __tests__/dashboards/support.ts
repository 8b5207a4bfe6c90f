import {
  DashboardError,
  defineDashboard,
  timeSeriesPanel,
  type DashboardOptions,
  type DashboardPanel,
  type PanelOptions,
} from "../../dashboards";

export const query = { expression: "up", legend: "{{job}}" };

/** A panel with nothing wrong. */
export const graph = (more: Partial<PanelOptions> = {}) =>
  timeSeriesPanel({ title: "Up", description: "Which targets answer.", unit: "short", queries: [query], ...more });

/** A dashboard with nothing wrong. */
export const options = (more: Partial<DashboardOptions> = {}): DashboardOptions => ({
  uid: "one",
  title: "One",
  description: "A dashboard.",
  rows: [{ title: "All", panels: [graph()] }],
  ...more,
});

export const modelOf = (more: Partial<DashboardOptions> = {}) => defineDashboard(options(more)).model;

/** The JSON of one panel, placed. */
export const panelModel = (panel: DashboardPanel) =>
  (modelOf({ rows: [{ title: "All", panels: [panel] }] })["panels"] as unknown[])[1];

/** Everything that is refused of a dashboard. */
export const problems = (more: Partial<DashboardOptions>): readonly string[] => {
  try {
    defineDashboard(options(more));
  } catch (error) {
    if (error instanceof DashboardError) return error.problems;
    throw error;
  }
  return [];
};

/** Everything that is refused of one panel. */
export const panelProblems = (panel: DashboardPanel) =>
  problems({ rows: [{ title: "All", panels: [panel] }] }).map((problem) => problem.replace('dashboard "One": ', ""));
