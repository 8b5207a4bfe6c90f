import { types } from "node:util";
import type { UserId } from "../../collectors";
import { shown } from "../../private/shown";

/** The template that the option `route` returned, of which no compiler may have seen the type. */
export function templateIn(returned: unknown): string | undefined {
  if (typeof returned === "string") return returned;
  if (typeof returned === "number") return String(returned);
  requireNothing(returned, 'option "route" must return the route template as a text, or undefined');
  return undefined;
}

/** The user whom the option `user` returned. */
export function userIn(returned: unknown): UserId | undefined {
  if (typeof returned === "string" || typeof returned === "number" || typeof returned === "bigint") return returned;
  requireNothing(returned, 'option "user" must return a text or a number, or undefined where nobody is known');
  return undefined;
}

/** @throws {TypeError} for anything but nothing */
function requireNothing(returned: unknown, rule: string): void {
  if (returned === undefined || returned === null) return;
  // Nobody waits for it, as the request is over, and a rejection that nobody handles ends the process.
  if (types.isPromise(returned)) returned.catch(() => undefined);
  throw new TypeError(`${rule}: received ${shown(returned)}`);
}
