/** What is being collected now, so that scrapes share one run, and a run that hangs is never joined by another. */
const running = new WeakMap<object, Map<string, Promise<unknown>>>();

/** When each run began, in milliseconds. */
const beginnings = new WeakMap<Promise<unknown>, number>();

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
  beginnings.set(run, performance.now());
  return run;
}

/**
 * Waits for a run. The seconds count from its beginning: one that hangs since an earlier scrape costs a later one nothing.
 *
 * @throws {Error} when it takes longer than the seconds given
 */
export async function within<Value>(seconds: number, run: Promise<Value>): Promise<Value> {
  const now = performance.now();
  const left = seconds * 1_000 - (now - (beginnings.get(run) ?? now));
  const late = () => new Error(`no value within ${seconds} s`);
  if (left <= 0) throw late();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), left);
  });
  try {
    return await Promise.race([run, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
