import { EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { Gauge, Registry } from "prom-client";
import { SCRAPE_PATH } from "cdktf-monitoring-metrics";
import { serveMetrics } from "cdktf-monitoring-metrics/server";
import { monitored } from "./recorded";
import { pipelined, status, until } from "./scrape";

describe("serveMetrics", () => {
  it("serves a registry on a port of its own, and nothing else", async () => {
    const { registry } = monitored();
    const server = await serveMetrics({ port: 0, registry });
    const address = `http://127.0.0.1:${server.port}`;
    expect(await status(address, SCRAPE_PATH)).toBe(200);
    expect(await status(address, "/other")).toBe(404);
    await server.close();
  });

  it("closes once, however often it is asked to", async () => {
    const server = await serveMetrics({ port: 0, registry: new Registry() });
    await Promise.all([server.close(), server.close()]);
    await server.close();
  });

  it("closes at once, though a scraper keeps a connection in reserve without a request", async () => {
    const server = await serveMetrics({ port: 0, registry: new Registry() });
    const reserve = connect(server.port, "127.0.0.1");
    const gone = new Promise((resolve) => reserve.once("close", resolve));
    await new Promise((resolve) => reserve.once("connect", resolve));
    // A server takes connections in their order: once it answers a later one, it has the reserve.
    await status(`http://127.0.0.1:${server.port}`, SCRAPE_PATH);
    await server.close();
    await gone;
  });

  it("closes at once, though a scrape was abandoned that waited for another one on its connection", async () => {
    const registry = new Registry();
    const scrapes = jest.spyOn(registry, "getMetricsAsArray");
    const events = new EventEmitter();
    const collect = () => once(events, "go on").then(() => undefined);
    new Gauge({ name: "slow", help: "Slow.", registers: [registry], collect });
    const server = await serveMetrics({ port: 0, registry });
    const address = `http://127.0.0.1:${server.port}`;
    const abandon = pipelined(address, [`GET ${SCRAPE_PATH}`, `GET ${SCRAPE_PATH}`]);
    await until(() => scrapes.mock.calls.length === 2);
    // Node's server waits for a connection without a request, which ends only once no scrape is counted any more.
    const reserve = connect(server.port, "127.0.0.1");
    await once(reserve, "connect");
    await status(address, "/other");
    abandon();
    await server.close();
    events.emit("go on");
  });

  it("answers a scrape under way to its end before it closes", async () => {
    const registry = new Registry();
    const events = new EventEmitter();
    const asked = once(events, "asked");
    new Gauge({
      name: "slow",
      help: "Slow.",
      registers: [registry],
      async collect() {
        events.emit("asked");
        await once(events, "go on");
        this.set(1);
      },
    });
    const server = await serveMetrics({ port: 0, registry });
    const scrape = fetch(`http://127.0.0.1:${server.port}${SCRAPE_PATH}`).then((response) => response.text());
    await asked;
    const closed = server.close();
    events.emit("go on");
    expect(await scrape).toContain("slow 1");
    await closed;
  });

  it("rejects when the port is taken", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as AddressInfo;
    await expect(serveMetrics({ port, registry: new Registry() })).rejects.toThrow("EADDRINUSE");
    taken.close();
  });
});
