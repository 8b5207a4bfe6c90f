import { nearestName } from "./nearest-name";
import { shown } from "./shown";

/** The name of every option that a function takes; the compiler sees to it that none is missing. */
export type OptionNames<Options> = Readonly<Record<keyof Options & string, true>>;

/** Whether an object was written as one, in whatever realm, rather than made by a class or with a prototype. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return typeof prototype !== "object" || prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * What is wrong with the names of options; nothing when all are known.
 *
 * @param within what the options are fields of: `basicAuth.`
 */
export function nameProblems(options: object, names: Readonly<Record<string, true>>, within = ""): string[] {
  const known = Object.keys(names);
  return Object.keys(options)
    .filter((name) => !Object.hasOwn(names, name))
    .map((name) => {
      const near = nearestName(name, known);
      const meant = near === undefined ? "" : `; did you mean "${within}${near}"?`;
      const all = known.map((each) => within + each).join(", ");
      return `option "${within}${name}" is unknown: known are ${all}${meant}`;
    });
}

/** What is wrong with an option that says whether something is done, and may be left out; nothing when it can be used. */
export const flagProblems = (name: string, value: unknown): string[] =>
  value === undefined || typeof value === "boolean"
    ? []
    : [`option "${name}" must be true or false: received ${shown(value)}`];

/**
 * What is wrong with an option that is called, and may be left out; nothing when it can be used.
 *
 * @param meant what the function has to be: `function of the request`
 */
export const functionProblems = (name: string, value: unknown, meant: string): string[] =>
  value === undefined || typeof value === "function"
    ? []
    : [`option "${name}" must be a ${meant}: received ${shown(value)}`];

/**
 * What is wrong with an option that is a time to wait, and may be left out; nothing when it can be used. Node takes a time
 * of some weeks for none at all.
 */
export const secondsProblems = (name: string, value: unknown): string[] =>
  value === undefined || (typeof value === "number" && value > 0 && value <= 3_600)
    ? []
    : [`option "${name}" must be a number of seconds above 0, up to 3600: received ${shown(value)}`];

/** What is wrong with an option that is a clock, and may be left out; nothing when it can be used. */
export const clockProblems = (name: string, value: unknown): string[] =>
  functionProblems(name, value, "function that returns milliseconds");

/** What helps where something else than options was handed over. */
const mistaken = (given: object, names: Readonly<Record<string, true>>): string =>
  Object.hasOwn(names, "registry") && "getSingleMetric" in given
    ? 'hand a registry over as option "registry", as in metricsHandler({ registry })'
    : "where a framework takes what this function returns, call it there, as in app.use(prometheusMonitoringMiddleware())";

/**
 * What is wrong with the options of a function: what they are, what they are called, and then their values. What is not
 * known is refused, since a misspelled token would open a page, and a misspelled threshold would hold for nothing.
 *
 * @param valueProblems what is wrong with the values; asked only where there are options
 */
export function optionProblems(
  options: unknown,
  names: Readonly<Record<string, true>>,
  valueProblems: () => readonly string[] = () => [],
): string[] {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    return [`options must be an object: received ${shown(options)}`];
  }
  const unknown = nameProblems(options, names);
  if (unknown.length > 0 && !isPlain(options)) {
    const all = Object.keys(names).join(", ");
    return [`options must be an object with ${all}: received ${shown(options)}; ${mistaken(options, names)}`];
  }
  return [...unknown, ...valueProblems()];
}
