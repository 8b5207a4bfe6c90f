/** A user id as two numbers that are as good as random; the same in every process. */
export interface UserHash {
  /** 32 bits. */
  readonly low: number;
  /** 21 bits, so that both together are a whole number that JavaScript holds exactly. */
  readonly high: number;
}

const HIGH = 0x1_0000_0000;

// Once for all characters: a global may be replaced, and an engine that allows for that looks it up with each of them.
const { imul } = Math;

/** Mixes all bits into all others, by the finalizer of MurmurHash3. */
function mixed(value: number): number {
  let bits = value;
  bits = imul(bits ^ (bits >>> 16), 0x85eb_ca6b);
  bits = imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/**
 * Hashes a user id to 53 bits. Of 10,000 users two have the same hash once in 180 million times; no id of any length
 * takes more memory than another one.
 */
export function hashUser(userId: string): number {
  // Two FNV-1a hashes over the same characters, from different beginnings.
  let low = 0x811c_9dc5;
  let high = 0x9e37_79b9;
  for (let index = 0; index < userId.length; index += 1) {
    const code = userId.charCodeAt(index);
    low = imul(low ^ code, 0x0100_0193);
    high = imul(high ^ code, 0x01d8_7f63);
  }
  return (mixed(high ^ userId.length) >>> 11) * HIGH + mixed(low ^ (high >>> 7));
}

/** Takes a hash apart. */
export const partsOf = (hash: number): UserHash => ({ low: (hash % HIGH) >>> 0, high: Math.floor(hash / HIGH) });
