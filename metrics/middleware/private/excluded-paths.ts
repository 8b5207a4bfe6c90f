import { shown } from "../../private/shown";
import type { RequestMonitoringOptions } from "../middleware-options";

type Excluded = NonNullable<RequestMonitoringOptions<unknown>["exclude"]>;

const isUsable = (path: unknown): boolean => (typeof path === "string" ? path.startsWith("/") : path instanceof RegExp);

/** The paths of the option `exclude`, of which there may be one alone. */
const listed = (exclude: Excluded): readonly (string | RegExp)[] =>
  typeof exclude === "string" || exclude instanceof RegExp ? [exclude] : exclude;

/** What is wrong with the paths that shall not be recorded; nothing when they can be used. */
export function excludeProblems(exclude: Excluded): string[] {
  const paths: unknown = listed(exclude);
  if (!Array.isArray(paths)) {
    return [`option "exclude" must be a path, an expression, or a list of them: received ${shown(exclude)}`];
  }
  return paths
    .filter((path) => !isUsable(path))
    .map((path) => `option "exclude" must hold paths that begin with "/", or expressions: received ${shown(path)}`);
}

function matcher(excluded: string | RegExp): (path: string) => boolean {
  if (typeof excluded === "string") {
    const path = excluded.replace(/\/$/, "");
    return (requested) => requested === path || requested.startsWith(`${path}/`);
  }
  // A global or sticky expression would remember where it was.
  const expression = new RegExp(excluded.source, excluded.flags.replaceAll(/[gy]/g, ""));
  return (requested) => expression.test(requested);
}

/** Tells whether a URL is one of those that are not recorded; undefined where all are. */
export function excludedPaths(exclude: Excluded): ((url: string) => boolean) | undefined {
  const matchers = listed(exclude).map(matcher);
  if (matchers.length === 0) return undefined;
  return (url) => {
    const [path = ""] = url.split(/[?#]/, 1);
    return matchers.some((matches) => matches(path));
  };
}
