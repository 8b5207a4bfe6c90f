/** Thrown when a query cannot work as it is asked for; it names every reason at once. */
export class QueryError extends Error {
  override readonly name = "QueryError";

  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}
