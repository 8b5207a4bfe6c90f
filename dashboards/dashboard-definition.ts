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
  /** `panel "title"`, or `variable "name"`, or `annotation "name"`. */
  readonly place: string;
  /** PromQL with Grafana's variables still in it; of a variable also `label_values(…)` and its like. */
  readonly expression: string;
  /**
   * How it is asked: `range` over the time range, `instant` at its end, and `variable` in the language of Grafana's
   * Prometheus variables, which wraps PromQL.
   */
  readonly kind: "range" | "instant" | "variable";
}
