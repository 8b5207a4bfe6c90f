/** A text in a JSON document. */
export interface JsonString {
  /** The names on the way to it, its own last; places in lists have none. */
  readonly path: readonly string[];
  readonly value: string;
  /** Where its quote stands in the document. */
  readonly from: number;
  /** Where a character of the value stands in the document. */
  readonly indexOf: (index: number) => number;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g;

/** Every text that is a value in a JSON document, in order. The document has to be JSON. */
export function jsonStrings(text: string): JsonString[] {
  const tokens = [...text.matchAll(TOKEN)];
  /** The objects and lists around a token, each with the name that was read last in it. */
  const around: { name?: string }[] = [];
  return tokens.flatMap(({ 0: token, index: from }, place) => {
    if (token === "{" || token === "[") around.push({});
    if (token === "}" || token === "]") around.pop();
    if (!token.startsWith('"')) return [];
    const value = JSON.parse(token) as string;
    const owner = around.at(-1);
    if (tokens[place + 1]?.[0] === ":" && owner !== undefined) {
      owner.name = value;
      return [];
    }
    const path = around.flatMap(({ name }) => name ?? []);
    return [{ path, value, from, indexOf: (index) => from + 1 + rawLength(token.slice(1), index) }];
  });
}

/** How much of a literal's source its first characters take. */
function rawLength(source: string, characters: number): number {
  let length = 0;
  let read = 0;
  for (const [piece] of source.matchAll(/\\u[0-9a-fA-F]{4}|\\.|[^]/g)) {
    if (read === characters) break;
    length += piece.length;
    read += 1;
  }
  return length;
}
