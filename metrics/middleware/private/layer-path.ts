import type { ExpressLayer } from "../express-internals";
import { expressionPath } from "./expression-path";
import { attempt, matcherPath } from "./matcher-path";
import { UNKNOWN_PATH } from "./unknown-path";

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
  if (typeof layer.rawPath === "string") return layer.rawPath.replace(/\/+$/, "");
  if (layer.rawPath !== undefined) return declaredPath(layer.rawPath);
  if (layer.regexp !== undefined) return expressionPath(layer.regexp, layer.keys ?? []);
  // Of several paths, only the one that this request took could be told.
  const [matcher, ...others] = layer.matchers ?? [];
  return matcher !== undefined && others.length === 0 ? matcherPath(matcher, requested) : `/${UNKNOWN_PATH}`;
}
