/** A variable whose choices are the values of a label; queries match it with `label=~"$name"`. */
export interface DashboardVariable {
  /** Letters, digits and `_`; queries write it as `$name`. */
  readonly name: string;
  /** What the reader sees beside the choice. */
  readonly title: string;
  readonly description: string;
  /** A series selector of PromQL: the series whose values count. It may use the variables before this one. */
  readonly series: string;
  /**
   * The label whose values can be chosen.
   *
   * @default - the variable's name
   */
  readonly label?: string;
  /**
   * Whether "All" takes in series without the label.
   *
   * @default true
   */
  readonly includesEmpty?: boolean;
}

/** Events that are marked in every panel. */
export interface DashboardAnnotation {
  readonly name: string;
  /** PromQL: each series marks the times at which its value is not 0. */
  readonly expression: string;
  /** What an event is called, its labels as `{{label}}`. */
  readonly title: string;
  /** A name of Grafana's, such as those in `COLORS`. */
  readonly color: string;
}
