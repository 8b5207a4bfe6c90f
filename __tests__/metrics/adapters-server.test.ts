import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Registry } from "prom-client";
import { SCRAPE_PATH } from "cdktf-monitoring-metrics";
import { serveMetrics } from "cdktf-monitoring-metrics/server";
import { monitored } from "./recorded";
import { status } from "./scrape";

describe("serveMetrics", () => {
  it("serves a registry on a port of its own, and nothing else", async () => {
    const { registry } = monitored();
    const server = await serveMetrics({ port: 0, registry });
    const address = `http://127.0.0.1:${server.port}`;
    expect(await status(address, SCRAPE_PATH)).toBe(200);
    expect(await status(address, "/other")).toBe(404);
    await server.close();
  });

  it("rejects when the port is taken", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as AddressInfo;
    await expect(serveMetrics({ port, registry: new Registry() })).rejects.toThrow("EADDRINUSE");
    taken.close();
  });
});
