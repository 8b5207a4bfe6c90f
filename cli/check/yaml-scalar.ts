/** How much of a scalar's source stands for one character of its value, by how the scalar is quoted. */
const PIECES: Readonly<Record<string, RegExp>> = {
  '"': /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r\n|[^])|[^]/g,
  "'": /''|[^]/g,
};

const PLAIN = /[^]/g;

/** Pieces that a double-quoted scalar writes for white space. */
const ESCAPED_SPACE = /^\\[\sntrfv]/;

const isSpace = (piece: string): boolean => /^\s/.test(piece) || ESCAPED_SPACE.test(piece);

/**
 * Where a character of a YAML scalar's value stands in the scalar's source. Lines may be folded and indented in ways of
 * many kinds, but none adds, drops or reorders anything but white space.
 */
export function indexInScalar(source: string, value: string, index: number): number {
  const quote = source.charAt(0);
  const isBlock = quote === "|" || quote === ">";
  // Before the content come the quote, or the line with the block's indicators.
  const start = isBlock ? source.indexOf("\n") + 1 : quote in PIECES ? 1 : 0;
  let before = value.slice(0, index).replace(/\s+/g, "").length;
  for (const { 0: piece, index: at } of source.slice(start).matchAll(PIECES[quote] ?? PLAIN)) {
    if (isSpace(piece)) continue;
    if (before === 0) return start + at;
    before -= 1;
  }
  return start;
}
