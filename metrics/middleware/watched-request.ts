import type { IncomingMessage, ServerResponse } from "node:http";
import { endWithAnswer, endWithHandler, type WatchedAnswer } from "./private/answer-end";
import { incompleteStatus, type BrokenOffRequest } from "./private/incomplete-answer";

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
export class WatchedRequest<Subject = unknown, Origin = unknown> implements WatchedAnswer {
  others: WatchedAnswer | undefined = undefined;
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

  /** Says that its handler may go on for longer than its call: it ends with its answer, or with the connection. */
  handling(response: ServerResponse): void {
    endWithAnswer(this, response);
  }

  /** Says that its handler has returned: it ends now where it is answered, or else with its answer or the connection. */
  handled(response: ServerResponse): void {
    endWithHandler(this, response);
  }

  /** Whether one of those that watch a request records it into this. */
  static isAmong(first: WatchedAnswer | undefined, context: object): boolean {
    for (let watched = first; watched !== undefined; watched = watched.others) {
      if (watched instanceof WatchedRequest && watched.observer.context === context) return true;
    }
    return false;
  }
}
