import type { IncomingMessage, ServerResponse } from "node:http";
import { incompleteStatus, type BrokenOffRequest } from "./private/incomplete-answer";
import { endWithSocket } from "./private/queued-requests";

const WATCHED = Symbol("cdktf-monitoring-metrics.watched");

interface WatchedResponse extends ServerResponse {
  [WATCHED]?: WatchedRequest | undefined;
}

/** Makes room on a response for what watches its request. */
export function makeRoomForWatching(response: WatchedResponse): void {
  response[WATCHED] ??= undefined;
}

/** What is recorded of a request beside its route. */
export type RequestFacts = Pick<IncomingMessage, "method"> &
  Partial<Pick<IncomingMessage, "headers" | "complete">> &
  BrokenOffRequest;

/** What records requests. */
export interface RequestObserver<Subject, Origin> {
  /** What they are recorded into; a request is recorded there once. */
  readonly context: object;
  record(over: WatchedRequest<Subject, Origin>, status: number): void;
}

/** A request that has arrived and is not over; it is recorded once. */
export class WatchedRequest<Subject = unknown, Origin = unknown> {
  /** What else watches the same request. */
  private others: WatchedRequest | undefined = undefined;
  private failed = false;
  private ended = false;

  /** @param arrival milliseconds, by the clock of what records it */
  constructor(
    private readonly observer: RequestObserver<Subject, Origin>,
    readonly arrival: number,
    readonly request: RequestFacts,
    readonly subject: Subject,
    readonly origin: Origin,
    readonly sent: (() => number) | undefined,
  ) {}

  get isOver(): boolean {
    return this.ended;
  }

  /** Says that the handler threw: without a complete answer the request is recorded as 500. */
  fail(): void {
    this.failed = true;
  }

  /**
   * Records the request as over; without a status, as one whose answer never was complete.
   *
   * @param response tells who broke it off
   */
  end(status: number | undefined, response?: ServerResponse): void {
    if (this.ended) return;
    this.ended = true;
    const recorded = status ?? (this.failed ? 500 : incompleteStatus(this.request, response));
    if (recorded !== undefined) this.observer.record(this, recorded);
  }

  /** Ends with the response, or with the connection. */
  endWith(request: IncomingMessage, response: WatchedResponse): void {
    this.others = response[WATCHED];
    response[WATCHED] = this;
    // "close" follows "finish", and comes alone when the client is gone.
    if (this.others === undefined) response.on("close", closed);
    if (response.destroyed) this.end(statusOf(response), response);
    // A pipelined request's response gets the socket when it is its turn, and is never closed when that never comes.
    else if (response.socket === null) endWithSocket(this, request.socket);
  }

  /** Whether a response's request is recorded into this already. */
  static isWatched(response: WatchedResponse, context: object): boolean {
    let watched = response[WATCHED];
    while (watched !== undefined && watched.observer.context !== context) watched = watched.others;
    return watched !== undefined;
  }

  /** Ends all that watch the request of a response. */
  static endAll(response: WatchedResponse): void {
    const status = statusOf(response);
    for (let watched = response[WATCHED]; watched !== undefined; watched = watched.others)
      watched.end(status, response);
  }
}

// HTTP/2 says of every response that is closed that it is finished.
const statusOf = (response: ServerResponse): number | undefined =>
  response.writableFinished && response.writableEnded ? response.statusCode : undefined;

// One function for all takes the place of a closure for each request.
function closed(this: ServerResponse): void {
  WatchedRequest.endAll(this);
}
