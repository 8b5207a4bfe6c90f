import type { IncomingMessage } from "node:http";
import type { INestApplication } from "@nestjs/common";
import { monitorExpress } from "../express";
import { fastifyMonitoring } from "../fastify";
import type { AdapterOptions } from "../middleware";
import { adapterProblems } from "../middleware/adapter-problems";
import { refuse } from "../private/refuse";
import { shown } from "../private/shown";

const isApplication = (app: unknown): boolean =>
  typeof app === "object" && app !== null && "getHttpAdapter" in app && typeof app.getHttpAdapter === "function";

/** A request of Fastify's, around one of Node's. */
interface FastifyRequest {
  readonly raw: IncomingMessage;
}

/** Node's requests are what `route` and `user` are given, whatever the application runs on. */
function registerOnFastify(fastify: object, options: AdapterOptions<IncomingMessage>): void {
  // Before anything is wrapped, so that Nest's caller hears of what is wrong, and not whoever initialises the application.
  refuse(adapterProblems(options));
  const { route, user, ...others } = options;
  const register: unknown = Reflect.get(fastify, "register");
  if (typeof register !== "function") throw new TypeError("monitorNest found no `register` on the Fastify application");
  Reflect.apply(register, fastify, [
    fastifyMonitoring,
    {
      ...others,
      ...(route && { route: ({ raw }: FastifyRequest) => route(raw) }),
      ...(user && { user: ({ raw }: FastifyRequest) => user(raw) }),
    },
  ]);
}

/**
 * Records every request of a NestJS application on Express or Fastify, and serves its metrics: call it after
 * `NestFactory.create`, before the application listens where it runs on Fastify.
 *
 * @throws {TypeError} when it is given no application, or one that runs on neither
 * @throws {MetricUsageError} naming every option that cannot be used, and every variable of the environment; these, on
 * Fastify, where the application is initialised
 */
export function monitorNest(app: INestApplication, options: AdapterOptions<IncomingMessage> = {}): void {
  if (!isApplication(app)) throw new TypeError(`monitorNest takes a NestJS application: received ${shown(app)}`);
  const adapter = app.getHttpAdapter();
  const type = adapter.getType();
  const instance: unknown = adapter.getInstance();
  if (type === "express" && typeof instance === "function") monitorExpress(instance, options);
  else if (type === "fastify" && typeof instance === "object" && instance !== null)
    registerOnFastify(instance, options);
  else throw new TypeError(`monitorNest works on Express and Fastify: received an application on ${type}`);
}
