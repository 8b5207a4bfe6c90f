/**
 * The least number of insertions, deletions, replacements and swaps of neighbours that turn one text into the other, or
 * Infinity where that is more than `most`.
 */
export function editDistance(first: string, second: string, most = Infinity): number {
  if (Math.abs(first.length - second.length) > most) return Infinity;
  let beforeLast: number[] = [];
  let last = Array.from({ length: second.length + 1 }, (_, column) => column);
  let leastOfLast = 0;
  for (let row = 1; row <= first.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= second.length; column++) {
      const same = first[row - 1] === second[column - 1];
      let cost = Math.min(
        (last[column] ?? Infinity) + 1,
        (current[column - 1] ?? Infinity) + 1,
        (last[column - 1] ?? Infinity) + (same ? 0 : 1),
      );
      if (first[row - 1] === second[column - 2] && first[row - 2] === second[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? Infinity) + 1);
      }
      current.push(cost);
      if (cost < least) least = cost;
    }
    // No later row can have less than the least of two that follow each other.
    if (least > most && leastOfLast > most) return Infinity;
    leastOfLast = least;
    beforeLast = last;
    last = current;
  }
  const distance = last[second.length] ?? Infinity;
  return distance > most ? Infinity : distance;
}

/** How often each character is in a text. */
function charactersOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const character of text.split("")) counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts;
}

/** No fewer changes than this turn one text into the other: each brings or takes one character. Cheap to tell. */
function leastDistance(characters: ReadonlyMap<string, number>, length: number, other: string): number {
  let shared = 0;
  for (const [character, count] of characters) {
    let found = 0;
    for (let at = other.indexOf(character); at >= 0 && found < count; at = other.indexOf(character, at + 1)) found += 1;
    shared += found;
  }
  return Math.max(length, other.length) - shared;
}

/** Whether a longer name has all the words, in order: `api_requests` and `api_requests_total`. */
function hasWords(words: readonly string[], longer: string): boolean {
  let from = 0;
  const delimited = `_${longer}_`;
  return words.every((word) => {
    const found = delimited.indexOf(`_${word}_`, from);
    from = found + word.length + 1;
    return found >= 0;
  });
}

/** The candidate that somebody who wrote `name` most likely meant, or undefined when none is near. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  // Every letter is one slip away from every other.
  const furthest = name.length < 2 ? 0 : Math.max(1, Math.floor(name.length / 4));
  const words = name.split("_");
  const characters = charactersOf(name);
  let best: string | undefined;
  let bestCost = Infinity;
  for (const candidate of candidates) {
    // A forgotten word (a unit, "_total") is as likely a slip as two wrong letters, however long the word is.
    const extendsName = words.length > 1 && candidate.length > name.length && hasWords(words, candidate);
    const most = Math.min(furthest, bestCost);
    if (!extendsName && leastDistance(characters, name.length, candidate) > most) continue;
    const cost = extendsName ? candidate.split("_").length - words.length + 1 : editDistance(name, candidate, most);
    if (cost < bestCost || (cost === bestCost && best !== undefined && candidate < best)) {
      best = candidate;
      bestCost = cost;
    }
  }
  return bestCost === Infinity ? undefined : best;
}

/** `; did you mean "…"?` where a candidate is near, else what `otherwise` says. */
export function didYouMean(name: string, candidates: Iterable<string>, otherwise = ""): string {
  const near = nearest(name, candidates);
  return near === undefined ? otherwise : `; did you mean "${near}"?`;
}
