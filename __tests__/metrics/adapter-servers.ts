import "reflect-metadata";
import type { IncomingMessage, RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { getRequestListener as getRequestListener2 } from "hono-node-server2";
import { Controller, Get, Logger, Param, Post, Res, type INestApplication } from "@nestjs/common";
import { NestFactory, type AbstractHttpAdapter } from "@nestjs/core";
import { FastifyAdapter } from "@nestjs/platform-fastify";
import express, { type Express, type Response } from "express";
import fastify from "fastify";
import { Hono } from "hono";
import Koa from "koa";
import type { ApiMonitoring } from "cdktf-monitoring-metrics";
import { monitorExpress } from "cdktf-monitoring-metrics/express";
import { fastifyMonitoring } from "cdktf-monitoring-metrics/fastify";
import { honoMonitoring } from "cdktf-monitoring-metrics/hono";
import { monitorHttp } from "cdktf-monitoring-metrics/http";
import { koaMonitoring } from "cdktf-monitoring-metrics/koa";
import { monitorNest } from "cdktf-monitoring-metrics/nest";

/** What the adapters under test are set up with. */
export interface ServerOptions {
  readonly monitoring: ApiMonitoring;
  readonly path?: string;
  readonly inFlight?: boolean;
  readonly requestSize?: boolean;
  readonly responseSize?: boolean;
  readonly statusClasses?: boolean;
  readonly exclude?: readonly (string | RegExp)[];
  /** Who made a request, by its path. */
  readonly user?: (path: string) => string;
  /** Told of each request for `/slow`, which is never answered. */
  readonly arrived?: () => void;
}

type Server = (options: ServerOptions) => RequestListener | Promise<RequestListener>;

const broken = (): never => {
  throw new Error("broken");
};

/** The options of an adapter that gives Node's requests to `user`. */
const nodeOptions = ({ user, arrived: _, ...options }: ServerOptions) => ({
  ...options,
  ...(user && { user: ({ url = "" }: IncomingMessage) => user(url) }),
});

const plain: Server = (options) => {
  const templates = new Map([
    ["users", "/users/:id"],
    ["broken", "/broken"],
    ["slow", "/slow"],
    ["upload", "/upload"],
  ]);
  const route = ({ url = "" }: IncomingMessage) => templates.get(url.split("/")[1] ?? "");
  const monitored = monitorHttp(
    (request, response) => {
      const template = route(request);
      if (template === "/broken") broken();
      if (template === "/slow") options.arrived?.();
      else if (template === "/upload") request.resume().on("end", () => response.end("stored"));
      else response.writeHead(template === undefined ? 404 : 200).end("user");
    },
    { ...nodeOptions(options), route },
  );
  return (request, response) => {
    try {
      monitored(request, response);
    } catch {
      response.destroy();
    }
  };
};

function routes(app: Express, { arrived }: ServerOptions): Express {
  app.get("/users/:id", (_, response) => void response.send("user"));
  app.get("/broken", broken);
  app.get("/slow", () => arrived?.());
  app.post("/upload", (request, response) => void request.resume().on("end", () => response.send("stored")));
  // Express prints errors otherwise.
  return app.set("env", "test");
}

const expressBy =
  (create: typeof express): Server =>
  (options) => {
    const app = create();
    monitorExpress(app, nodeOptions(options));
    return routes(app, options);
  };

const expressByUse: Server = (options) => {
  const { monitoring, ...requestOptions } = nodeOptions(options);
  return routes(express().use(monitoring.prometheusMonitoringMiddleware(requestOptions)), options);
};

const onFastify: Server = async ({ user, arrived, ...options }) => {
  const app = fastify();
  await app.register(fastifyMonitoring, { ...options, ...(user && { user: ({ url }) => user(url) }) });
  app.get("/users/:id", () => "user");
  app.get("/broken", broken);
  app.get("/slow", () => {
    arrived?.();
    return new Promise(() => undefined);
  });
  app.addContentTypeParser("*", { parseAs: "string" }, (_, body, done) => done(null, body));
  app.post("/upload", () => "stored");
  await app.ready();
  return (request, response) => app.routing(request, response);
};

const onKoa: Server = ({ user, arrived, ...options }) => {
  const app = new Koa();
  app.silent = true;
  app.use(koaMonitoring({ ...options, ...(user && { user: ({ url }) => user(url) }) }));
  app.use(async (context) => {
    const [, first = ""] = context.path.split("/");
    if (["users", "broken", "slow", "upload"].includes(first)) {
      context["_matchedRoute"] = first === "users" ? "/users/:id" : `/${first}`;
    }
    if (first === "users") context.body = "user";
    if (first === "broken") broken();
    if (first === "slow") {
      arrived?.();
      await new Promise(() => undefined);
    }
    if (first === "upload") {
      await new Promise((resolve) => context.req.resume().on("end", resolve));
      context.body = "stored";
    }
  });
  const answer = app.callback();
  return (request, response) => void answer(request, response);
};

/** On one of the major versions of Hono's server for Node. */
const onHono =
  (listenerOf: typeof getRequestListener): Server =>
  ({ user, arrived, ...options }) => {
    const app = new Hono();
    app.use(honoMonitoring({ ...options, ...(user && { user: ({ req }) => user(req.path) }) }));
    app.onError((_, context) => context.text("broken", 500));
    app.get("/users/:id", (context) => context.text("user"));
    app.get("/broken", broken);
    app.get("/slow", () => {
      arrived?.();
      return new Promise(() => undefined);
    });
    app.post("/upload", async (context) => {
      await context.req.text();
      return context.text("stored");
    });
    const answer = listenerOf(app.fetch);
    return (request, response) => void answer(request, response);
  };

/** An application of NestJS, its decorators applied by hand. */
export async function nestApplication(
  arrived: () => void = () => undefined,
  adapter?: AbstractHttpAdapter,
): Promise<INestApplication> {
  class Requests {
    user() {
      return "user";
    }
    broken() {
      return broken();
    }
    // Nest leaves the answer to who takes the response.
    slow(_: Response) {
      arrived();
    }
    upload() {
      return "stored";
    }
  }
  Controller()(Requests);
  const handler = (name: "user" | "broken" | "slow" | "upload", decorator: MethodDecorator) => {
    const descriptor = Object.getOwnPropertyDescriptor(Requests.prototype, name);
    if (descriptor !== undefined) decorator(Requests.prototype, name, descriptor);
  };
  handler("user", Get("users/:id"));
  handler("broken", Get("broken"));
  handler("slow", Get("slow"));
  handler("upload", Post("upload"));
  Param("id")(Requests.prototype, "user", 0);
  Res()(Requests.prototype, "slow", 0);
  class Application {
    readonly name = "application";
  }
  Logger.overrideLogger(false);
  const root = { module: Application, controllers: [Requests] };
  return adapter === undefined ? NestFactory.create(root) : NestFactory.create(root, adapter);
}

const onNestFastify: Server = async (options) => {
  const adapter = new FastifyAdapter();
  const app = await nestApplication(options.arrived, adapter);
  monitorNest(app, nodeOptions(options));
  await app.init();
  const fastifyInstance = adapter.getInstance();
  await fastifyInstance.ready();
  return (request, response) => fastifyInstance.routing(request, response);
};

const onNest: Server = async (options) => {
  const app = await nestApplication(options.arrived);
  monitorNest(app, nodeOptions(options));
  await app.init();
  const instance: unknown = app.getHttpAdapter().getInstance();
  if (typeof instance !== "function") throw new Error("the application is not on Express");
  return (request, response) => void Reflect.apply(instance, app, [request, response]);
};

/** One server for each adapter, all with the same routes: `/users/:id`, `/broken`, `/slow` and `/upload`. */
export const SERVERS: Readonly<Record<string, Server>> = {
  "plain http": plain,
  "Express 5 by monitorExpress": expressBy(express),
  "Express 4 by monitorExpress": expressBy(jest.requireActual<typeof express>("express4")),
  "Express 5 by app.use": expressByUse,
  Fastify: onFastify,
  Koa: onKoa,
  Hono: onHono(getRequestListener),
  "Hono on version 2 of its server for Node": onHono(getRequestListener2),
  NestJS: onNest,
  "NestJS on Fastify": onNestFastify,
};
