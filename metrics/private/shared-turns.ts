import { LONGEST_TURN, nextTurn } from "./turns";

/** Microseconds of work after which the clock is looked at; looking costs some, too. */
const WORK_A_LOOK = 256;

// All metrics are collected at once, so they share what a turn has.
let work = 0;
let started = 0;
let next: Promise<void> | undefined;

/**
 * Says that work was done which is part of a longer one.
 *
 * @param microseconds about how long it took
 * @returns what to wait for before more is done; undefined where more can be done at once
 */
export function turnAfter(microseconds: number): Promise<void> | undefined {
  work += microseconds;
  if (work < WORK_A_LOOK) return undefined;
  work = 0;
  if (next === undefined && performance.now() - started >= LONGEST_TURN) next = startNext();
  return next;
}

async function startNext(): Promise<void> {
  await nextTurn();
  next = undefined;
  started = performance.now();
}
