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
  let best: string | undefined;
  let bestCost = Infinity;
  for (const candidate of candidates) {
    // A forgotten word (a unit, "_total") is as likely a slip as two wrong letters, however long the word is.
    const extendsName = words.length > 1 && candidate.length > name.length && hasWords(words, candidate);
    const cost = extendsName
      ? candidate.split("_").length - words.length + 1
      : editDistance(name, candidate, Math.min(furthest, bestCost));
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
