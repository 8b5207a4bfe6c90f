import { Router } from "express";
import type { CreditLedger } from "../credit-ledger";
import type { Sessions } from "../sessions";

/** The caller's balance, mounted at `/credits`. */
export function creditRoutes(ledger: CreditLedger, sessions: Sessions): Router {
  const router = Router();

  router.get("/", async (request, response) => {
    const user = sessions.requireUser(request);
    response.json({ user, credits: await ledger.balance(user) });
  });

  return router;
}
