import type { ServerResponse } from "node:http";
import { clientLeft, type BrokenOff } from "./client-left";

/** What nginx calls a client that closed the connection before the answer was complete. */
const CLIENT_CLOSED_REQUEST = 499;

/** A request as Node's parser leaves it. */
export interface BrokenOffRequest extends BrokenOff {
  /** True where the connection was handed over to another protocol. */
  readonly upgrade?: boolean | null;
}

/**
 * The status that is recorded of a request whose answer was closed, and does not count as finished; undefined for one
 * that is not to be recorded.
 *
 * @param response undefined where none ever had the connection
 */
export function incompleteStatus(request: BrokenOffRequest, response: ServerResponse | undefined): number | undefined {
  // What a WebSocket lasts for is no latency, and its end no failure.
  if (request.upgrade === true) return undefined;
  if (response !== undefined && isAnsweredMock(response)) return response.statusCode;
  return clientLeft(request, response) ? CLIENT_CLOSED_REQUEST : 500;
}

/**
 * Whether a response was made up and answered: by `inject` of Fastify, or in place of a server in a function of a cloud.
 * None counts as finished, as its socket is made up, too; a real one is gone when it closes an answer.
 */
function isAnsweredMock({ socket, writableEnded }: ServerResponse): boolean {
  return writableEnded && socket !== null && !socket.destroyed;
}
