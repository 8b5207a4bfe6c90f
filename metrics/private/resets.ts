const listeners = new WeakMap<object, Set<() => void>>();

/** Hears that a metric begins again, after all of its series are gone: what it is computed from begins again, too. */
export function whenReset(metric: object, begin: () => void): void {
  const known = listeners.get(metric) ?? new Set();
  listeners.set(metric, known.add(begin));
}

/** Says that a metric has begun again. */
export function tellReset(metric: object): void {
  for (const begin of listeners.get(metric) ?? []) begin();
}
