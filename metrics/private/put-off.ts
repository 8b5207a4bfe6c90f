/** What was put off: it is to be recorded before anybody reads a metric, or takes series away. */
export interface PutOff {
  catchUp(): void;
}

const waiting = new Set<PutOff>();

/** Has something recorded later, and once. */
export function putOff(work: PutOff): void {
  waiting.add(work);
}

/** Records all that was put off. */
export function catchUp(): void {
  for (const work of waiting) {
    waiting.delete(work);
    work.catchUp();
  }
}
