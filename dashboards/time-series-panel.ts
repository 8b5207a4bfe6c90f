import type { DashboardPanel, PanelOptions, PanelQuery } from "./panel";
import type { Override, TimeSeriesModel } from "./private/grafana-model";
import { NO_VALUE, panelBase, queryProblems, rangeTargets, thresholdSteps } from "./private/panel-parts";
import { HEIGHTS, WIDTHS } from "./style";

/** What a panel of lines or bars over time is told. */
export interface TimeSeriesPanelOptions extends PanelOptions {
  readonly queries: readonly PanelQuery[];
  /**
   * How values are drawn: `bars` for numbers of events, `lines` for everything else.
   *
   * @default "lines"
   */
  readonly draw?: "lines" | "bars";
  /**
   * Whether the series lie on top of each other; only where their sum means something.
   *
   * @default false
   */
  readonly stacked?: boolean;
  /**
   * The lowest value of the axis.
   *
   * @default 0
   */
  readonly min?: number;
  /**
   * The highest value of the axis.
   *
   * @default - the highest value drawn
   */
  readonly max?: number;
  /**
   * Fixed colours, by a regular expression that a series' name matches: `{ "5..$": "red" }`.
   *
   * @default - Grafana's palette
   */
  readonly colors?: Readonly<Record<string, string>>;
}

const fixedColor = ([pattern, color]: readonly [string, string]): Override => ({
  matcher: { id: "byRegexp", options: `/${pattern}/` },
  properties: [{ id: "color", value: { mode: "shades", fixedColor: color } }],
});

const problemsOf = (queries: readonly PanelQuery[]): string[] =>
  queries.length === 0
    ? ["queries must have at least one query: received none"]
    : queries.flatMap((query, index) => queryProblems(`queries[${index}]`, query));

/** Values over time, with a legend that lists each series' mean, maximum and last value; thresholds are dashed lines. */
export function timeSeriesPanel(options: TimeSeriesPanelOptions): DashboardPanel {
  const { title, description, unit, queries, thresholds = [], decimals, max, noValue = NO_VALUE, min = 0 } = options;
  const { draw = "lines", stacked = false, colors = {} } = options;
  return {
    ...panelBase(options, { width: WIDTHS.half, height: HEIGHTS.graph }, problemsOf(queries)),
    model({ id, gridPos, datasource }) {
      const model: TimeSeriesModel = {
        type: "timeseries",
        id,
        title,
        description,
        datasource,
        gridPos,
        targets: rangeTargets(queries, datasource),
        options: {
          legend: {
            showLegend: true,
            displayMode: "table",
            placement: "bottom",
            calcs: ["mean", "max", "lastNotNull"],
            sortBy: "Mean",
            sortDesc: true,
          },
          tooltip: { mode: "multi", sort: "desc" },
        },
        fieldConfig: {
          defaults: {
            unit,
            min,
            ...(max === undefined ? {} : { max }),
            ...(decimals === undefined ? {} : { decimals }),
            noValue,
            color: { mode: "palette-classic" },
            thresholds: thresholdSteps(thresholds),
            custom: {
              drawStyle: draw === "bars" ? "bars" : "line",
              lineWidth: 1,
              fillOpacity: draw === "bars" ? 60 : stacked ? 30 : 10,
              showPoints: "auto",
              spanNulls: false,
              stacking: { mode: stacked ? "normal" : "none", group: "A" },
              thresholdsStyle: { mode: thresholds.length === 0 ? "off" : "dashed" },
            },
          },
          overrides: Object.entries(colors).map(fixedColor),
        },
      };
      return model;
    },
  };
}
