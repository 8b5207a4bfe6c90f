import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** What ends with each connection. One listener a connection serves all requests that are sent on it. */
const ends = new WeakMap<Socket, Set<() => void>>();

function disconnected(this: Socket): void {
  for (const end of ends.get(this) ?? []) end();
}

function endsOf(socket: Socket): Set<() => void> {
  const known = ends.get(socket);
  if (known !== undefined) return known;
  const own = new Set<() => void>();
  ends.set(socket, own);
  socket.on("close", disconnected);
  return own;
}

/**
 * Whether nobody waits for the answer any more. A response that was closed reports whatever is written to it as an error
 * that nobody catches.
 */
export const isGone = ({ socket }: IncomingMessage, response: ServerResponse): boolean =>
  response.destroyed || response.closed || socket.destroyed;

/** A scrape that is running. */
export interface RunningScrape {
  /** Aborted once the scrape is over: answered, given up after its time, or its client gone. */
  readonly over: AbortSignal;
  /** Ends it; to be called once there is nothing more to do. */
  readonly end: () => void;
}

/**
 * Follows a scrape to its end. A response that waits for those before it on the same connection says nothing when that
 * connection is lost, so that the connection is asked too.
 *
 * @param seconds how long it may take; its response is closed then
 */
export function runScrape({ socket }: IncomingMessage, response: ServerResponse, seconds: number): RunningScrape {
  const controller = new AbortController();
  const waiting = endsOf(socket);
  const end = (): void => {
    clearTimeout(timer);
    waiting.delete(end);
    response.off("close", end);
    controller.abort();
  };
  const timer = setTimeout(() => {
    response.destroy();
    end();
  }, seconds * 1_000);
  timer.unref();
  waiting.add(end);
  response.once("close", end);
  return { over: controller.signal, end };
}
