import { fork } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setImmediate as turn, setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { metricsHandler } from "cdktf-monitoring-metrics";
import { Registry } from "prom-client";
import { heapTrend, LEAST_READINGS, type HeapTrend } from "./heap";
import { scrape } from "./scraper";
import { SESSION_LIFE, Workload } from "./workload";

/** How often progress is printed, in seconds. */
const PROGRESS = 10;

/** The longest that events keep the event loop to themselves, in milliseconds: scrapes need their turns. */
const LONGEST_TURN = 2;

const { values } = parseArgs({ options: { seconds: { type: "string", default: "600" } } });

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Bytes in use after a full collection: objects, and the arrays that lie outside the heap. */
function bytesInUse(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const megabytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(2)} MiB`;

const described = ({ betweenHalves, rise, allowed }: HeapTrend): string =>
  `the second half lies ${megabytes(betweenHalves)} above the first, a line through the readings rises by ${megabytes(rise)}, and ${megabytes(allowed)} are allowed`;

/** Records events at full speed while somebody else scrapes; returns what is wrong afterwards. */
async function soak(seconds: number): Promise<string[]> {
  const registry = new Registry();
  const workload = new Workload(registry);
  const handler = metricsHandler({ registry, path: "/metrics" });
  const server = createServer((request, response) => void handler(request, response));
  // A machine that is busy elsewhere would otherwise end a connection just when the next scrape begins on it.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
  // The scraper is a process of its own: what it keeps of the pages is not the exposer's.
  const scraper = fork(join(__dirname, "scraper.ts"), [url]);
  const scrapes = { text: 0, openmetrics: 0 };
  scraper.on("message", (format: "text" | "openmetrics") => (scrapes[format] += 1));

  const start = performance.now();
  const interval = Math.min(PROGRESS, seconds / (2 * LEAST_READINGS));
  const heap: number[] = [];
  let printed = 0;
  for (let elapsed = 0; elapsed < seconds && scraper.connected; elapsed = (performance.now() - start) / 1_000) {
    const turnEnds = performance.now() + LONGEST_TURN;
    while (performance.now() < turnEnds) workload.batch();
    await turn();
    if (elapsed < heap.length * interval) continue;
    heap.push(bytesInUse());
    if (elapsed < printed) continue;
    printed += PROGRESS;
    const { text, openmetrics } = scrapes;
    console.log(
      `${elapsed.toFixed(0)} s: ${(workload.events / 1e6).toFixed(1)} million events, ${text} scrapes of text and ${openmetrics} of OpenMetrics, ${megabytes(heap.at(-1) ?? NaN)} in use`,
    );
  }

  const faults = scraper.connected ? [] : ["the scraper ended early"];
  if (scrapes.text === 0 || scrapes.openmetrics === 0) faults.push("not every format was scraped");
  scraper.kill();
  for (const format of ["text", "openmetrics"] as const) {
    for (const fault of workload.faults(await scrape(url, format))) faults.push(`${format}: ${fault}`);
  }
  await pause(SESSION_LIFE * 1_000 + 100);
  const sessions = (await scrape(url, "text")).samples("soak_sessions_total").length;
  if (sessions > 0) faults.push(`${sessions} idle sessions have not expired`);
  server.closeAllConnections();
  server.close();
  const trend = heapTrend(heap);
  if (!trend.flat) faults.push(`the heap is not flat: ${described(trend)}`);
  else console.log(`the heap is flat: ${described(trend)}`);
  console.log(`${workload.events} events in ${seconds} s, ${scrapes.text + scrapes.openmetrics} scrapes`);
  return faults;
}

async function main(): Promise<void> {
  const seconds = Number(values.seconds);
  if (!(seconds >= 10)) throw new Error(`--seconds must be a number of at least 10: received ${values.seconds}`);
  const faults = await soak(seconds);
  for (const fault of faults) console.error(fault);
  console.log(faults.length === 0 ? "soak: passed, no event was lost" : `soak: FAILED, ${faults.length} faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

void main();
