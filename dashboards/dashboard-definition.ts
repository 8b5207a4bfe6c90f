/** A dashboard as it is stored in Grafana, with what a deployment needs to know of it. */
export interface DashboardDefinition {
  /** At most 40 letters, digits, `-` and `_`, and not all digits; the address of the dashboard contains it. */
  readonly uid: string;
  readonly title: string;
  /** Grafana's dashboard model: the classic JSON, complete with `uid`, `title` and `schemaVersion`. */
  readonly model: Readonly<Record<string, unknown>>;
  /**
   * Why the queries are not held against the metrics that are known: an imported dashboard may ask for anything.
   *
   * @default - they are checked
   */
  readonly unchecked?: string;
}

/** One query that a dashboard sends to Prometheus. */
export interface DashboardQuery {
  /** The panel's title, or `variable "name"`, or `annotation "name"`. */
  readonly place: string;
  /** PromQL with Grafana's variables still in it. */
  readonly expression: string;
  /** What the place takes as the expression's type. */
  readonly kind: "range" | "instant" | "selector";
}
