import { inProcesses, type Row } from "./row";
import { LINES_A_SERIES, ScrapedProcess, type Kind } from "./scraped-process";

const PEERS = ["prom-client", "@platformatic/prom-client", "@prometheus-io/client", "OpenTelemetry"];

const FORMATS = { text: "text", openmetrics: "OpenMetrics" } as const;

interface Printed {
  readonly time: number;
  readonly length: number;
}

/** A small page takes less than a millisecond: a few of them tell how soon an engine compiles what prints them. */
const SMALL = { lines: 10_000, rounds: 25 };

/** @param every one series out of so many changes between pages */
function row(kind: Kind, lines: number, format: keyof typeof FORMATS, every: number, atLeast: number): Row {
  const series = Math.ceil(lines / LINES_A_SERIES[kind]);
  const changed = every === 1 ? "all" : `${100 / every} %`;
  return {
    work: `render ${lines.toLocaleString("en")} ${kind} lines, ${FORMATS[format]}, ${changed} changed`,
    atLeast,
    unit: "ms",
    ...(lines <= SMALL.lines ? { rounds: SMALL.rounds } : {}),
    ...inProcesses(
      PEERS,
      (name) => new ScrapedProcess({ name, kind, series, format }),
      async (process, name) => {
        await process.ask("record", every);
        const { time, length } = await process.ask<Printed>("print");
        if (length < lines * 40) throw new Error(`${name}: the page has only ${length} bytes`);
        return time;
      },
    ),
  };
}

/** What printing everything costs. */
export const rows = (): Row[] =>
  (["text", "openmetrics"] as const).flatMap((format) => [
    row("counter", 10_000, format, 100, 20),
    row("counter", 100_000, format, 100, 20),
    row("histogram", 100_000, format, 1, 15),
    row("histogram", 100_000, format, 100, 100),
  ]);
