import { inProcesses, type Row } from "./row";
import { linesOf, LINES_A_SERIES, ScrapedProcess, type Kind } from "./scraped-process";

const PEERS = ["prom-client", "@platformatic/prom-client", "@prometheus-io/client", "OpenTelemetry"];
// None of them compresses: each is measured as it serves by itself, and with gzip around it.
const SERVED = PEERS.flatMap((name) => [name, `${name}, gzip`]);

interface Measured extends Pick<Row, "work" | "atLeast" | "atMost" | "unit" | "worst" | "rounds"> {
  readonly kind: Kind;
  readonly lines: number;
  /** One series out of so many changes between scrapes. */
  readonly every: number;
  readonly peers: readonly string[];
  /** Whether the longest turn of the event loop counts, rather than the time that the client waits. */
  readonly longestTurn: boolean;
}

function row({ kind, lines, every, peers, longestTurn, ...rest }: Measured): Row {
  const series = Math.ceil(lines / LINES_A_SERIES[kind]);
  return {
    ...rest,
    ...inProcesses(
      peers,
      (name) => new ScrapedProcess({ name, kind, series }),
      async (process, name) => {
        await process.ask("record", every);
        await process.ask("begin", longestTurn);
        const scrape = await process.scrape();
        const { longestTurn: turn } = await process.ask<{ readonly longestTurn: number }>("end");
        if (linesOf(scrape) < lines) throw new Error(`${name}: the page has only ${linesOf(scrape)} lines`);
        return longestTurn ? turn : scrape.time;
      },
    ),
  };
}

const block = { unit: "ms", longestTurn: true, worst: true, atLeast: 1, atMost: 50 } as const;

/** What a whole scrape over HTTP costs, as Prometheus asks for it. */
export const rows = (): Row[] => [
  row({
    work: "scrape of 100,000 counter lines over HTTP, 1 % changed",
    atLeast: 3,
    unit: "ms",
    kind: "counter",
    lines: 100_000,
    every: 100,
    peers: SERVED,
    longestTurn: false,
  }),
  row({
    work: "scrape of 100,000 histogram lines over HTTP, all changed",
    atLeast: 3,
    unit: "ms",
    kind: "histogram",
    lines: 100_000,
    every: 1,
    peers: SERVED,
    longestTurn: false,
  }),
  row({
    ...block,
    work: "longest turn of the event loop in a scrape of 100,000 counter lines, 1 % changed",
    kind: "counter",
    lines: 100_000,
    every: 100,
    peers: SERVED,
  }),
  row({
    ...block,
    work: "longest turn of the event loop in a scrape of 1,000,000 counter lines, all changed",
    kind: "counter",
    lines: 1_000_000,
    every: 1,
    peers: ["prom-client"],
    rounds: 2,
  }),
];
