import { EXPOSER_ENVIRONMENT, SCRAPE_PATH } from "../definitions";
import { MetricUsageError } from "../handles";
import type { BasicAuth, ScrapeOptions } from "../exposition/scrape-options";

/** Where metrics are served, and to whom, once options and environment are put together. */
export interface ScrapeSettings {
  /** Without the last slash. */
  readonly path: string;
  readonly bearerToken: string | undefined;
  readonly basicAuth: BasicAuth | undefined;
  readonly maximumScrapes: number;
}

/** A setting, with the name under which whoever set it knows it. */
interface Setting {
  readonly name: string;
  readonly value: string | undefined;
}

function setting(option: string, value: string | undefined, variable: string): Setting {
  return value === undefined
    ? { name: `environment variable ${variable}`, value: process.env[variable] }
    : { name: `option "${option}"`, value };
}

const emptyProblems = (settings: readonly Setting[]): string[] =>
  settings
    .filter(({ value }) => value === "")
    .map(({ name }) => `${name} must not be empty: give it a value, or leave it out to do without`);

function pathProblems({ name, value }: Setting): string[] {
  if (value === undefined || /^\/[^?#\s]*$/.test(value)) return [];
  return [`${name} must begin with "/" and hold no "?", "#" or blank: received "${value}"`];
}

function basicProblems(username: Setting, password: Setting): string[] {
  const problems: string[] = [];
  if (username.value?.includes(":")) {
    problems.push(`${username.name} must not contain ":", which ends a user name: received "${username.value}"`);
  }
  if (username.value === undefined && password.value !== undefined) {
    problems.push(`${username.name} is missing: a password goes with a user name`);
  }
  if (username.value !== undefined && password.value === undefined) {
    problems.push(`${password.name} is missing: a user name goes with a password`);
  }
  return problems;
}

/**
 * Puts options and environment together.
 *
 * @param further what is wrong with the options besides
 * @throws {MetricUsageError} naming every setting that cannot be used
 */
export function scrapeSettings(options: ScrapeOptions, further: readonly string[] = []): ScrapeSettings {
  const path = setting("path", options.path, EXPOSER_ENVIRONMENT.path);
  const bearer = setting("bearerToken", options.bearerToken, EXPOSER_ENVIRONMENT.bearerToken);
  // The two belong together: an option never goes with the environment's other half.
  const username = setting("basicAuth.username", options.basicAuth?.username, EXPOSER_ENVIRONMENT.username);
  const password = setting("basicAuth.password", options.basicAuth?.password, EXPOSER_ENVIRONMENT.password);

  const { maximumScrapes = 4 } = options;

  const problems = [
    ...further,
    ...(Number.isSafeInteger(maximumScrapes) && maximumScrapes >= 1
      ? []
      : [`option "maximumScrapes" must be a whole number of at least 1: received ${maximumScrapes}`]),
    ...pathProblems(path),
    ...emptyProblems([bearer, username, password]),
    ...basicProblems(username, password),
  ];
  if (problems.length > 0) throw new MetricUsageError(problems.map((problem) => `metrics: ${problem}`));

  const complete = username.value !== undefined && password.value !== undefined;
  return {
    path: (path.value ?? SCRAPE_PATH).replace(/\/$/, ""),
    bearerToken: bearer.value,
    basicAuth: complete ? { username: username.value, password: password.value } : undefined,
    maximumScrapes,
  };
}
