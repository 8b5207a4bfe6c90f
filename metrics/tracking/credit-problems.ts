import { shown } from "../private/shown";
import type { CreditUse } from "./tracking-options";

/** What is wrong with a use of credits, whoever says it; nothing when it can be counted. */
export function creditProblems(use: CreditUse | null | undefined): string[] {
  // Whoever does not compile may hand over nothing at all.
  if (typeof use !== "object" || use === null) {
    return [`the use of credits must be an object with user and credits: received ${shown(use)}`];
  }
  const { user, credits } = use;
  const problems: string[] = [];
  if (typeof user !== "string") problems.push(`option "user" must be a text: received ${shown(user)}`);
  if (!Number.isFinite(credits) || credits < 0) {
    problems.push(`option "credits" must be a finite number of at least 0: received ${shown(credits)}`);
  }
  return problems;
}
