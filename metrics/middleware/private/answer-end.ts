import { subscribe } from "node:diagnostics_channel";
import { ServerResponse, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { endWithSocket } from "./queued-requests";

const WATCHED = Symbol("cdktf-monitoring-metrics.watched");

/** A request that somebody watches until its answer is over. */
export interface WatchedAnswer {
  /** What else watches the same request. */
  others: WatchedAnswer | undefined;
  readonly response: ServerResponse | undefined;
  readonly isOver: boolean;
  /** @param status of a complete answer; undefined where it never was complete */
  end(status: number | undefined, response?: ServerResponse): void;
}

interface WatchedResponse extends ServerResponse {
  [WATCHED]?: WatchedAnswer | undefined;
}

/**
 * A connection: what watches the request that it answers now, null between two, and undefined where nothing is known of
 * how its answers end.
 */
interface WatchedSocket extends Socket {
  [WATCHED]?: WatchedAnswer | null | undefined;
}

/** What Node tells of each answer that it has handed over completely. */
interface FinishedAnswer {
  readonly response: WatchedResponse;
  readonly socket: WatchedSocket;
}

/** Makes room on a response for what watches its request. */
export function makeRoomForWatching(response: WatchedResponse): void {
  response[WATCHED] ??= undefined;
}

/** The first that watches the request of a response; the others follow. */
export function watchedBy(response: WatchedResponse): WatchedAnswer | undefined {
  const own = response[WATCHED];
  if (own !== undefined) return own;
  const socket: WatchedSocket | null = response.socket;
  const watched = socket?.[WATCHED];
  return watched?.response === response ? watched : undefined;
}

/**
 * Ends what is watched with its answer, or with the connection.
 *
 * A listener on each response, and a property to find by it what is watched, cost more than all that is recorded of a
 * request. Where Node is known to tell when an answer of a connection is finished, one property of the connection serves
 * all of its requests.
 */
export function endWithAnswer(watched: WatchedAnswer, request: IncomingMessage, response: WatchedResponse): void {
  hearOfAnswers();
  const socket: WatchedSocket | null = response.socket;
  const before = socket?.[WATCHED];
  if (socket === null || before === undefined || response.destroyed || response[WATCHED] !== undefined) {
    endWithResponse(watched, request, response);
    return;
  }
  if (before !== null && before.response === response) watched.others = before;
  // The connection was taken from a response that was never finished.
  else if (before !== null) endAll(before, undefined);
  socket[WATCHED] = watched;
}

function endWithResponse(watched: WatchedAnswer, request: IncomingMessage, response: WatchedResponse): void {
  watched.others = watchedBy(response);
  // "close" follows "finish", and comes alone when the client is gone.
  if (response[WATCHED] === undefined) response.on("close", closed);
  response[WATCHED] = watched;
  if (response.destroyed) watched.end(statusOf(response), response);
  // A pipelined request's response gets the socket when it is its turn, and is never closed when that never comes.
  else if (response.socket === null) endWithSocket(watched, request.socket);
}

function endAll(first: WatchedAnswer | undefined, status: number | undefined): void {
  for (let watched = first; watched !== undefined; watched = watched.others) watched.end(status, watched.response);
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
  return response.listenerCount("finish") > 0;
}

// One function for all takes the place of a closure for each request.
function closed(this: WatchedResponse): void {
  endAll(this[WATCHED], statusOf(this));
}

function disconnected(this: WatchedSocket): void {
  const watched = this[WATCHED] ?? undefined;
  this[WATCHED] = null;
  endAll(watched, watched?.response && statusOf(watched.response));
}

let hearing = false;

function hearOfAnswers(): void {
  if (hearing) return;
  hearing = true;
  subscribe("http.server.response.finish", (message) => finished(message as FinishedAnswer));
}

function finished({ response, socket }: FinishedAnswer): void {
  const { destroyed } = socket;
  const watched = socket[WATCHED];
  if (watched === undefined) {
    if (response[WATCHED] === undefined) return;
    // Node takes what cannot be handed over any more for finished, too.
    if (destroyed) endAll(response[WATCHED], undefined);
    // Only a server that tells of its answers is one to rely on for the next.
    socket[WATCHED] = null;
    socket.on("close", disconnected);
  } else if (watched !== null) {
    socket[WATCHED] = null;
    endAll(watched, destroyed ? undefined : response.statusCode);
  }
}
