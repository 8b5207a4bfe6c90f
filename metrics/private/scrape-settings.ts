import { EXPOSER_ENVIRONMENT, SCRAPE_PATH, scrapePathProblems } from "../definitions";
import type { BasicAuth, ScrapeOptions } from "../exposition/scrape-options";
import { nameProblems, type OptionNames } from "./option-problems";
import { shown } from "./shown";

/** Where metrics are served, and to whom, once options and environment are put together. */
export interface ScrapeSettings {
  /** Without the last slash. */
  readonly path: string;
  readonly bearerToken: string | undefined;
  readonly basicAuth: BasicAuth | undefined;
  readonly maximumScrapes: number;
}

/** The options of a scrape. */
export const SCRAPE_OPTIONS: OptionNames<ScrapeOptions> = {
  path: true,
  bearerToken: true,
  basicAuth: true,
  maximumScrapes: true,
};

const LOGIN: OptionNames<BasicAuth> = { username: true, password: true };

/** A setting, with the name under which whoever set it knows it. */
interface Setting {
  readonly name: string;
  readonly value: unknown;
}

const option = (name: string, value: unknown): Setting => ({ name: `option "${name}"`, value });

const inEnvironment = (variable: string): Setting => ({
  name: `environment variable ${variable}`,
  value: process.env[variable],
});

const textOf = ({ value }: Setting): string | undefined => (typeof value === "string" ? value : undefined);

const fieldOf = (object: unknown, field: string): unknown =>
  typeof object === "object" && object !== null ? Reflect.get(object, field) : undefined;

/** What was set, and by whom: what an option says, the environment does not. */
function settingsOf(options: ScrapeOptions) {
  const { path, bearerToken, basicAuth } = options;
  // The two belong together: an option never goes with the environment's other half.
  const hasLogin = "basicAuth" in options;
  return {
    path: path === undefined ? inEnvironment(EXPOSER_ENVIRONMENT.path) : option("path", path),
    bearerToken:
      "bearerToken" in options ? option("bearerToken", bearerToken) : inEnvironment(EXPOSER_ENVIRONMENT.bearerToken),
    username: hasLogin
      ? option("basicAuth.username", fieldOf(basicAuth, "username"))
      : inEnvironment(EXPOSER_ENVIRONMENT.username),
    password: hasLogin
      ? option("basicAuth.password", fieldOf(basicAuth, "password"))
      : inEnvironment(EXPOSER_ENVIRONMENT.password),
  };
}

/** An option that is there is meant to guard the page, whatever it holds. What it holds is a secret, and not shown. */
function secretProblems(options: ScrapeOptions): string[] {
  const { basicAuth, bearerToken }: { readonly [Name in keyof ScrapeOptions]: unknown } = options;
  const unset = (name: string) =>
    `option "${name}" is there and undefined, as of a secret that failed to resolve: give it a value, or leave it out to do without`;
  const problems: string[] = [];
  if ("bearerToken" in options && typeof bearerToken !== "string") {
    problems.push(
      bearerToken === undefined
        ? unset("bearerToken")
        : `option "bearerToken" must be a text: received something of the type ${typeof bearerToken}`,
    );
  }
  if (!("basicAuth" in options)) return problems;
  if (basicAuth === undefined) return [...problems, unset("basicAuth")];
  if (typeof basicAuth !== "object" || basicAuth === null) {
    return [
      ...problems,
      `option "basicAuth" must be an object with username and password: received something of the type ${typeof basicAuth}`,
    ];
  }
  return [...problems, ...nameProblems(basicAuth, LOGIN, "basicAuth.")];
}

/** How to mend a secret that a file holds as its only line. */
const TRIM = "trim it, as with .trim() what was read from a file";

const emptyProblems = (settings: readonly Setting[]): string[] =>
  settings
    .filter(({ value }) => value === "")
    .map(({ name }) => `${name} must not be empty: give it a value, or leave it out to do without`);

const CONTROL_CHARACTER = /\p{Cc}/u;

/** Node trims headers, and refuses control characters in them: with such a token, every scrape would be answered with 401. */
function tokenProblems(token: Setting): string[] {
  const text = textOf(token) ?? "";
  if (!CONTROL_CHARACTER.test(text) && text === text.trim()) return [];
  return [
    `${token.name} must hold no control character, nor a blank at its beginning or end, since no request can bring them: ${TRIM}`,
  ];
}

const pathProblems = ({ name, value }: Setting): string[] =>
  value === undefined ? [] : scrapePathProblems(name, value);

/** @param isAsked whether there is to be a login, even where both halves are missing */
function loginProblems(username: Setting, password: Setting, isAsked: boolean): string[] {
  const problems: string[] = [];
  for (const { name, value } of [username, password]) {
    if (value === undefined) continue;
    if (typeof value !== "string") {
      problems.push(`${name} must be a text: received something of the type ${typeof value}`);
    } else if (CONTROL_CHARACTER.test(value)) {
      problems.push(`${name} must hold no control character, which basic authentication cannot carry: ${TRIM}`);
    }
  }
  if (textOf(username)?.includes(":") === true) {
    problems.push(`${username.name} must not contain ":", which ends a user name: received ${shown(username.value)}`);
  }
  if (username.value === undefined && (isAsked || password.value !== undefined)) {
    problems.push(`${username.name} is missing: a password goes with a user name`);
  }
  if (password.value === undefined && (isAsked || username.value !== undefined)) {
    problems.push(`${password.name} is missing: a user name goes with a password`);
  }
  return problems;
}

/** What is wrong with the options and the environment of a scrape; nothing when it can be served. */
export function scrapeProblems(options: ScrapeOptions): string[] {
  const { path, bearerToken, username, password } = settingsOf(options);
  const { maximumScrapes = 4 } = options;
  return [
    ...(Number.isSafeInteger(maximumScrapes) && maximumScrapes >= 1
      ? []
      : [`option "maximumScrapes" must be a whole number of at least 1: received ${shown(maximumScrapes)}`]),
    ...pathProblems(path),
    ...secretProblems(options),
    ...emptyProblems([bearerToken, username, password]),
    ...tokenProblems(bearerToken),
    ...loginProblems(username, password, typeof options.basicAuth === "object"),
  ];
}

/** Puts options and environment together, neither of which has problems. */
export function scrapeSettings(options: ScrapeOptions): ScrapeSettings {
  const settings = settingsOf(options);
  const username = textOf(settings.username);
  const password = textOf(settings.password);
  return {
    path: (textOf(settings.path) ?? SCRAPE_PATH).replace(/\/$/, ""),
    bearerToken: textOf(settings.bearerToken),
    basicAuth: username !== undefined && password !== undefined ? { username, password } : undefined,
    maximumScrapes: options.maximumScrapes ?? 4,
  };
}
