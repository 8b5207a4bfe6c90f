/** Whatever a caller handed over as a text: an object may have none of its own. */
export function shownValue(value: unknown): string {
  try {
    return String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
