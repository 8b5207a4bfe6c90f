import { ACTIVE_USER_TIMEFRAMES } from "../definitions";
import { addTo, estimate, mergeInto, REGISTERS } from "./private/distinct-sketch";

type Timeframe = (typeof ACTIVE_USER_TIMEFRAMES)[number];

/** The timeframes with their lengths, in milliseconds, the shortest first. */
export const TIMEFRAMES: Readonly<Record<Timeframe, number>> = {
  "1m": 60_000,
  "5m": 300_000,
  "15m": 900_000,
  "1h": 3_600_000,
  "1d": 86_400_000,
};

/** Whom one process saw, in numbers that another process can merge with its own. */
export interface SeenUsers {
  /** The users that are remembered: a hash, and the milliseconds since it was last seen, in turn. */
  readonly recent: Float64Array;
  /**
   * For each timeframe the registers of those besides, which are not remembered one by one; empty where there are none, and
   * the timeframe is exact.
   */
  readonly others: readonly Uint8Array[];
}

/** The remembered users of all processes, each once, with the least time since it was seen: a hash and that time in turn. */
function distinctRecent(processes: readonly SeenUsers[]): Float64Array {
  const [first, ...more] = processes.map(({ recent }) => recent);
  if (first === undefined || more.length === 0) return first ?? new Float64Array(0);
  const leastAges = new Map<number, number>();
  for (const recent of [first, ...more]) {
    for (let at = 0; at < recent.length; at += 2) {
      const hash = recent[at] as number;
      const age = recent[at + 1] as number;
      const known = leastAges.get(hash);
      if (known === undefined || age < known) leastAges.set(hash, age);
    }
  }
  const distinct = new Float64Array(2 * leastAges.size);
  let at = 0;
  for (const [hash, age] of leastAges) {
    distinct[at] = hash;
    distinct[at + 1] = age;
    at += 2;
  }
  return distinct;
}

/** The registers of those that the processes do not remember one by one; undefined where there are none. */
function mergedOthers(processes: readonly SeenUsers[], index: number): Uint8Array | undefined {
  const others = processes.flatMap((seen) => seen.others[index] as Uint8Array).filter(({ length }) => length > 0);
  if (others.length === 0) return undefined;
  const registers = new Uint8Array(REGISTERS);
  for (const other of others) mergeInto(registers, other);
  return registers;
}

/**
 * Distinct users within each timeframe that any of the processes saw: nobody counts twice. All timeframes are counted in one
 * pass over the users, of whom there may be a million.
 */
export function countDistinct(processes: readonly SeenUsers[]): ReadonlyMap<Timeframe, number> {
  const recent = distinctRecent(processes);
  const within = ACTIVE_USER_TIMEFRAMES.map((timeframe, index) => ({
    timeframe,
    span: TIMEFRAMES[timeframe],
    known: 0,
    registers: mergedOthers(processes, index),
  }));
  const fromLongest = [...within].reverse();
  for (let at = 0; at < recent.length; at += 2) {
    const age = recent[at + 1] as number;
    let shortest: Uint8Array | undefined;
    for (const timeframe of fromLongest) {
      // Whoever is not within one timeframe is not within a shorter one.
      if (age >= timeframe.span) break;
      timeframe.known += 1;
      shortest = timeframe.registers ?? shortest;
    }
    if (shortest !== undefined) addTo(shortest, recent[at] as number);
  }
  // Whoever is within one timeframe is within each longer one.
  let shorter: Uint8Array | undefined;
  for (const { registers } of within) {
    if (registers !== undefined && shorter !== undefined) mergeInto(registers, shorter);
    shorter = registers ?? shorter;
  }
  // Those that are known by themselves are certain.
  return new Map(
    within.map(({ timeframe, known, registers }) => [
      timeframe,
      registers === undefined ? known : Math.max(known, estimate(registers)),
    ]),
  );
}

/** Users as bytes: the number of those remembered, they, and the registers of each timeframe. */
export function encodeSeenUsers({ recent, others }: SeenUsers): Buffer {
  const lengths = Float64Array.of(recent.length, ...others.map(({ length }) => length));
  const bytes = ({ buffer, byteOffset, byteLength }: Float64Array) => Buffer.from(buffer, byteOffset, byteLength);
  return Buffer.concat([bytes(lengths), bytes(recent), ...others]);
}

/** Reads what `encodeSeenUsers` wrote. */
export function decodeSeenUsers(encoded: Uint8Array): SeenUsers {
  // An array of numbers has to begin at a multiple of 8 bytes.
  const bytes = Uint8Array.from(encoded);
  const count = ACTIVE_USER_TIMEFRAMES.length;
  const [users, ...registers] = new Float64Array(bytes.buffer, 0, 1 + count);
  let at = 8 * (1 + count);
  const recent = new Float64Array(bytes.buffer, at, users);
  at += recent.byteLength;
  const others = registers.map((length) => {
    const from = at;
    at += length;
    return bytes.subarray(from, at);
  });
  return { recent, others };
}
