import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** What nginx calls a client that closed the connection before the answer was complete. */
const CLIENT_CLOSED_REQUEST = 499;

const WATCHED = Symbol("cdktf-monitoring-metrics.watched");

/** Requests of one connection whose answers wait for those before them. */
const queues = new WeakMap<Socket, WatchedRequest[]>();

interface WatchedResponse extends ServerResponse {
  [WATCHED]?: WatchedRequest;
}

/** A request that has arrived and is not over; it is recorded once. */
export abstract class WatchedRequest {
  /** What else watches the same request. */
  private others: WatchedRequest | undefined = undefined;
  private failed = false;
  private ended = false;

  /** @param recordedBy what records it; a request is recorded once by each */
  constructor(private readonly recordedBy: object) {}

  /** Says that the handler threw: without a complete answer the request is recorded as 500. */
  fail(): void {
    this.failed = true;
  }

  /** Records the request as over; without a status, as one whose answer never was complete. */
  end(status: number | undefined): void {
    if (this.ended) return;
    this.ended = true;
    this.record(status ?? (this.failed ? 500 : CLIENT_CLOSED_REQUEST));
  }

  /** Ends with the response, or with the connection. */
  endWith(request: IncomingMessage, response: ServerResponse): void {
    const watched: WatchedResponse = response;
    this.others = watched[WATCHED];
    watched[WATCHED] = this;
    // "close" follows "finish", and comes alone when the client is gone.
    if (this.others === undefined) response.on("close", closed);
    if (response.destroyed) this.end(statusOf(response));
    // A pipelined request's response gets the socket when it is its turn, and is never closed when that never comes.
    else if (response.socket === null) this.endWithSocket(request.socket);
  }

  protected abstract record(status: number): void;

  private endWithSocket(socket: Socket): void {
    if (socket.destroyed) return this.end(undefined);
    const queue = queues.get(socket);
    if (queue === undefined) {
      queues.set(socket, [this]);
      socket.on("close", disconnected);
      return;
    }
    while (queue[0]?.ended === true) queue.shift();
    queue.push(this);
  }

  /** Whether a response's request is recorded by this already. */
  static isWatched(response: ServerResponse, recordedBy: object): boolean {
    let watched = (response as WatchedResponse)[WATCHED];
    while (watched !== undefined && watched.recordedBy !== recordedBy) watched = watched.others;
    return watched !== undefined;
  }

  /** Ends all that watch the request of a response. */
  static endAll(response: WatchedResponse): void {
    const status = statusOf(response);
    for (let watched = response[WATCHED]; watched !== undefined; watched = watched.others) watched.end(status);
  }
}

const statusOf = (response: ServerResponse): number | undefined =>
  response.writableFinished ? response.statusCode : undefined;

// One function for all takes the place of a closure for each request.
function closed(this: WatchedResponse): void {
  WatchedRequest.endAll(this);
}

function disconnected(this: Socket): void {
  for (const watched of queues.get(this) ?? []) watched.end(undefined);
}
