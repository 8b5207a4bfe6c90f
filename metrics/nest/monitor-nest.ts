import type { IncomingMessage } from "node:http";
import type { INestApplication } from "@nestjs/common";
import { monitorExpress } from "../express";
import { addFirst, isFastify } from "../fastify/first-hook";
import { requestHook } from "../fastify/request-hook";
import type { AdapterOptions } from "../middleware";
import { shown } from "../private/shown";

const isApplication = (app: unknown): boolean =>
  typeof app === "object" && app !== null && "getHttpAdapter" in app && typeof app.getHttpAdapter === "function";

/**
 * Records every request of a NestJS application on Express or Fastify, and serves its metrics, before all middleware,
 * guards and CORS: call it after `NestFactory.create`, before the application listens where it runs on Fastify.
 *
 * @throws {TypeError} when it is given no application, or one that runs on neither
 * @throws {MetricUsageError} naming every option, or variable of the environment, that cannot be used
 */
export function monitorNest(app: INestApplication, options: AdapterOptions<IncomingMessage> = {}): void {
  if (!isApplication(app)) throw new TypeError(`monitorNest takes a NestJS application: received ${shown(app)}`);
  const adapter = app.getHttpAdapter();
  const type = adapter.getType();
  const instance: unknown = adapter.getInstance();
  if (type === "express" && typeof instance === "function") monitorExpress(instance, options);
  else if (type !== "fastify")
    throw new TypeError(`monitorNest works on Express and Fastify: received an application on ${type}`);
  else if (isFastify(instance)) {
    const hook = requestHook(options, ({ raw }) => raw);
    addFirst(instance, hook);
  } else throw new TypeError("monitorNest found no `addHook` on the Fastify application");
}
