import { setTimeout as wait } from "node:timers/promises";
import { Router } from "express";
import { HttpError } from "../http-error";

const LONGEST_DELAY = 10_000;

function integer(text: string, name: string, minimum: number, maximum: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= minimum && value <= maximum) return value;
  throw new HttpError(400, `${name} must be a whole number from ${minimum} to ${maximum}: received "${text}"`);
}

/**
 * Misbehaves when asked to, mounted at `/faults`: it makes alerts fire that one would otherwise have to wait for. Leave
 * it out of a service of your own.
 */
export function faultRoutes(): Router {
  const router = Router();

  router.get("/status/:status", (request, response) => {
    const status = integer(request.params.status, "the status", 200, 599);
    if (status >= 500) throw new HttpError(status, "failed, as asked");
    response.status(status).json({ status });
  });

  router.get("/delay/:milliseconds", async (request, response) => {
    const milliseconds = integer(request.params.milliseconds, "the delay in milliseconds", 0, LONGEST_DELAY);
    await wait(milliseconds);
    response.json({ milliseconds });
  });

  return router;
}
