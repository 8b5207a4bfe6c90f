import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** What a path answers: a text, a value as JSON, or a status with either. */
export interface FakeReply {
  readonly status?: number;
  readonly body?: unknown;
}

/** The answers of a server, by path without the query. */
export type FakeRoutes = Readonly<Record<string, FakeReply | ((request: IncomingMessage) => FakeReply)>>;

export interface FakeServer extends AsyncDisposable {
  readonly url: string;
}

/** A web server on loopback that answers as it is told, and 404 otherwise. */
export async function fakeServer(routes: FakeRoutes): Promise<FakeServer> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const route = routes[path] ?? { status: 404, body: "not found" };
    const { status = 200, body = "" } = typeof route === "function" ? route(request) : route;
    response.statusCode = status;
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An address on loopback where nobody answers. */
export async function silentUrl(): Promise<string> {
  const server = await fakeServer({});
  await server[Symbol.asyncDispose]();
  return server.url;
}
