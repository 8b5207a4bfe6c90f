import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * A function for Express (`app.use(middleware)`) and for plain `http` alike: it returns true when it answers the request
 * itself; otherwise it calls `next`, where one is given, and returns false.
 *
 * @typeParam Request a request as the framework knows it
 */
export type HttpMiddleware<Request extends IncomingMessage = IncomingMessage> = (
  request: Request,
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => boolean;
