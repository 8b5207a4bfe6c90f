import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** What is to hear of the end of each connection. One listener a connection serves all requests that are sent on it. */
const waiting = new WeakMap<Socket, Set<() => void>>();

function disconnected(this: Socket): void {
  for (const callback of waiting.get(this) ?? []) callback();
}

function waitingFor(socket: Socket): Set<() => void> {
  const known = waiting.get(socket);
  if (known !== undefined) return known;
  const own = new Set<() => void>();
  waiting.set(socket, own);
  socket.on("close", disconnected);
  return own;
}

/**
 * Calls back as soon as an answer is over: sent, or its connection lost. A response that waits for those before it on the
 * same connection says nothing when that connection is lost, so that the connection is asked too.
 *
 * @param callback runs once at most
 * @returns what leaves it uncalled, where the answer is not over yet
 */
export function whenOver({ socket }: IncomingMessage, response: ServerResponse, callback: () => void): () => void {
  const connection = waitingFor(socket);
  const stop = (): void => {
    connection.delete(over);
    response.off("close", over);
  };
  const over = (): void => {
    stop();
    callback();
  };
  connection.add(over);
  response.once("close", over);
  return stop;
}
