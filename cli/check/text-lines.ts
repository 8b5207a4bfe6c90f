import type { Position } from "./content";

/** The lines of a text, to find places in. */
export class TextLines {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) this.starts.push(end + 1);
  }

  /** The place of a character. */
  positionOf(index: number): Position {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: index - (this.starts[low] ?? 0) + 1 };
  }

  /** The place at which the first of the texts stands that stands there at all, or else the beginning. */
  firstOf(texts: readonly string[]): Position {
    const found = texts.map((text) => (text === "" ? -1 : this.text.indexOf(text))).find((index) => index >= 0);
    return this.positionOf(found ?? 0);
  }
}
