/** Thrown when dashboards cannot be deployed; it names every reason at once. */
export class DashboardError extends Error {
  override readonly name = "DashboardError";

  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}
