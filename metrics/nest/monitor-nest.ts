import type { IncomingMessage } from "node:http";
import type { INestApplication } from "@nestjs/common";
import { monitorExpress } from "../express";
import type { AdapterOptions } from "../middleware";

/**
 * Records every request of a NestJS application on Express, and serves its metrics: call it after `NestFactory.create`.
 * On Fastify, register `fastifyMonitoring` with the application instead.
 *
 * @throws {TypeError} when the application does not run on Express
 * @throws {MetricUsageError} naming every option, or variable of the environment, that cannot be used
 */
export function monitorNest(app: INestApplication, options: AdapterOptions<IncomingMessage> = {}): void {
  const adapter = app.getHttpAdapter();
  const type = adapter.getType();
  if (type !== "express") {
    throw new TypeError(`monitorNest works on Express: received an application on ${type}; use its own adapter`);
  }
  const instance: unknown = adapter.getInstance();
  if (typeof instance === "function") monitorExpress(instance, options);
}
