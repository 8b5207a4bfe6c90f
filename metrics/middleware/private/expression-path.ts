import type { ExpressLayer } from "../express-internals";
import { UNKNOWN_PATH } from "./unknown-path";

// What Express 4 appends to the expression of every path that others may follow.
const OPEN_END = String.raw`\/?(?=\/|$)`;

/**
 * The path that Express 4 compiled to an expression; several paths with `|` between them. One that is more than text and
 * parameters is given as the expression: it would be wrong to guess, and it is as bounded.
 */
export function expressionPath(expression: RegExp, keys: NonNullable<ExpressLayer["keys"]>): string {
  const names = keys.map(({ name }) => (typeof name === "string" ? `:${name}` : UNKNOWN_PATH));
  const [only, ...others] = alternatives(expression.source).map((source) => textPath(source, names));
  if (others.length === 0) return only ?? String(expression);
  const paths = [only, ...others].map((path) => (path === "" ? "/" : path));
  return paths.includes(undefined) ? String(expression) : paths.join("|");
}

/** The path behind one alternative, which takes its names from the list; undefined for more than text and parameters. */
function textPath(source: string, names: string[]): string | undefined {
  if (!source.startsWith("^") || !source.endsWith(OPEN_END)) return undefined;
  const body = source.slice(1, -OPEN_END.length);
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
      return undefined;
    }
  }
  return path;
}

/** What an expression chooses from outside all brackets. */
function alternatives(source: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: part, index } of source.matchAll(/\\.|\[(?:\\.|[^\]])*\]|[()|]/g)) {
    if (part === "(") depth += 1;
    if (part === ")") depth -= 1;
    if (part === "|" && depth === 0) {
      found.push(source.slice(start, index));
      start = index + 1;
    }
  }
  return [...found, source.slice(start)];
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
