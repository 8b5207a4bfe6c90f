import type { ServerResponse } from "node:http";

const bytes = (chunk: unknown, encoding: unknown): number => {
  if (typeof chunk === "string") {
    return Buffer.byteLength(chunk, Buffer.isEncoding(String(encoding)) ? (encoding as BufferEncoding) : "utf8");
  }
  return chunk instanceof Uint8Array ? chunk.byteLength : 0;
};

/** Counts the bytes of a body as they are written; those that a `HEAD` request does not get are not counted. */
export function countResponse(response: ServerResponse, isHead: boolean): () => number {
  let sent = 0;
  let nested = false;
  for (const name of ["write", "end"] as const) {
    const original: unknown = Reflect.get(response, name);
    if (typeof original !== "function") continue;
    const counting = (...args: unknown[]): unknown => {
      // HTTP/2's `end` calls `write`.
      if (nested || isHead) return Reflect.apply(original, response, args);
      sent += bytes(args[0], args[1]);
      nested = true;
      try {
        return Reflect.apply(original, response, args);
      } finally {
        nested = false;
      }
    };
    Object.defineProperty(response, name, { value: counting, configurable: true, writable: true });
  }
  return () => sent;
}
