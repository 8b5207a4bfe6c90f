import { createServer, type RequestListener } from "node:http";
import { connect, type AddressInfo } from "node:net";
import type { MetricsRegistry } from "cdktf-monitoring-metrics";

/** What stays as it is where a test sets the clock of timeouts forward: servers and clients need all else. */
export const ALL_BUT_TIMEOUTS: FakeTimersConfig["doNotFake"] = [
  "Date",
  "hrtime",
  "nextTick",
  "performance",
  "queueMicrotask",
  "setImmediate",
  "clearImmediate",
  "setInterval",
  "clearInterval",
];

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

/** How many turns the event loop takes while something is done. */
export async function turnsOf(work: Promise<unknown>): Promise<number> {
  const count = { turns: 0, isOver: false };
  const over = work.finally(() => (count.isOver = true));
  while (!count.isOver) {
    await new Promise((resolve) => setImmediate(resolve));
    count.turns += 1;
  }
  await over;
  return count.turns;
}

/** Waits until something holds; the test's own time limit ends a wait for nothing. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}

/** Sends requests on one connection without waiting for answers, as `METHOD path`; what it returns ends the connection. */
export function pipelined(address: string, requests: readonly string[]): () => void {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  socket.resume().write(requests.map((request) => `${request} HTTP/1.1\r\nHost: localhost\r\n\r\n`).join(""));
  return () => void socket.destroy();
}
