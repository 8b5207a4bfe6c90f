import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** What tells who broke off a connection, or a stream of HTTP/2. */
export interface BrokenOff {
  readonly socket?: Partial<Pick<Socket, "readableEnded" | "errored">>;
  /** Set on a request of HTTP/2. */
  readonly stream?: { readonly rstCode?: number };
}

// A connection that is reset, or answers no more; and bytes that are no HTTP, no TLS, or come too slowly.
const CLIENT_ERROR = /^(ECONNRESET|EPIPE|ETIMEDOUT|ECONNABORTED|EPROTO|ERR_HTTP_REQUEST_TIMEOUT|ERR_SSL_.*|HPE_.*)$/;

/** By RFC 9113, section 7. Node's own constant would load all of HTTP/2 into processes that have no use for it. */
const HTTP2_INTERNAL_ERROR = 2;

/**
 * Whether a client left before its answer was complete; false where the server broke it off: it destroyed the response
 * or its connection, by an error or a timeout of its own.
 *
 * @param response undefined where none ever had the connection
 */
export function clientLeft({ socket, stream }: BrokenOff, response: ServerResponse | undefined): boolean {
  // A stream does not say who reset it. Only a server has errors of its own to tell, and none of them by another code.
  if (stream !== undefined) return stream.rstCode !== HTTP2_INTERNAL_ERROR;
  // Nothing is known of whom no socket connects.
  if (socket === undefined || socket.readableEnded === true) return true;
  const { errored = null } = socket;
  // An error that the response was destroyed with is the server's, even one of a connection to somebody else.
  if (errored === null || errored === response?.errored) return false;
  return "code" in errored && CLIENT_ERROR.test(String(errored.code));
}
