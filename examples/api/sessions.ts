import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { sessionEnded, sessionStarted } from "cdktf-monitoring-metrics";
import { HttpError } from "./http-error";

/** The ways to log in. */
export const AUTH_METHODS = ["password", "token"] as const;

/** A way to log in. */
export type AuthMethod = (typeof AUTH_METHODS)[number];

interface Session {
  readonly user: string;
  readonly method: AuthMethod;
  readonly expiry: NodeJS.Timeout;
}

const LIFETIME_MILLISECONDS = 30 * 60_000;

/** Who is logged in: a request names its session as `Authorization: Bearer <session>`. */
export class Sessions {
  private readonly sessions = new Map<string, Session>();

  /** Starts a session, and returns its id. */
  start(user: string, method: AuthMethod): string {
    const id = randomUUID();
    const expiry = setTimeout(() => this.end(id), LIFETIME_MILLISECONDS).unref();
    this.sessions.set(id, { user, method, expiry });
    sessionStarted(method);
    return id;
  }

  /** Ends a session; false when there is none. Every way in which one ends leads here, so that the gauge stays true. */
  end(id: string): boolean {
    const session = this.sessions.get(id);
    if (session === undefined) return false;
    clearTimeout(session.expiry);
    this.sessions.delete(id);
    sessionEnded(session.method);
    return true;
  }

  /** Who sent the request; undefined without a session. */
  userOf({ headers }: IncomingMessage): string | undefined {
    const [, id = ""] = /^Bearer (.+)$/.exec(headers.authorization ?? "") ?? [];
    return this.sessions.get(id)?.user;
  }

  /**
   * Who sent the request.
   *
   * @throws {HttpError} 401 without a session
   */
  requireUser(request: IncomingMessage): string {
    const user = this.userOf(request);
    if (user === undefined) throw new HttpError(401, "a session is needed: log in with POST /sessions");
    return user;
  }

  endAll(): void {
    for (const id of [...this.sessions.keys()]) this.end(id);
  }
}
