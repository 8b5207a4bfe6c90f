import type { DashboardPanel, PanelOptions, PanelQuery } from "./panel";
import type { StatModel } from "./private/grafana-model";
import {
  instantTargets,
  NO_VALUE,
  panelBase,
  queryProblems,
  rangeTargets,
  thresholdSteps,
} from "./private/panel-parts";
import { COLORS, HEIGHTS, WIDTHS } from "./style";

/** What a panel of one big number for each series is told. */
export interface StatPanelOptions extends PanelOptions {
  readonly query: PanelQuery;
  /**
   * What the number is: the `latest` value, with the line that led to it, or the query's result over the `total` of the
   * time range, for queries whose window is `$__range`.
   *
   * @default "latest"
   */
  readonly shows?: "latest" | "total";
}

/** One big number for each series, in the colour of the threshold that it reached; blue where there are none. */
export function statPanel(options: StatPanelOptions): DashboardPanel {
  const { title, description, unit, query, thresholds = [], decimals, noValue = NO_VALUE, shows = "latest" } = options;
  return {
    ...panelBase(options, { width: WIDTHS.sixth, height: HEIGHTS.stat }, queryProblems("query", query)),
    model({ id, gridPos, datasource }) {
      const model: StatModel = {
        type: "stat",
        id,
        title,
        description,
        datasource,
        gridPos,
        targets:
          shows === "total" ? instantTargets([query], "time_series", datasource) : rangeTargets([query], datasource),
        options: {
          reduceOptions: { calcs: ["lastNotNull"], fields: "", values: false },
          colorMode: "value",
          graphMode: shows === "total" ? "none" : "area",
          justifyMode: "auto",
          orientation: "auto",
          textMode: "auto",
          wideLayout: true,
          showPercentChange: false,
          percentChangeColorMode: "standard",
        },
        fieldConfig: {
          defaults: {
            unit,
            ...(decimals === undefined ? {} : { decimals }),
            noValue,
            color: { mode: "thresholds" },
            thresholds: thresholdSteps(thresholds, thresholds.length === 0 ? COLORS.neutral : COLORS.fine),
            custom: {},
          },
          overrides: [],
        },
      };
      return model;
    },
  };
}
