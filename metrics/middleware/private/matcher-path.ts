import type { PathMatcher } from "../express-internals";
import { UNKNOWN_PATH } from "./unknown-path";

/** Matches as Express does; a parameter that cannot be decoded is no match. */
export function attempt(matcher: PathMatcher, path: string): ReturnType<PathMatcher> {
  try {
    return matcher(path);
  } catch {
    return false;
  }
}

/**
 * The path behind a matcher of Express 5 with a router before 2.3, which keeps it to itself. A character is put into
 * each place of a path that matches: where a parameter changes with it, the parameter stands. The text between keeps the
 * case in which that first request wrote it.
 */
export function matcherPath(matcher: PathMatcher, requested: string): string {
  const match = attempt(matcher, requested);
  // Outside the groups of a regular expression there need not be text, and a rewritten URL need not match.
  if (match === false || matcher.name === "regexpMatcher") return `/${UNKNOWN_PATH}`;
  const places = new Map<string, { start: number; end: number }>();
  for (let index = 0; index <= match.path.length; index += 1) {
    const probe = attempt(matcher, `${match.path.slice(0, index)}x${match.path.slice(index)}`);
    if (probe === false) continue;
    const changed = Object.keys(match.params).find((name) => String(match.params[name]) !== String(probe.params[name]));
    if (changed !== undefined) places.set(changed, { start: places.get(changed)?.start ?? index, end: index });
  }
  let path = "";
  let end = 0;
  for (const [name, place] of places) {
    path += `${match.path.slice(end, place.start)}${Array.isArray(match.params[name]) ? "*" : ":"}${name}`;
    end = place.end;
  }
  return path + match.path.slice(end);
}
