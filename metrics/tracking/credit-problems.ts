import type { CreditUse } from "./tracking-options";

/** What is wrong with a use of credits; nothing when it can be counted. */
export function creditProblems({ user, credits }: CreditUse): string[] {
  const problems: string[] = [];
  if (typeof user !== "string") problems.push(`option "user" must be a text: received ${String(user)}`);
  if (!Number.isFinite(credits) || credits < 0) {
    problems.push(`option "credits" must be a finite number of at least 0: received ${String(credits)}`);
  }
  return problems;
}
