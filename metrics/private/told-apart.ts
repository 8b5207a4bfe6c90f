import { OVERFLOW_VALUE } from "../definitions";

/**
 * The key under which something is kept of which only so many are told apart: its own while it is known or there is room,
 * and `overflow` for all others together. What was kept under a key once stays under it, as long as none is removed.
 */
export const toldApart = (known: ReadonlyMap<string, unknown>, key: string, maximum: number): string =>
  known.size < maximum || known.has(key) ? key : OVERFLOW_VALUE;
