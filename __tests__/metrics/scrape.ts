import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { MetricsRegistry } from "cdktf-monitoring-metrics";

/** The lines of one metric, without its HELP and TYPE. */
export async function series(registry: MetricsRegistry, name: string): Promise<string[]> {
  const text = await registry.getSingleMetricAsString(name);
  return text.split("\n").filter((line) => !line.startsWith("#"));
}

/** Serves while the test uses the address. */
export async function serving<Result>(
  listener: RequestListener,
  use: (address: string) => Promise<Result>,
): Promise<Result> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await use(`http://127.0.0.1:${port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Answers a path, and reads the answer to its end. */
export async function status(address: string, path: string, init?: RequestInit): Promise<number> {
  const response = await fetch(`${address}${path}`, init);
  await response.arrayBuffer();
  return response.status;
}

/** Waits until something holds; the test's own time limit ends a wait for nothing. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}
