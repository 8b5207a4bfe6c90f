import type { ServerResponse } from "node:http";
import { constants, createGzip } from "node:zlib";

/** Answers shorter than this are sent as they are: compressing them would cost more than it saves. */
const LEAST_COMPRESSED = 1_024;

/** Bytes of compressed text that are sent at once. */
const COMPRESSED_CHUNK = 65_536;

/** A first chunk longer than this is sent at once; of a shorter one it is seen first whether it is the only one. */
const LONGEST_HELD_BACK = 16_384;

type Chunks = AsyncIterator<Buffer, unknown>;
type Chunk = IteratorResult<Buffer, unknown>;

/** How a page is sent. */
interface SendOptions {
  readonly gzip: boolean;
  readonly headersOnly: boolean;
  /** Aborted once the response is closed, or nobody waits for it any more. */
  readonly over: AbortSignal;
}

/**
 * Sends chunks as the answer to a request, compressed where that is accepted. A short page is sent with its length.
 *
 * @returns once everything is sent, or the client is gone
 */
export async function sendChunks(
  response: ServerResponse,
  chunks: AsyncIterable<Buffer>,
  { gzip, headersOnly, over }: SendOptions,
): Promise<void> {
  const iterator: Chunks = chunks[Symbol.asyncIterator]();
  try {
    const start = await iterator.next();
    let first = start.done === true ? Buffer.alloc(0) : start.value;
    let rest: Chunk | undefined;
    if (first.length <= LONGEST_HELD_BACK) {
      // The bytes of a chunk change with the next one.
      first = Buffer.from(first);
      rest = await iterator.next();
    }
    // A response that was closed reports whatever is written to it as an error that nobody catches.
    if (over.aborted || response.destroyed) return;
    const whole = rest?.done === true;
    const compressed = gzip && !(whole && first.length < LEAST_COMPRESSED);
    if (compressed) response.setHeader("Content-Encoding", "gzip");
    else if (whole) response.setHeader("Content-Length", first.length);
    if (headersOnly) response.end();
    else await send(response, [first, rest], iterator, { compressed, over });
  } finally {
    await iterator.return?.();
  }
}

/** Writes each chunk once the memory of the one before may be used again. */
function send(
  response: ServerResponse,
  [first, second]: readonly [Buffer, Chunk | undefined],
  further: Chunks,
  { compressed, over }: { readonly compressed: boolean; readonly over: AbortSignal },
): Promise<void> {
  // A scrape is read once, close by: a higher level takes three times as long for a fifth less.
  const target = compressed ? createGzip({ level: constants.Z_BEST_SPEED, chunkSize: COMPRESSED_CHUNK }) : response;
  if (target !== response) target.pipe(response);
  return new Promise((resolve, reject) => {
    let known = second;
    const proceed = (error?: Error | null): void => {
      if (over.aborted || response.destroyed) return;
      if (error) reject(error);
      else if (known === undefined) further.next().then(write, reject);
      else write(known);
    };
    const write = (next: Chunk): void => {
      known = undefined;
      if (over.aborted || response.destroyed) return;
      if (next.done === true) target.end();
      else target.write(next.value, proceed);
    };
    over.addEventListener(
      "abort",
      () => {
        if (target !== response) target.destroy();
        resolve();
      },
      { once: true },
    );
    target.write(first, proceed);
  });
}
