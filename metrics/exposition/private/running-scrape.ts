import type { IncomingMessage, ServerResponse } from "node:http";
import { whenOver } from "../answer-over";

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
 * Follows a scrape to its end.
 *
 * @param seconds how long it may take; its response is closed then
 */
export function runScrape(request: IncomingMessage, response: ServerResponse, seconds: number): RunningScrape {
  const controller = new AbortController();
  const end = (): void => {
    clearTimeout(timer);
    stop();
    controller.abort();
  };
  const timer = setTimeout(() => {
    response.destroy();
    end();
  }, seconds * 1_000);
  timer.unref();
  const stop = whenOver(request, response, end);
  return { over: controller.signal, end };
}
