import { apiMonitoring, containerMonitoring, hostMonitoring, type DashboardDefinition } from "../../dashboards";

/** A panel, or a row's heading, as Grafana's JSON has it. */
export interface PanelJson {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource?: unknown;
  readonly targets?: readonly Readonly<Record<string, unknown>>[];
  readonly fieldConfig?: {
    readonly defaults: Readonly<Record<string, unknown>> & {
      readonly thresholds: { readonly steps: readonly { readonly color: string; readonly value: number }[] };
    };
    readonly overrides: readonly unknown[];
  };
}

/** The dashboards of this package, by the names of what makes them. */
export const shippedDashboards = { apiMonitoring, hostMonitoring, containerMonitoring };

/** A dashboard's panels and headings. */
export const everythingOf = ({ model }: DashboardDefinition) => model["panels"] as PanelJson[];

/** A dashboard's panels. */
export const panelsOf = (dashboard: DashboardDefinition) =>
  everythingOf(dashboard).filter(({ type }) => type !== "row");

/** The panel of that title. */
export function panelNamed(title: string, dashboard: DashboardDefinition): PanelJson {
  const found = panelsOf(dashboard).find((panel) => panel.title === title);
  if (found === undefined) throw new Error(`no panel is called "${title}"`);
  return found;
}

/** The colours of a panel after its first, with where each begins. */
export const stepsOf = ({ fieldConfig }: PanelJson) => fieldConfig?.defaults.thresholds.steps.slice(1);
