import type { ServerResponse } from "node:http";
import type { Writable } from "node:stream";
import { constants, createGzip } from "node:zlib";

/** Answers shorter than this are sent as they are: compressing them would cost more than it saves. */
const LEAST_COMPRESSED = 1_024;

/** Writes a chunk, and waits until its memory may be used again. */
function written(stream: Writable, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}

/**
 * Sends chunks as the answer to a request, compressed where that is accepted. One chunk is sent with its length.
 *
 * @returns once everything is sent, or the client is gone
 */
export async function sendChunks(
  response: ServerResponse,
  chunks: AsyncIterable<Buffer>,
  { gzip, headersOnly }: { readonly gzip: boolean; readonly headersOnly: boolean },
): Promise<void> {
  const iterator = chunks[Symbol.asyncIterator]();
  // The bytes of a chunk change with the next one.
  const first = Buffer.from(((await iterator.next()).value as Buffer | undefined) ?? Buffer.alloc(0));
  let next = await iterator.next();
  const compressed = gzip && (next.done !== true || first.length >= LEAST_COMPRESSED);
  if (compressed) response.setHeader("Content-Encoding", "gzip");
  else if (next.done === true) response.setHeader("Content-Length", first.length);
  if (headersOnly) {
    await iterator.return?.();
    response.end();
    return;
  }
  // A scrape is read once, close by: a higher level takes three times as long for a fifth less.
  const target = compressed ? createGzip({ level: constants.Z_BEST_SPEED }) : response;
  if (target !== response) target.pipe(response);
  const gone = new Promise<never>((_, reject) => {
    response.once("close", () => reject(new ClientGone()));
  });
  gone.catch(() => undefined);
  try {
    await Promise.race([written(target, first), gone]);
    while (next.done !== true) {
      await Promise.race([written(target, next.value), gone]);
      next = await iterator.next();
    }
    target.end();
  } catch (error) {
    if (!(error instanceof ClientGone)) throw error;
    await iterator.return?.();
    if (target !== response) target.destroy();
  }
}

class ClientGone extends Error {}
