import cluster from "node:cluster";
import { join } from "node:path";
import { AggregatorRegistry, Registry } from "prom-client";
import { clusterMetrics } from "cdktf-monitoring-metrics";
import type { Contender, Row } from "./row";

const WORKERS = 8;
/** With 14 lines each, 10,000 lines a worker. */
const SERIES = 715;

async function fork(kind: "ours" | "prom-client"): Promise<void> {
  cluster.setupPrimary({ exec: join(__dirname, "cluster-worker.cjs"), execArgv: [] });
  await Promise.all(
    Array.from({ length: WORKERS }, () => {
      const worker = cluster.fork({ KIND: kind, SERIES: String(SERIES) });
      return new Promise<void>((resolve) => {
        worker.on("message", (message) => message === "ready" && resolve());
      });
    }),
  );
}

/** The primary's wall time for one scrape of its workers, which are ended after it. */
function contender(
  kind: "ours" | "prom-client",
  scraper: () => { readonly scrape: () => Promise<string>; readonly close: () => void },
): Contender {
  return async () => {
    const { scrape, close } = scraper();
    await fork(kind);
    // The first scrape brings what later ones need not.
    await scrape();
    const from = process.hrtime.bigint();
    const page = await scrape();
    const cost = Number(process.hrtime.bigint() - from) / 1e6;
    close();
    await new Promise<void>((resolve) => cluster.disconnect(resolve));
    const observed = [...page.matchAll(/^latency_count\{.*\} (\d+)$/gm)].reduce(
      (sum, [, count]) => sum + Number(count),
      0,
    );
    if (observed !== WORKERS * SERIES)
      throw new Error(`${observed} of ${WORKERS * SERIES} observations are on the page`);
    return cost;
  };
}

/** What one scrape of a cluster costs. */
export const rows = (): Row[] => [
  {
    work: "one scrape of a cluster of 8 workers, 10,000 histogram lines each",
    atLeast: 5,
    unit: "ms",
    ours: contender("ours", () => {
      const whole = clusterMetrics({ registry: new Registry(), timeout: 30 });
      return { scrape: () => whole.metrics(), close: () => whole.close() };
    }),
    peers: {
      "prom-client": contender("prom-client", () => {
        const whole = new AggregatorRegistry();
        return { scrape: () => whole.clusterMetrics(), close: () => undefined };
      }),
    },
  },
];
