import { once } from "node:events";
import { createServer, ServerResponse, type RequestListener } from "node:http";
import { connect as connectHttp2, constants, createServer as createHttp2Server } from "node:http2";
import { connect, type AddressInfo, type Socket } from "node:net";
import { Readable } from "node:stream";
import express from "express";
import fastify from "fastify";
import Koa from "koa";
import type { ApiMonitoring } from "cdktf-monitoring-metrics";
import { monitorExpress } from "cdktf-monitoring-metrics/express";
import { fastifyMonitoring } from "cdktf-monitoring-metrics/fastify";
import { monitorHttp } from "cdktf-monitoring-metrics/http";
import { koaMonitoring } from "cdktf-monitoring-metrics/koa";
import { monitored } from "./recorded";
import { pipelined, series, serving, status, until } from "./scrape";

type Server = (monitoring: ApiMonitoring) => RequestListener | Promise<RequestListener>;

const route = () => "/a";

/** A body that breaks after its first part. */
const broken = () =>
  Readable.from(
    (function* () {
      yield "part";
      throw new Error("broken");
    })(),
    { objectMode: false },
  );

const http =
  (listener: RequestListener): Server =>
  (monitoring) =>
    monitorHttp(listener, { monitoring, route });

const onExpress =
  (create: typeof express, answer: (response: express.Response) => void): Server =>
  (monitoring) => {
    const app = create().set("env", "test");
    monitorExpress(app, { monitoring });
    return app.get("/a", (_, response) => answer(response));
  };

const writeAndThrow = (response: express.Response): void => {
  response.write("part");
  throw new Error("broken");
};

const express4 = jest.requireActual<typeof express>("express4");

const FAILURES: Readonly<Record<string, Server>> = {
  "a handler of Express 5 that throws after a part": onExpress(express, writeAndThrow),
  "a handler of Express 4 that throws after a part": onExpress(express4, writeAndThrow),
  "a stream that breaks, in Express": onExpress(express, (response) => {
    const body = broken();
    body.on("error", (error) => response.destroy(error)).pipe(response);
  }),
  "a stream that breaks, in Fastify": async (monitoring) => {
    const app = fastify();
    await app.register(fastifyMonitoring, { monitoring });
    app.get("/a", (_, reply) => reply.send(broken()));
    await app.ready();
    return (request, response) => app.routing(request, response);
  },
  "a stream that breaks, in Koa": (monitoring) => {
    const app = new Koa();
    app.silent = true;
    app.use(koaMonitoring({ monitoring, route })).use((context) => {
      context.body = broken();
    });
    const answer = app.callback();
    return (request, response) => void answer(request, response);
  },
  "a response that is destroyed": http((_, response) => {
    response.write("part");
    setImmediate(() => response.destroy());
  }),
  "a connection to somebody else that is reset": http((_, response) => {
    const reset = Object.assign(new Error("aborted"), { code: "ECONNRESET" });
    response.destroy(reset);
  }),
  "a connection that is destroyed": http(({ socket }) => void socket.destroy()),
  "a timeout of the server": http(({ socket }) => {
    // What `server.setTimeout` does, without the time.
    socket.on("timeout", () => socket.destroy()).emit("timeout");
  }),
};

describe("an answer that the server breaks off", () => {
  it.each(Object.entries(FAILURES))("is recorded as 500 and a server error: %s", async (_, server) => {
    const { monitoring, requests, registry } = monitored();
    await serving(await server(monitoring), async (address) => {
      const end = pipelined(address, ["GET /a"]);
      await until(async () => (await requests()).length === 1);
      end();
    });
    expect(await requests()).toEqual(["/a GET 500 1"]);
    expect(await series(registry, "anomaly_detection_triggered_total")).toContain(
      'anomaly_detection_triggered_total{endpoint="/a",reason="server_error"} 1',
    );
  });

  it("takes those with it that are queued on its connection", async () => {
    const { monitoring, requests } = monitored();
    let arrived = 0;
    const listener = monitorHttp(
      ({ socket }) => {
        arrived += 1;
        if (arrived === 3) socket.destroy();
      },
      { monitoring, route },
    );
    await serving(listener, async (address) => {
      const end = pipelined(address, ["GET /a", "GET /a", "GET /a"]);
      await until(async () => (await requests())[0] === "/a GET 500 3");
      end();
    });
    expect(await requests()).toEqual(["/a GET 500 3"]);
  });

  it("is told on HTTP/2 by the code of an internal error", async () => {
    const { monitoring, requests } = monitored();
    const listener = monitorHttp(() => undefined, { monitoring, route });
    const server = createHttp2Server((request, response) => {
      Reflect.apply(listener, server, [request, response]);
      if (request.url === "/broken") response.stream.close(constants.NGHTTP2_INTERNAL_ERROR);
      else response.stream.close(constants.NGHTTP2_CANCEL);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const client = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await expect(once(client.request({ ":path": "/broken" }).resume(), "end")).rejects.toThrow("INTERNAL_ERROR");
    await once(client.request({ ":path": "/cancelled" }).resume(), "close");
    await until(async () => (await requests()).length === 2);
    client.close();
    await new Promise((resolve) => server.close(resolve));
    expect(await requests()).toEqual(["/a GET 500 1", "/a GET 499 1"]);
  });
});

describe("an answer whose client leaves", () => {
  const leaving: readonly (readonly [string, (client: Socket) => void])[] = [
    ["ends its connection", (client) => void client.end()],
    ["resets its connection", (client) => void client.resetAndDestroy()],
    ["ends in the middle of its request", (client) => void client.destroy()],
    ["goes on with what is no HTTP", (client) => void client.write("x\r\nnothing\r\n")],
  ];

  it.each(leaving)("is recorded as 499, and no anomaly, where it %s", async (_, leave) => {
    const { monitoring, requests, registry } = monitored();
    let arrived = false;
    const listener = monitorHttp(
      (request, response) => {
        request.resume();
        response.write("part");
        arrived = true;
      },
      { monitoring, route },
    );
    await serving(listener, async (address) => {
      const client = connect(Number(new URL(address).port), "127.0.0.1");
      client.resume().on("error", () => undefined);
      client.write("POST /a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
      await until(() => arrived);
      leave(client);
      await until(async () => (await requests()).length === 1);
      client.destroy();
    });
    expect(await requests()).toEqual(["/a POST 499 1"]);
    expect(await series(registry, "anomaly_detection_triggered_total")).not.toContainEqual(
      expect.stringMatching(/ 1$/),
    );
  });

  it("is supposed of a request that no socket brought", async () => {
    const { monitoring, requests } = monitored();
    monitoring.requestMonitor({}, route).begin({ method: "GET" }, undefined, undefined).end(undefined);
    expect(await requests()).toEqual(["/a GET 499 1"]);
  });
});

describe("a request that is handed over to another protocol", () => {
  const UPGRADE = "GET /a HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

  /** Hands upgrades to a listener as the WebSocket packages of Express and Fastify do, and one connection to the test. */
  async function upgrading(
    listener: RequestListener,
    giveSocket: boolean,
    use: (client: Socket, socket: () => Socket | undefined) => Promise<void>,
  ) {
    let upgraded: Socket | undefined;
    const server = createServer(listener).on("upgrade", (request, socket: Socket) => {
      upgraded = socket.resume().on("end", () => socket.end());
      const response = new ServerResponse(request);
      if (giveSocket) response.assignSocket(socket);
      Reflect.apply(listener, server, [request, response]);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const client = connect((server.address() as AddressInfo).port, "127.0.0.1").resume();
    client.write(UPGRADE);
    await use(client, () => upgraded);
    client.destroy();
    await new Promise((resolve) => server.close(resolve));
  }

  it.each([
    ["without a connection, as express-ws does,", false],
    ["with its connection, as @fastify/websocket does,", true],
  ])("and to a listener with a response %s is neither recorded nor in flight", async (_, giveSocket) => {
    const { monitoring, requests, registry } = monitored();
    let user: string | undefined;
    const listener = monitorHttp(() => undefined, { monitoring, route, inFlight: true, user: () => (user = "seen") });
    await upgrading(listener, giveSocket, async (client, socket) => {
      await until(() => socket() !== undefined);
      expect(await series(registry, "api_requests_in_flight")).toEqual(["api_requests_in_flight 0"]);
      client.end();
      await until(() => socket()?.closed === true);
    });
    expect(await requests()).toEqual([]);
    expect(await series(registry, "api_requests_in_flight")).toEqual(["api_requests_in_flight 0"]);
    expect(user).toBeUndefined();
  });

  it("is recorded where it is refused instead", async () => {
    const { monitoring, requests, registry } = monitored();
    const listener = monitorHttp((_, response) => response.writeHead(401).end(), { monitoring, route, inFlight: true });
    await upgrading(listener, true, async (_, socket) => {
      await until(() => socket() !== undefined);
      socket()?.destroySoon();
      await until(async () => (await requests()).length === 1);
    });
    expect(await requests()).toEqual(["/a GET 401 1"]);
    expect(await series(registry, "api_requests_in_flight")).toEqual(["api_requests_in_flight 0"]);
  });

  it("is recorded as any other where nobody takes it over", async () => {
    const { monitoring, requests } = monitored();
    const listener = monitorHttp((_, response) => void response.end(), { monitoring, route });
    await serving(listener, async (address) => {
      const client = connect(Number(new URL(address).port), "127.0.0.1").resume();
      client.write(UPGRADE.replace("websocket", "h2c"));
      await until(async () => (await requests()).length === 1);
      client.destroy();
    });
    expect(await requests()).toEqual(["/a GET 200 1"]);
  });
});

describe("a response that no server made", () => {
  it("is recorded by its status in Fastify's `inject`", async () => {
    const { monitoring, requests, registry } = monitored();
    const app = fastify();
    await app.register(fastifyMonitoring, { monitoring, inFlight: true });
    app.get("/users/:id", (_, reply) => reply.code(201).send("user"));
    expect((await app.inject("/users/7")).statusCode).toBe(201);
    await until(async () => (await requests()).length === 1);
    expect(await requests()).toEqual(["/users/:id GET 201 1"]);
    expect(await series(registry, "api_requests_in_flight")).toEqual(["api_requests_in_flight 0"]);
  });

  it("is recorded as 500 where it is destroyed without an answer", async () => {
    const { monitoring, requests } = monitored();
    const app = fastify();
    await app.register(fastifyMonitoring, { monitoring });
    app.get("/users/:id", (_, reply) => {
      reply.hijack();
      reply.raw.destroy();
    });
    await expect(app.inject("/users/7")).rejects.toThrow("response destroyed before completion");
    await until(async () => (await requests()).length === 1);
    expect(await requests()).toEqual(["/users/:id GET 500 1"]);
  });

  it("is recorded by its status where a plain object stands for its socket, as in serverless-http", async () => {
    const { monitoring, requests } = monitored();
    const app = express();
    monitorExpress(app, { monitoring });
    app.get("/users/:id", (_, response) => void response.status(202).send("user"));
    await serving(
      (request, response) => {
        const made = new ServerResponse(request);
        const nothing = () => undefined;
        const socket = {
          _writableState: {},
          writable: true,
          on: nothing,
          removeListener: nothing,
          cork: nothing,
          uncork: nothing,
          write: () => true,
        };
        Reflect.apply(made.assignSocket, made, [socket]);
        app(request, made);
        setImmediate(() => {
          made.emit("close");
          response.end();
        });
      },
      (address) => status(address, "/users/7"),
    );
    expect(await requests()).toEqual(["/users/:id GET 202 1"]);
  });
});
