/** Numbers from 0 to below 1 that look random and are the same for the same seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Some of the items, chosen by a seed, in their order. */
export function sampleOf<Item>(items: readonly Item[], size: number, seed: number): Item[] {
  const next = numbersFrom(seed);
  const chosen = items
    .map((item, index) => ({ item, index, key: next() }))
    .sort((first, second) => first.key - second.key)
    .slice(0, size);
  return chosen.sort((first, second) => first.index - second.index).map(({ item }) => item);
}
