import { ACTIVE_USER_TIMEFRAMES } from "../definitions";
import { addTo, estimate, mergeInto, REGISTERS } from "./private/distinct-sketch";

type Timeframe = (typeof ACTIVE_USER_TIMEFRAMES)[number];

/** The timeframes with their lengths, in milliseconds. */
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

function countWithin(span: number, index: number, processes: readonly SeenUsers[]): number {
  const known = new Set<number>();
  for (const { recent } of processes) {
    for (let at = 0; at < recent.length; at += 2) {
      if ((recent[at + 1] as number) < span) known.add(recent[at] as number);
    }
  }
  const others = processes.flatMap((seen) => seen.others[index] as Uint8Array).filter(({ length }) => length > 0);
  if (others.length === 0) return known.size;
  const registers = new Uint8Array(REGISTERS);
  for (const other of others) mergeInto(registers, other);
  for (const hash of known) addTo(registers, hash);
  // Those that are known by themselves are certain.
  return Math.max(known.size, estimate(registers));
}

/** Distinct users within each timeframe that any of the processes saw: nobody counts twice. */
export const countDistinct = (processes: readonly SeenUsers[]): ReadonlyMap<Timeframe, number> =>
  new Map(
    ACTIVE_USER_TIMEFRAMES.map((timeframe, index) => [timeframe, countWithin(TIMEFRAMES[timeframe], index, processes)]),
  );

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
