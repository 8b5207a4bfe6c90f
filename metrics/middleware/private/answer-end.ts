import { ServerResponse, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { endWithSocket } from "./queued-requests";

const WATCHED = Symbol("cdktf-monitoring-metrics.watched");
const ANSWER = Symbol("cdktf-monitoring-metrics.answer");

/** A request that somebody watches until its answer is over. */
export interface WatchedAnswer {
  /** What else watches the same request. */
  others: WatchedAnswer | undefined;
  readonly isOver: boolean;
  /** @param status of a complete answer; undefined where it never was complete */
  end(status: number | undefined, response?: ServerResponse): void;
}

interface WatchedResponse extends ServerResponse {
  [WATCHED]?: WatchedAnswer | undefined;
}

/** A connection: the answer that is waited for; null between two, and undefined before the first. */
interface WatchedSocket extends Socket {
  [ANSWER]?: WatchedResponse | null | undefined;
}

/** Makes room on a response for what watches its request. */
export function makeRoomForWatching(response: WatchedResponse): void {
  response[WATCHED] ??= undefined;
}

/** The first that watches the request of a response; the others follow. */
export const watchedBy = (response: WatchedResponse): WatchedAnswer | undefined => response[WATCHED];

/** Watches the request of a response, before what watches it already; `endWithHandler` or `endWithAnswer` is to follow. */
export function watchAnswer(watched: WatchedAnswer, response: WatchedResponse): void {
  watched.others = response[WATCHED];
  response[WATCHED] = watched;
  if (response.socket === null) endWithTurn(watched, response);
}

/** A pipelined request's response gets the connection when it is its turn, and is never closed when that never comes. */
function endWithTurn(watched: WatchedAnswer, response: WatchedResponse): void {
  response.on("close", closed);
  endWithSocket(watched, response.req.socket);
}

/**
 * Ends what is watched where its handler has returned and the answer is complete by now: one that waits for nothing is, and
 * needs no listener. Any other ends once it is finished.
 */
export function endWithHandler(watched: WatchedAnswer, response: WatchedResponse): void {
  // What watches the request within the handler ends it.
  if (response[WATCHED] !== watched || watched.isOver) return;
  if (response.writableFinished && response.socket?.destroyed === false) endAll(response, response.statusCode);
  else endWithAnswer(watched, response);
}

/** Ends what is watched with its answer, or with the connection. */
export function endWithAnswer(watched: WatchedAnswer, response: WatchedResponse): void {
  if (response.destroyed) {
    watched.end(statusOf(response), response);
    return;
  }
  const socket: WatchedSocket | null = response.socket;
  const before = socket?.[ANSWER];
  if (socket === null) {
    // Either it waits for its turn, or the connection was taken from it meanwhile.
    if (response.listenerCount("close", closed) === 0) endAll(response, undefined);
  } else if (before === undefined && !answersOver(socket, response)) {
    // "close" follows "finish", and comes alone when the client is gone.
    response.on("close", closed);
  } else if (before !== response) {
    // One listener for the end of a connection serves all of its answers.
    if (before === undefined) socket.on("close", disconnected);
    // The connection was taken from a response that was never finished.
    else if (before !== null) endAll(before, undefined);
    socket[ANSWER] = response;
    response.on("finish", finished);
  }
}

/**
 * Whether a connection carries one answer after the other. HTTP/2 has responses of its own, of which a connection carries
 * many at once; one that was made up, as by `inject` of Fastify, writes to what no request came from.
 */
const answersOver = (socket: Socket, response: ServerResponse): boolean =>
  response instanceof ServerResponse && socket === response.req.socket;

function endAll(response: WatchedResponse, status: number | undefined): void {
  for (let watched = response[WATCHED]; watched !== undefined; watched = watched.others) watched.end(status, response);
}

/** The status of an answer that is closed; undefined where it was not complete. */
function statusOf(response: ServerResponse): number | undefined {
  // HTTP/2 says of every response that is closed that it is finished.
  const isFinished = response.writableFinished && response.writableEnded;
  return isFinished && !endedTooLate(response) ? response.statusCode : undefined;
}

/**
 * Whether an answer was ended only when its connection was gone, which Node takes for finished. A server listens for the
 * end of each answer and takes the connection back from it; whoever makes up a response, as to refuse an upgrade, does not.
 */
function endedTooLate(response: ServerResponse): boolean {
  // HTTP/2 has responses of its own, whose connection is a stream that is always closed by then.
  if (!(response instanceof ServerResponse) || response.socket?.destroyed !== true) return false;
  return response.listenerCount("finish") > response.listenerCount("finish", finished);
}

// One function for all takes the place of a closure for each request.
function closed(this: WatchedResponse): void {
  endAll(this, statusOf(this));
}

function finished(this: WatchedResponse & { readonly req: IncomingMessage }): void {
  const socket: WatchedSocket = this.req.socket;
  if (socket[ANSWER] === this) socket[ANSWER] = null;
  // Node takes what cannot be handed over any more for finished, too, and a server has taken the connection back by now.
  const isLost = socket.destroyed && this.socket === null;
  endAll(this, isLost ? undefined : this.statusCode);
}

function disconnected(this: WatchedSocket): void {
  const response = this[ANSWER] ?? undefined;
  this[ANSWER] = null;
  if (response !== undefined) endAll(response, statusOf(response));
}
