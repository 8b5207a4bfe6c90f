import { EXPOSER_ENVIRONMENT } from "../definitions";
import type { CreateMetricsOptions } from "./create-metrics";

/** The line budget that whoever started the process set; undefined where nobody did. */
export const lineBudgetInEnvironment = (): string | undefined => process.env[EXPOSER_ENVIRONMENT.lineBudget];

function linesProblems(name: string, lines: number | string | undefined): string[] {
  if (lines === undefined || (lines !== "" && Number.isSafeInteger(Number(lines)) && Number(lines) >= 1)) return [];
  return [`${name} must be a whole number of at least 1: received "${lines}"`];
}

/** What is wrong with the options and the environment that metrics are created by; nothing when they can be. */
export function creationProblems({ lineBudget, expireAfter }: CreateMetricsOptions): string[] {
  const expires = expireAfter === undefined || (Number.isFinite(expireAfter) && expireAfter > 0);
  return [
    ...(lineBudget === undefined
      ? linesProblems(`environment variable ${EXPOSER_ENVIRONMENT.lineBudget}`, lineBudgetInEnvironment())
      : linesProblems('option "lineBudget"', lineBudget)),
    ...(expires ? [] : [`option "expireAfter" must be a number of seconds above 0: received ${expireAfter}`]),
  ];
}
