import { HTTP_METHODS, SCRAPE_PATH } from "cdktf-monitoring-metrics";
import { SERVERS, type ServerOptions } from "./adapter-servers";
import { monitored } from "./recorded";
import { pipelined, series, serving, status, until } from "./scrape";

/** A server of one adapter, with what it recorded. */
function serverOf(server: (typeof SERVERS)[string], options: Omit<ServerOptions, "monitoring" | "arrived"> = {}) {
  const { registry, monitoring, requests } = monitored();
  let arrived = 0;
  const whileServing = async (use: (address: string) => Promise<unknown>) => {
    const listener = await server({ ...options, monitoring, arrived: () => (arrived += 1) });
    return serving(listener, use);
  };
  return {
    whileServing,
    requests,
    lines: (name: string) => series(registry, name),
    arrivals: (count: number) => until(() => arrived === count),
  };
}

/** Waits until so many requests were recorded. */
const recorded = (requests: () => Promise<string[]>, count: number) =>
  until(async () => (await requests()).reduce((sum, line) => sum + Number(line.split(" ")[3]), 0) === count);

describe.each(Object.entries(SERVERS))("an adapter, that of %s,", (_, server) => {
  it("records the template of the route, and under one name what no route answers", async () => {
    const { whileServing, requests } = serverOf(server);
    await whileServing(async (address) => {
      expect(await status(address, "/users/1")).toBe(200);
      expect(await status(address, "/users/2?a=b")).toBe(200);
      expect(await status(address, "/nothing/here")).toBe(404);
      await until(async () => (await requests()).length === 2);
    });
    expect(await requests()).toEqual(["/users/:id GET 200 2", "unmatched GET 404 1"]);
  });

  it("serves the metrics, and does not record the scrape", async () => {
    const { whileServing, requests } = serverOf(server);
    await whileServing(async (address) => {
      expect(await (await fetch(address + SCRAPE_PATH)).text()).toContain("# TYPE api_requests_total counter");
      expect(await status(address, SCRAPE_PATH.slice(0, -1))).toBe(200);
    });
    expect(await requests()).toEqual([]);
  });

  it("serves the metrics at the root, where it is told so", async () => {
    const { whileServing, requests } = serverOf(server, { path: "/" });
    await whileServing(async (address) => {
      expect(await (await fetch(address)).text()).toContain("# TYPE api_requests_total counter");
      expect(await status(address, "/users/1")).toBe(200);
      await recorded(requests, 1);
    });
    expect(await requests()).toEqual(["/users/:id GET 200 1"]);
  });

  it("records an error that a handler throws as 500, under the handler's route", async () => {
    const { whileServing, requests, lines } = serverOf(server);
    await whileServing(async (address) => {
      const end = pipelined(address, ["GET /broken"]);
      await recorded(requests, 1);
      end();
    });
    expect(await requests()).toEqual(["/broken GET 500 1"]);
    expect(await lines("anomaly_detection_triggered_total")).toContain(
      'anomaly_detection_triggered_total{endpoint="/broken",reason="server_error"} 1',
    );
  });

  it("records 499 when the client leaves, and counts the request in flight until then", async () => {
    const { whileServing, requests, lines, arrivals } = serverOf(server, { inFlight: true });
    await whileServing(async (address) => {
      const leaving = new AbortController();
      const answered = fetch(`${address}/slow`, { signal: leaving.signal });
      await arrivals(1);
      expect(await lines("api_requests_in_flight")).toEqual(["api_requests_in_flight 1"]);
      leaving.abort();
      await expect(answered).rejects.toThrow("aborted");
      await until(async () => (await requests()).length === 1);
    });
    expect(await requests()).toEqual(["/slow GET 499 1"]);
    expect(await lines("api_requests_in_flight")).toEqual(["api_requests_in_flight 0"]);
  });

  it("leaves nothing in flight of a connection that goes with requests queued on it", async () => {
    const { whileServing, requests, lines, arrivals } = serverOf(server, { inFlight: true });
    await whileServing(async (address) => {
      const end = pipelined(address, ["GET /slow", "GET /slow", "GET /slow"]);
      await arrivals(3);
      expect(await lines("api_requests_in_flight")).toEqual(["api_requests_in_flight 3"]);
      end();
      await recorded(requests, 3);
    });
    expect(await requests()).toEqual(["/slow GET 499 3"]);
    expect(await lines("api_requests_in_flight")).toEqual(["api_requests_in_flight 0"]);
  });

  it("records sizes, status classes and no excluded path, where it is asked to", async () => {
    const { whileServing, requests, lines } = serverOf(server, {
      exclude: ["/users/9", /^\/no/],
      statusClasses: true,
      requestSize: true,
      responseSize: true,
    });
    await whileServing(async (address) => {
      for (const path of ["/users/9", "/users/9/more", "/nothing", "/users/90"]) await status(address, path);
      const body = JSON.stringify({ text: "x".repeat(1_489) });
      await status(address, "/upload", { method: "POST", body, headers: { "content-type": "application/json" } });
      await until(async () => (await requests()).length === 2);
    });
    const labels = 'endpoint="/upload",method="POST"';
    expect(await requests()).toEqual(["/users/:id GET 2xx 1", "/upload POST 2xx 1"]);
    expect(await lines("api_request_size_bytes")).toContain(`api_request_size_bytes_sum{${labels}} 1500`);
    expect(await lines("api_response_size_bytes")).toContain(`api_response_size_bytes_sum{${labels}} 6`);
  });

  it("keeps its series few against 500 paths, methods and users of a client's choice", async () => {
    const { whileServing, requests, lines } = serverOf(server, { user: (path) => path });
    const methods = ["GET", "PROPFIND", "MKCOL", "REPORT", "DELETE", "PURGE", "LOCK", "PUT"];
    const hostile = Array.from(
      { length: 500 },
      (_each, index) => `${methods[index % methods.length]} /${Math.random()}/${Math.random()}`,
    );
    await whileServing(async (address) => {
      const end = pipelined(address, hostile);
      await recorded(requests, 500);
      end();
    });
    const endpoints = new Set((await requests()).map((line) => line.split(" ")[0]));
    expect([...endpoints]).toEqual(["unmatched"]);
    expect((await requests()).length).toBeLessThanOrEqual(HTTP_METHODS.length);
    expect(await lines("active_users")).toContain('active_users{timeframe="5m"} 500');
  });
});
