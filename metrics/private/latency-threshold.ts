import { shown } from "./shown";

/** What is wrong with a latency threshold; nothing when it can be used. */
export const thresholdProblems = (option: string, seconds: number): string[] =>
  Number.isFinite(seconds) && seconds > 0
    ? []
    : [`option "${option}" must be a number of seconds above 0: received ${shown(seconds)}`];
