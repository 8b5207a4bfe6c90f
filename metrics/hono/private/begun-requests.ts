const requestsOf = new WeakMap<object, WeakSet<object>>();

/**
 * Whether a request is recorded into something for the first time, and notes it. Without a response of Node's there is no
 * other place to keep that.
 */
export function isFirst(request: object, recordedInto: object): boolean {
  const requests = requestsOf.get(recordedInto) ?? new WeakSet();
  requestsOf.set(recordedInto, requests);
  if (requests.has(request)) return false;
  requests.add(request);
  return true;
}
