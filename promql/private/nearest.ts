/** The least number of insertions, deletions, replacements and swaps of neighbours that turn one text into the other. */
export function editDistance(first: string, second: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: second.length + 1 }, (_, column) => column);
  for (let row = 1; row <= first.length; row++) {
    const current = [row];
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
    }
    beforeLast = last;
    last = current;
  }
  return last[second.length] ?? Infinity;
}

/** Whether the longer name has all words of the shorter one, in order: `api_requests` and `api_requests_total`. */
function extendsName(shorter: string, longer: string): boolean {
  const words = shorter.split("_");
  if (words.length < 2) return false;
  let next = 0;
  for (const word of longer.split("_")) if (word === words[next]) next++;
  return next === words.length;
}

/** The candidate that somebody who wrote `name` most likely meant, or undefined when none is near. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const furthest = Math.max(1, Math.floor(name.length / 3));
  let best: string | undefined;
  let bestCost = Infinity;
  for (const candidate of candidates) {
    let cost = Infinity;
    // A forgotten word (a unit, "_total") is as likely a slip as two wrong letters, however long the word is.
    if (extendsName(name, candidate)) cost = candidate.split("_").length - name.split("_").length + 1;
    if (Math.abs(candidate.length - name.length) <= Math.min(furthest, cost)) {
      const distance = editDistance(name, candidate);
      if (distance <= furthest) cost = Math.min(cost, distance);
    }
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
