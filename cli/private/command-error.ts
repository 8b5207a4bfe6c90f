import { objectOf, textOf } from "./json";

/** Why a command stops: what is wrong, and what to do about it. */
export class CommandError extends Error {
  override readonly name: string = "CommandError";

  constructor(
    message: string,
    /** What the reader can do, one step a line. */
    readonly fixes: readonly string[] = [],
  ) {
    super(message);
  }
}

/** Thrown when the user interrupted the command; what ran for it has ended by then. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";

  constructor() {
    super("interrupted");
  }
}

/** The text of whatever was thrown. */
export const messageOf = (thrown: unknown): string => textOf(objectOf(thrown).message) ?? String(thrown);
