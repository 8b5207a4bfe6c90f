import { EXPOSER_ENVIRONMENT } from "../definitions";
import { registryProblems } from "../interop/registry-problems";
import type { OptionNames } from "../private/option-problems";
import { shown } from "../private/shown";
import type { CreateMetricsOptions } from "./create-metrics";

/** The options that metrics are created by. */
export const CREATION_OPTIONS: OptionNames<CreateMetricsOptions> = {
  registry: true,
  lineBudget: true,
  expireAfter: true,
};

/** The line budget that whoever started the process set; undefined where nobody did. */
export const lineBudgetInEnvironment = (): string | undefined => process.env[EXPOSER_ENVIRONMENT.lineBudget];

const mustBeLines = (name: string, lines: unknown): string =>
  `${name} must be a whole number of at least 1: received ${shown(lines)}`;

const isLines = (lines: number): boolean => Number.isSafeInteger(lines) && lines >= 1;

function environmentProblems(): string[] {
  const lines = lineBudgetInEnvironment();
  if (lines === undefined || (lines !== "" && isLines(Number(lines)))) return [];
  return [mustBeLines(`environment variable ${EXPOSER_ENVIRONMENT.lineBudget}`, lines)];
}

const lineBudgetProblems = (lines: number): string[] =>
  isLines(lines) ? [] : [mustBeLines('option "lineBudget"', lines)];

/** What is wrong with the options and the environment that metrics are created by; nothing when they can be. */
export function creationProblems({ registry, lineBudget, expireAfter }: CreateMetricsOptions): string[] {
  const expires = expireAfter === undefined || (Number.isFinite(expireAfter) && expireAfter > 0);
  return [
    ...(registry === undefined ? [] : registryProblems(registry)),
    ...(lineBudget === undefined ? environmentProblems() : lineBudgetProblems(lineBudget)),
    ...(expires ? [] : [`option "expireAfter" must be a number of seconds above 0: received ${shown(expireAfter)}`]),
  ];
}
