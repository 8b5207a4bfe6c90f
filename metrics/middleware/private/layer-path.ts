import type { ExpressLayer, PathMatcher } from "./express-internals";

/** What stands for a part of the template that cannot be told. */
export const UNKNOWN_PATH = "*";

/** A path as it was declared: a regular expression as its source, several paths with `|` between them. */
export function declaredPath(path: unknown): string {
  if (Array.isArray(path)) return path.map(declaredPath).join("|");
  return typeof path === "string" || path instanceof RegExp ? String(path) : UNKNOWN_PATH;
}

/** How much of a path a mounted layer takes; undefined when the path is not under it. */
export function consumed(layer: ExpressLayer, path: string): string | undefined {
  if (layer.slash === true || layer.regexp?.fast_slash === true) return "";
  if (layer.regexp !== undefined) return layer.regexp.exec(path)?.[0];
  for (const matcher of layer.matchers ?? []) {
    const match = attempt(matcher, path);
    if (match !== false) return match.path;
  }
  return undefined;
}

/** The path that a layer is mounted at, with the names of its parameters, and without a slash at its end. */
export function mountPath(layer: ExpressLayer, requested: string): string {
  if (layer.slash === true || layer.regexp?.fast_slash === true) return "";
  return declaredMountPath(layer, requested).replace(/\/+$/, "");
}

function declaredMountPath(layer: ExpressLayer, requested: string): string {
  if (layer.rawPath !== undefined) return declaredPath(layer.rawPath);
  if (layer.regexp !== undefined) return pathOfExpression(layer.regexp, layer.keys ?? []);
  for (const matcher of layer.matchers ?? []) {
    const path = pathOfMatcher(matcher, requested);
    if (path !== undefined) return path;
  }
  return UNKNOWN_PATH;
}

/** Matches as Express does; a parameter that cannot be decoded is no match. */
function attempt(matcher: PathMatcher, path: string): ReturnType<PathMatcher> {
  try {
    return matcher(path);
  } catch {
    return false;
  }
}

// What Express 4 appends to the expression of every path that others may follow.
const OPEN_END = String.raw`\/?(?=\/|$)`;

/**
 * The path that Express 4 compiled to an expression. One that is more than text and parameters is given as the
 * expression: it would be wrong to guess, and it is as bounded.
 */
function pathOfExpression(expression: RegExp, keys: NonNullable<ExpressLayer["keys"]>): string {
  const { source } = expression;
  if (!source.startsWith("^") || !source.endsWith(OPEN_END)) return String(expression);
  const body = source.slice(1, -OPEN_END.length);
  const names = keys.map(({ name }) => (typeof name === "string" ? `:${name}` : UNKNOWN_PATH));
  let path = "";
  for (let index = 0; index < body.length;) {
    const rest = body.slice(index);
    const text = /^(?:\\([^a-zA-Z0-9])|[^\\^$.*+?()[\]{}|])/.exec(rest);
    const group = text === null ? groupAt(rest) : undefined;
    if (text !== null) {
      path += text[1] ?? text[0];
      index += text[0].length;
    } else if (group !== undefined) {
      const separator = /^\(\?:\\([/.])/.exec(group)?.[1] ?? "";
      path += separator + names.splice(0, capturing(group)).join("");
      index += group.length;
      if (body[index] === "?") index += 1;
    } else {
      return String(expression);
    }
  }
  return path;
}

/** The group that an expression begins with, up to the bracket that closes it. */
function groupAt(expression: string): string | undefined {
  if (!expression.startsWith("(")) return undefined;
  let depth = 0;
  for (const { 0: part, index } of expression.matchAll(/\\.|\[(?:\\.|[^\]])*\]|[()]/g)) {
    if (part === "(") depth += 1;
    if (part === ")") depth -= 1;
    if (depth === 0) return expression.slice(0, index + part.length);
  }
  return undefined;
}

const capturing = (group: string): number =>
  [...group.matchAll(/\\.|\[(?:\\.|[^\]])*\]|\((?!\?)/g)].filter(([part]) => part === "(").length;

/**
 * The path behind a matcher of Express 5 with a router before 2.3, which keeps it to itself. A character is put into
 * each place of a path that matches: where a parameter changes with it, the parameter stands.
 */
function pathOfMatcher(matcher: PathMatcher, requested: string): string | undefined {
  const match = attempt(matcher, requested);
  if (match === false) return undefined;
  // The matcher of a regular expression: what is outside its groups need not be text.
  if (matcher.name === "regexpMatcher") return `/${UNKNOWN_PATH}`;
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
