/**
 * The engine's own copy of a text. A text that is part of a longer one would keep all of that alive, and the copy is the
 * very object that the same text in source code is, so that comparing the two compares pointers. The text that was handed
 * over refers to the copy from then on, and whoever keeps it has the copy after the next garbage collection.
 */
export function internalized(text: string): string {
  return Object.keys({ [text]: 0 })[0] ?? text;
}
