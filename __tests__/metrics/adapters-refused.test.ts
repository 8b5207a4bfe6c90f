import { once } from "node:events";
import { createServer, type RequestListener, type Server, type ServerOptions } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { monitorHttp } from "cdktf-monitoring-metrics/http";
import { monitored } from "./recorded";
import { until } from "./scrape";

/** Ends what a test began, whether or not it went well. */
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server that reads a body to its end before it answers, and what it recorded. */
async function reading(options: ServerOptions = {}) {
  const { monitoring, requests } = monitored();
  const listener: RequestListener = (request, response) => void request.resume().on("end", () => response.end());
  const server = createServer(options, monitorHttp(listener, { monitoring, inFlight: true }));
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  /** Sends a text as it is, and gives the first line of the answer. */
  const sent = async (request: string): Promise<string | undefined> => {
    const socket = connect(port, "127.0.0.1");
    socket.write(request);
    const [status] = (await text(socket)).split("\r\n");
    return status;
  };
  return { requests, sent };
}

const LONG = "x".repeat(20_000);

describe("a request that Node refuses by itself", () => {
  it.each([
    ["is no HTTP", "hello\r\n\r\n", "HTTP/1.1 400 Bad Request"],
    ["has no host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", "HTTP/1.1 400 Bad Request"],
    [
      "has headers that are too long",
      `GET / HTTP/1.1\r\nHost: a\r\nA: ${LONG}\r\n\r\n`,
      "HTTP/1.1 431 Request Header Fields Too Large",
    ],
    [
      "expects what nobody knows",
      "GET / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nConnection: close\r\n\r\n",
      "HTTP/1.1 417 Expectation Failed",
    ],
  ])("reaches no listener, and is not recorded, where it %s", async (_, request, answer) => {
    const { requests, sent } = await reading();
    expect(await sent(request)).toBe(answer);
    await sent("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    expect(await requests()).toEqual(["unmatched GET 200 1"]);
  });

  it.each([
    ["is no HTTP", "Transfer-Encoding: chunked\r\n\r\nhello\r\n", {}, "HTTP/1.1 400 Bad Request"],
    [
      "comes too slowly",
      "Content-Length: 9\r\n\r\nhello",
      { requestTimeout: 1, headersTimeout: 1, connectionsCheckingInterval: 1 },
      "HTTP/1.1 408 Request Timeout",
    ],
  ])("is recorded as 499 where its body %s", async (_, request, options, answer) => {
    const { requests, sent } = await reading(options);
    expect(await sent(`POST / HTTP/1.1\r\nHost: a\r\n${request}`)).toBe(answer);
    await until(async () => (await requests()).length > 0);
    expect(await requests()).toEqual(["unmatched POST 499 1"]);
  });
});
