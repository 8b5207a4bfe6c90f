import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * A function for Express (`app.use(middleware)`) and for plain `http` alike: it returns true when it answers the request
 * itself; otherwise it calls `next`, where one is given, and returns false.
 */
export type HttpMiddleware = (
  request: IncomingMessage,
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => boolean;
