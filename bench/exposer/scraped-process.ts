import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { gunzipSync } from "node:zlib";
import { ContenderProcess } from "./contender-process";

/** What a process measures. */
export type Kind = "counter" | "histogram";

/** With 11 buckets. */
export const LINES_A_SERIES: Readonly<Record<Kind, number>> = { counter: 1, histogram: 14 };

/** What Prometheus 3 sends with each scrape. */
const PROMETHEUS_HEADERS = {
  accept:
    "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
  "accept-encoding": "gzip",
  "user-agent": "Prometheus/3.14.0",
  "x-prometheus-scrape-timeout-seconds": "10",
};

/** What a scrape cost. */
export interface Scrape {
  /** Milliseconds from the request to the last byte of the answer. */
  readonly time: number;
  /** The page, as it was sent. */
  readonly body: Buffer;
  readonly encoding: string | undefined;
}

interface Started {
  readonly port: number;
  readonly kept: number;
}

/** What is served, by whom. */
export interface ScrapedOptions {
  readonly name: string;
  readonly kind: Kind;
  readonly series: number;
  /** @default "text" */
  readonly format?: "text" | "openmetrics";
  /** Flags of the process. */
  readonly execArgv?: readonly string[] | undefined;
}

/** A contender that has a page to print and to serve. */
export class ScrapedProcess {
  private readonly process: ContenderProcess<Started>;

  constructor({ name, kind, series, format = "text", execArgv }: ScrapedOptions) {
    this.process = new ContenderProcess("scrape-worker.cjs", [name, kind, String(series), format], execArgv);
  }

  /** Bytes kept for each series after the page was printed once. */
  async kept(): Promise<number> {
    return (await this.process.ready()).kept;
  }

  /** Asks it to do something, and returns the answer. */
  ask<Answer>(question: string, value?: unknown): Promise<Answer> {
    return this.process.ask<Answer>([question, value]);
  }

  async scrape(): Promise<Scrape> {
    const { port } = await this.process.ready();
    const from = performance.now();
    const request = get({ port, host: "127.0.0.1", path: "/monitoring/metrics/", headers: PROMETHEUS_HEADERS });
    const [response] = (await once(request, "response")) as [IncomingMessage];
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => chunks.push(chunk));
    await once(response, "end");
    const time = performance.now() - from;
    return { time, body: Buffer.concat(chunks), encoding: response.headers["content-encoding"] };
  }

  end(): void {
    this.process.end();
  }
}

/** How many lines of samples a page has. */
export function linesOf({ body, encoding }: Scrape): number {
  const page = encoding === "gzip" ? gunzipSync(body) : body;
  let lines = 0;
  for (let at = 0; at < page.length; at = page.indexOf(10, at) + 1) if (page[at] !== 35) lines += 1;
  return lines;
}
