/** What is being collected now, so that scrapes share one run, and a run that hangs is never joined by another. */
const running = new WeakMap<object, Map<string, Promise<unknown>>>();

/**
 * Collects of a metric, or waits for what is being collected of it already.
 *
 * @param kind tells apart what is collected of one metric; each kind has one type of value
 */
export function once<Value>(metric: object, kind: string, collect: () => Value | Promise<Value>): Promise<Value> {
  const own = running.get(metric) ?? new Map<string, Promise<unknown>>();
  running.set(metric, own);
  const known = own.get(kind) as Promise<Value> | undefined;
  if (known !== undefined) return known;
  const run = (async () => collect())().finally(() => own.delete(kind));
  own.set(kind, run);
  return run;
}

/** @throws {Error} when it takes longer than the seconds given */
export async function within<Value>(seconds: number, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no value within ${seconds} s`)), seconds * 1_000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
