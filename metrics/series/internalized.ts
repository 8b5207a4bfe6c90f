/**
 * The engine's own copy of a text. A text that is part of a longer one would keep all of that alive, and the copy is the
 * very object that the same text in source code is, so that comparing the two compares pointers. The text that was handed
 * over refers to the copy from then on, and whoever keeps it has the copy after the next garbage collection.
 */
export function internalized(text: string): string {
  // Without a prototype it is a table from the start, and the engine draws up no shape for each text.
  return Object.keys({ __proto__: null, [text]: 0 })[0] ?? text;
}
