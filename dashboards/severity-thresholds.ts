/** Where an alert begins, by how grave it is; panels change their colour there. */
export interface SeverityThresholds {
  readonly info?: number;
  readonly warning?: number;
  readonly critical?: number;
}
