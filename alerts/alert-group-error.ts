/** Thrown when alerts cannot work as they are written; it names every reason at once. */
export class AlertGroupError extends Error {
  override readonly name = "AlertGroupError";

  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}
