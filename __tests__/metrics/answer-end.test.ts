import { once } from "node:events";
import { ServerResponse, type RequestListener } from "node:http";
import { connect, type Socket } from "node:net";
import { monitorHttp } from "cdktf-monitoring-metrics/http";
import { monitored } from "./recorded";
import { serving, until } from "./scrape";

const route = ({ url = "" }: { url?: string | undefined }) => url;

const ask = (client: Socket, path: string, method = "GET") =>
  void client.write(`${method} ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n`);

const askOnce = async (client: Socket) => {
  ask(client, "/a");
  await once(client, "data");
};

/** Serves on one connection, on which `GET /first` was answered with 200. */
async function connected(
  { monitoring, requests }: ReturnType<typeof monitored>,
  listener: RequestListener,
  use: (client: Socket) => Promise<void>,
  wrap = (inner: RequestListener): RequestListener => monitorHttp(inner, { monitoring, route }),
) {
  const first: RequestListener = (request, response) => {
    if (request.url === "/first") response.end();
    else return listener(request, response);
  };
  await serving(wrap(first), async (address) => {
    const client = connect(Number(new URL(address).port), "127.0.0.1").on("error", () => undefined);
    ask(client, "/first");
    await once(client, "data");
    await until(async () => (await requests()).includes("/first GET 200 1"));
    await use(client);
    client.destroy();
  });
}

/** What was recorded after the first request. */
const later = async (requests: ReturnType<typeof monitored>["requests"]) =>
  (await requests()).filter((line) => !line.startsWith("/first"));

describe("a later request of a connection", () => {
  it("is recorded once, by the status of its answer", async () => {
    const recorded = monitored();
    const answer: RequestListener = (request, response) =>
      void response.writeHead(Number(request.url?.slice(1)), { "Content-Length": 0 }).end();
    await connected(recorded, answer, async (client) => {
      for (const path of ["/201", "/404", "/201", "/503"]) {
        ask(client, path);
        await once(client, "data");
      }
    });
    expect(await later(recorded.requests)).toEqual(["/201 GET 201 2", "/404 GET 404 1", "/503 GET 503 1"]);
  });

  it("is recorded by its own status where it waited for the answers before it", async () => {
    const recorded = monitored();
    const answer: RequestListener = (request, response) =>
      void setImmediate(() => response.writeHead(Number(request.url?.slice(1))).end());
    await connected(recorded, answer, async (client) => {
      client.resume();
      for (const path of ["/200", "/404", "/200", "/500"]) ask(client, path);
      await until(async () => (await later(recorded.requests)).length === 3);
    });
    expect(await later(recorded.requests)).toEqual(["/200 GET 200 2", "/404 GET 404 1", "/500 GET 500 1"]);
  });

  it("is recorded as 499 where its client leaves", async () => {
    const recorded = monitored();
    let arrived = false;
    await connected(
      recorded,
      () => (arrived = true),
      async (client) => {
        ask(client, "/a");
        await until(() => arrived);
        client.destroy();
        await until(async () => (await later(recorded.requests)).length > 0);
      },
    );
    expect(await later(recorded.requests)).toEqual(["/a GET 499 1"]);
  });

  it("is recorded as 500 where the server breaks off", async () => {
    const recorded = monitored();
    const answer: RequestListener = (_, response) => void response.destroy();
    await connected(recorded, answer, async (client) => {
      ask(client, "/a");
      await once(client.resume(), "close");
      await until(async () => (await later(recorded.requests)).length > 0);
    });
    expect(await later(recorded.requests)).toEqual(["/a GET 500 1"]);
  });

  it("is recorded into each monitoring once, however many listeners watch it", async () => {
    const one = monitored();
    const other = monitored();
    const answer: RequestListener = (_, response) => void response.end();
    const wrap = (inner: RequestListener) =>
      [one, other, one, other].reduce((wrapped, { monitoring }) => monitorHttp(wrapped, { monitoring, route }), inner);
    await connected(one, answer, askOnce, wrap);
    expect(await later(one.requests)).toEqual(["/a GET 200 1"]);
    expect(await later(other.requests)).toEqual(["/a GET 200 1"]);
  });

  it.each(["within its handler", "later"])(
    "is recorded as 500 where the connection is taken from it %s",
    async (when) => {
      const recorded = monitored();
      const { monitoring, requests } = recorded;
      const answers: RequestListener = (_, response) =>
        void setImmediate(() => {
          response.writeHead(202).end();
        });
      const instead = monitorHttp(answers, { monitoring, route });
      const answer: RequestListener = (request, response) => {
        const take = () => {
          response.detachSocket(request.socket);
          const made = new ServerResponse(request);
          made.assignSocket(request.socket);
          instead(request, made);
        };
        if (when === "later") setImmediate(take);
        else take();
      };
      await connected(recorded, answer, async (client) => {
        ask(client, "/a");
        await once(client, "data");
        client.destroy();
        await until(async () => (await later(requests)).length === 2);
      });
      // What answers instead is recorded by its own status.
      expect((await later(requests)).sort()).toEqual(["/a GET 202 1", "/a GET 500 1"]);
    },
  );
});

describe("an answer that is complete when its handler returns", () => {
  it("is recorded without a listener, which an answer that comes later has", async () => {
    const recorded = monitored();
    const listeners: number[] = [];
    const wrap =
      (inner: RequestListener): RequestListener =>
      (request, response) => {
        const before = response.listenerCount("finish");
        monitorHttp(inner, { monitoring: recorded.monitoring, route })(request, response);
        listeners.push(response.listenerCount("finish") - before);
      };
    const answer: RequestListener = (_, response) => void setImmediate(() => response.writeHead(202).end());
    await connected(recorded, answer, askOnce, wrap);
    expect(listeners).toEqual([0, 1]);
    expect(await recorded.requests()).toEqual(["/first GET 200 1", "/a GET 202 1"]);
  });

  it("is recorded by its status although the handler throws afterwards", async () => {
    const recorded = monitored();
    const answer: RequestListener = (_, response) => {
      response.writeHead(202).end();
      throw new Error("too late");
    };
    const wrap = (inner: RequestListener): RequestListener => {
      const listener = monitorHttp(inner, { monitoring: recorded.monitoring, route });
      return (request, response) => {
        if (request.url === "/a") expect(() => listener(request, response)).toThrow("too late");
        else listener(request, response);
      };
    };
    await connected(recorded, answer, askOnce, wrap);
    expect(await later(recorded.requests)).toEqual(["/a GET 202 1"]);
  });

  it("is recorded as 500 where the handler breaks it off right away", async () => {
    const recorded = monitored();
    const answer: RequestListener = (_, response) => void response.end("all").destroy();
    await connected(recorded, answer, async (client) => {
      ask(client, "/a");
      await once(client.resume(), "close");
      await until(async () => (await later(recorded.requests)).length > 0);
    });
    expect(await later(recorded.requests)).toEqual(["/a GET 500 1"]);
  });
});

describe("an answer that was written, but not handed over", () => {
  it.each(["the first request of a connection", "a later one"])("is recorded as 499 for %s", async (which) => {
    const recorded = monitored();
    const { monitoring, requests } = recorded;
    let arrived = false;
    const answer: RequestListener = (_, response) => {
      arrived = true;
      response.end(Buffer.alloc(64 * 1024 * 1024));
    };
    const leave = async (client: Socket) => {
      client.pause();
      ask(client, "/a");
      await until(() => arrived);
      client.resetAndDestroy();
      await until(async () => (await later(requests)).length > 0);
    };
    if (which === "a later one") await connected(recorded, answer, leave);
    else {
      await serving(monitorHttp(answer, { monitoring, route }), (address) =>
        leave(connect(Number(new URL(address).port), "127.0.0.1").on("error", () => undefined)),
      );
    }
    expect(await later(requests)).toEqual(["/a GET 499 1"]);
  });
});

describe("an answer that the server broke off, and ended afterwards", () => {
  const breakOffs: Record<string, (response: ServerResponse) => void> = {
    "destroyed by an error": (response) => response.destroy(new Error("broken")),
    destroyed: (response) => void response.destroy(),
    "without its connection": (response) => response.socket?.destroy(),
  };

  describe.each(Object.keys(breakOffs))("%s", (how) => {
    it.each(["the first request of a connection", "a later one"])("is recorded as 500 for %s", async (which) => {
      const recorded = monitored();
      const { monitoring, requests } = recorded;
      const answer: RequestListener = (_, response) => {
        response.write("one part", () => {
          breakOffs[how]?.(response);
          response.end();
        });
      };
      const leave = async (client: Socket) => {
        ask(client, "/a");
        await once(client.resume(), "close");
        await until(async () => (await later(requests)).length > 0);
      };
      if (which === "a later one") await connected(recorded, answer, leave);
      else {
        await serving(monitorHttp(answer, { monitoring, route }), (address) =>
          leave(connect(Number(new URL(address).port), "127.0.0.1").on("error", () => undefined)),
        );
      }
      expect(await later(requests)).toEqual(["/a GET 500 1"]);
    });
  });
});

describe("requests that are recorded together", () => {
  const answered = async (recorded: ReturnType<typeof monitored>, use: () => void) => {
    let closed = false;
    const answer: RequestListener = (_, response) => void response.on("close", () => (closed = true)).end();
    await connected(recorded, answer, async (client) => {
      ask(client, "/a");
      await until(() => closed);
      use();
    });
    return later(recorded.requests);
  };

  it("are gone when the metrics are reset after them", async () => {
    const recorded = monitored();
    expect(await answered(recorded, () => recorded.registry.resetMetrics())).toEqual([]);
  });

  it("are gone when their series is removed after them", async () => {
    const recorded = monitored();
    const { apiRequestsTotal } = recorded.monitoring.metrics;
    const remove = () => apiRequestsTotal.remove({ endpoint: "/a", method: "GET", status: 200 });
    expect(await answered(recorded, remove)).toEqual([]);
  });

  it("are each recorded by their own route, method and status", async () => {
    const recorded = monitored();
    const answer: RequestListener = ({ method }, response) =>
      void response.writeHead(method === "PUT" ? 201 : 200).end();
    await connected(recorded, answer, async (client) => {
      client.resume();
      for (let round = 0; round < 50; round += 1) {
        ask(client, "/a");
        ask(client, "/a");
        ask(client, "/b");
        ask(client, "/b", "PUT");
      }
      await until(async () => (await later(recorded.requests)).at(-1) === "/b PUT 201 50");
    });
    expect(await later(recorded.requests)).toEqual(["/a GET 200 100", "/b GET 200 50", "/b PUT 201 50"]);
  });

  it("are all there, however many they are", async () => {
    const recorded = monitored();
    const answer: RequestListener = (_, response) => void response.end();
    await connected(recorded, answer, async (client) => {
      client.resume();
      for (let request = 0; request < 200; request += 1) ask(client, "/a");
      await until(async () => (await later(recorded.requests))[0] === "/a GET 200 200");
    });
    expect(await later(recorded.requests)).toEqual(["/a GET 200 200"]);
  });
});
