/** Colours by what they say; Grafana adapts each to its light and dark theme. */
export const COLORS = {
  fine: "green",
  notable: "yellow",
  warning: "orange",
  critical: "red",
  neutral: "blue",
} as const;

/** Grafana's names for the units that the panels here are in. */
export const UNITS = {
  requestsPerSecond: "reqps",
  operationsPerSecond: "ops",
  seconds: "s",
  /** A share from 0 to 1, shown in percent. */
  ratio: "percentunit",
  /** A number from 0 to 100. */
  percent: "percent",
  bytes: "bytes",
  bytesPerSecond: "Bps",
  count: "short",
} as const;

/** Widths of panels, in columns of the grid's 24. */
export const WIDTHS = { whole: 24, half: 12, third: 8, quarter: 6, sixth: 4 } as const;

/** Heights of panels, in rows of the grid, each 30 pixels and a gap of 8 below it. */
export const HEIGHTS = { stat: 4, graph: 8, table: 9 } as const;
