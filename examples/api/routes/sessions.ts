import { trackUser } from "cdktf-monitoring-metrics";
import { Router } from "express";
import { HttpError } from "../http-error";
import { AUTH_METHODS, type Sessions } from "../sessions";
import { textOf } from "./body";

/** Stands in for real authentication: everybody's secret is this one. */
const SECRET = "secret";

/** Logging in and out, mounted at `/sessions`. */
export function sessionRoutes(sessions: Sessions): Router {
  const router = Router();

  router.post("/", (request, response) => {
    const user = textOf(request.body, "user");
    const name = textOf(request.body, "method");
    const method = AUTH_METHODS.find((known) => known === name);
    if (method === undefined) {
      throw new HttpError(400, `"method" must be one of ${AUTH_METHODS.join(", ")}: received "${name}"`);
    }
    if (textOf(request.body, "secret") !== SECRET) throw new HttpError(401, `the ${method} is wrong`);
    // The middleware learns of a user from the session, and this request has none yet.
    trackUser(user);
    response.status(201).json({ session: sessions.start(user, method) });
  });

  router.delete("/:sessionId", (request, response) => {
    if (!sessions.end(request.params.sessionId)) throw new HttpError(404, "there is no such session");
    response.status(204).end();
  });

  return router;
}
