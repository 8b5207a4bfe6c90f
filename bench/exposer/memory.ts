import { inProcesses, type Row } from "./row";
import { LINES_A_SERIES, ScrapedProcess, type Kind, type ScrapedOptions } from "./scraped-process";

const LINES = 100_000;

type Measure = (process: ScrapedProcess) => Promise<number>;

interface Measured extends Omit<Row, "ours" | "peers" | "end"> {
  readonly kind: Kind;
  readonly peers: readonly string[];
  readonly execArgv: ScrapedOptions["execArgv"];
  readonly measure: Measure;
  /** Whether every round needs a new process. */
  readonly anew: boolean;
}

function row({ kind, peers, execArgv, measure, anew, ...rest }: Measured): Row {
  const series = Math.ceil(LINES / LINES_A_SERIES[kind]);
  return {
    ...rest,
    ...inProcesses(
      peers,
      (name) => new ScrapedProcess({ name, kind, series, execArgv }),
      async (process) => {
        const cost = await measure(process);
        if (anew) process.end();
        return cost;
      },
    ),
  };
}

/** Garbage is what memory grows by while nothing is collected: there is room for far more than one scrape. */
const HELD_OFF = ["--expose-gc", "--min-semi-space-size=256", "--max-semi-space-size=256"];

const garbage: Measure = async (process) => {
  await process.ask("record", 100);
  await process.ask("begin", false);
  await process.scrape();
  return (await process.ask<{ readonly garbage: number }>("end")).garbage / 1e6;
};

const kinds: readonly Kind[] = ["counter", "histogram"];

/** What is kept for each series, and what one scrape leaves behind. */
export const rows = (): Row[] => [
  ...kinds.map((kind) =>
    row({
      work: `bytes kept for each of 100,000 ${kind} lines' series, rendered once`,
      atLeast: 1,
      unit: "B",
      rounds: 1,
      kind,
      peers: ["prom-client"],
      execArgv: ["--expose-gc"],
      measure: (process) => process.kept(),
      anew: true,
    }),
  ),
  ...kinds.map((kind) =>
    row({
      work: `garbage of one scrape of 100,000 ${kind} lines over HTTP, gzip included, 1 % changed`,
      atLeast: 1,
      atMost: 1,
      unit: "MB",
      kind,
      peers: ["prom-client", "@platformatic/prom-client", "@prometheus-io/client", "OpenTelemetry"],
      execArgv: HELD_OFF,
      measure: garbage,
      anew: false,
    }),
  ),
];
