/** How many letters two names have to share in one piece to be thought the same: `token` and `bearerToken`. */
const LEAST_SHARED = 4;

/** The least number of insertions, deletions and replacements of letters that turn one text into the other. */
function changes(first: string, second: string): number {
  let last = Array.from({ length: second.length + 1 }, (_, column) => column);
  for (let row = 1; row <= first.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= second.length; column += 1) {
      const replaced = (last[column - 1] ?? 0) + (first[row - 1] === second[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    last = current;
  }
  return last[second.length] ?? 0;
}

/** The number of letters that two texts share in one piece. */
function shared(first: string, second: string): number {
  let longest = 0;
  for (let from = 0; from < first.length; from += 1) {
    while (from + longest < first.length && second.includes(first.slice(from, from + longest + 1))) longest += 1;
  }
  return longest;
}

/**
 * The name that somebody who wrote `given` most likely meant; undefined where none is near. A slip of a few letters is
 * nearer than a piece in common.
 */
export function nearestName(given: string, names: readonly string[]): string | undefined {
  const written = given.toLowerCase();
  const candidates = names.map((name) => {
    const lower = name.toLowerCase();
    return { name, changes: changes(written, lower), shared: shared(written, lower) };
  });
  const [slip] = candidates
    .filter((candidate) => candidate.changes <= Math.floor(written.length / 3))
    .sort((first, second) => first.changes - second.changes);
  const [piece] = candidates
    .filter((candidate) => candidate.shared >= LEAST_SHARED)
    .sort((first, second) => second.shared - first.shared || first.changes - second.changes);
  return (slip ?? piece)?.name;
}
