/** One query of a panel. */
export interface PanelQuery {
  /** PromQL, with `$__rate_interval` as the window of rates, and the dashboard's variables. */
  readonly expression: string;
  /** What a series is called, its labels as `{{label}}`. */
  readonly legend: string;
  /**
   * How long what is asked for may stay the same: `$__rate_interval` is at least four times that.
   *
   * @default - the datasource's scrape interval
   */
  readonly interval?: string;
}

/** A value from which on a panel shows another colour. */
export interface PanelThreshold {
  readonly value: number;
  /** A name of Grafana's, such as those in `COLORS`. */
  readonly color: string;
}

/** What every panel is told. */
export interface PanelOptions {
  readonly title: string;
  /** What the panel shows and how to read it: one or two sentences for whoever points at the title. */
  readonly description: string;
  /** Grafana's name of the unit, such as those in `UNITS`. */
  readonly unit: string;
  /**
   * What is said where there are no data.
   *
   * @default "no data"
   */
  readonly noValue?: string;
  /**
   * Columns of the grid's 24.
   *
   * @default - what suits the kind of panel
   */
  readonly width?: number;
  /**
   * Rows of the grid, each 30 pixels and a gap of 8 below it.
   *
   * @default - what suits the kind of panel
   */
  readonly height?: number;
  /**
   * Digits after the point.
   *
   * @default - as many as the value needs
   */
  readonly decimals?: number;
  /**
   * Where the colour changes, ascending; below the first it is that of `COLORS.fine`.
   *
   * @default - nowhere
   */
  readonly thresholds?: readonly PanelThreshold[];
}

/** Where the dashboard puts a panel, and whom the panel asks. */
export interface PanelPlace {
  readonly id: number;
  /** Columns and rows of the grid. */
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource: { readonly type: "prometheus"; readonly uid: string };
}

/** A panel that is described and not yet placed. */
export interface DashboardPanel {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  /** What the panel lacks or has wrong, each in a sentence without a full stop; none when it can be shown. */
  readonly problems: readonly string[];
  /** Grafana's JSON of the panel in its place. */
  model(place: PanelPlace): Readonly<Record<string, unknown>>;
}
