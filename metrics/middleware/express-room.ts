import type { IncomingMessage, ServerResponse } from "node:http";
import { makeRoomForRoute } from "./express-endpoint";
import type { ExpressApp } from "./express-internals";
import { makeRoomForWatching } from "./private/answer-end";

/** What Express adds to a request before any of the application's middleware sees it. */
interface RoomyRequest extends IncomingMessage {
  originalUrl?: string | undefined;
  baseUrl?: string | undefined;
  next?: unknown;
  params?: unknown;
  _parsedUrl?: unknown;
  [key: symbol]: unknown;
}

/** What Express adds to a response. */
interface RoomyResponse extends ServerResponse {
  locals?: unknown;
}

/** Under which symbols routers keep something on requests, as far as it was seen: they hand these out to nobody. */
const routerSymbols = new Set<symbol>();

/** Not every request reaches a router. */
const REQUESTS_TO_LEARN_FROM = 10;

const prepared = new WeakSet<ExpressApp>();

/** Makes room on a request and its response, which Express has not seen. */
function makeRoom(request: RoomyRequest, response: RoomyResponse): void {
  request.originalUrl ??= undefined;
  request.baseUrl ??= undefined;
  request.next ??= undefined;
  request.params ??= undefined;
  request._parsedUrl ??= undefined;
  for (const symbol of routerSymbols) request[symbol] ??= undefined;
  response.locals ??= undefined;
  makeRoomForRoute(request);
  makeRoomForWatching(response);
}

/** Takes note of what the router of Express 5 has left on a request: 2.3, for one, the pattern of what matched. */
function learnFrom(request: IncomingMessage): void {
  for (const symbol of Object.getOwnPropertySymbols(request)) {
    if (symbol.description?.startsWith("router.") === true) routerSymbols.add(symbol);
  }
}

/**
 * Makes room on the requests that an application gets from now on, and on their responses, for what Express and this
 * package add to them. Express exchanges their prototypes, and V8 then gives every object that gets one more property a
 * hidden class of its own: no two requests are alike any more, and whatever reads or writes them misses the engine's
 * caches. With the properties there from the start requests stay alike, which spares an application more than it costs to
 * be measured.
 */
export function makeRoomIn(app: ExpressApp): void {
  if (prepared.has(app)) return;
  prepared.add(app);
  const { handle } = app;
  let unlearned = REQUESTS_TO_LEARN_FROM;
  app.handle = (request, response, done) => {
    // A mounted application gets requests that Express has seen.
    if (!("app" in request)) makeRoom(request as RoomyRequest, response);
    const result = handle.call(app, request, response, done);
    if (unlearned > 0) {
      learnFrom(request);
      unlearned -= 1;
    }
    return result;
  };
}
