import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

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
  /** Flags of the process. */
  readonly execArgv?: readonly string[];
}

/** A contender in a process of its own, which is started when it is first asked for something. */
export class ScrapedProcess {
  private child: ChildProcess | undefined;
  private starting: Promise<Started> | undefined;

  constructor(private readonly options: ScrapedOptions) {}

  /** Bytes kept for each series after the page was printed once. */
  async kept(): Promise<number> {
    return (await this.started()).kept;
  }

  /** Sends a question, and returns the answer. */
  async ask<Answer>(question: string, value?: unknown): Promise<Answer> {
    await this.started();
    this.child?.send([question, value]);
    return this.answer<Answer>();
  }

  async scrape(): Promise<Scrape> {
    const { port } = await this.started();
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
    this.child?.disconnect();
    this.child = undefined;
    this.starting = undefined;
  }

  private started(): Promise<Started> {
    this.starting ??= this.start();
    return this.starting;
  }

  private start(): Promise<Started> {
    const { name, kind, series, execArgv = [] } = this.options;
    this.child = fork(join(__dirname, "scrape-worker.cjs"), [name, kind, String(series)], { execArgv: [...execArgv] });
    return this.answer<Started>();
  }

  private async answer<Answer>(): Promise<Answer> {
    const { child } = this;
    if (child === undefined) throw new Error(`${this.options.name} is ended`);
    const waiting = new AbortController();
    try {
      const { signal } = waiting;
      const ended = once(child, "exit", { signal }).then(() => Promise.reject(new Error(`${this.options.name} ended`)));
      const [message] = (await Promise.race([once(child, "message", { signal }), ended])) as [Answer];
      return message;
    } finally {
      waiting.abort();
    }
  }
}

/** How many lines of samples a page has. */
export function linesOf({ body, encoding }: Scrape): number {
  const page = encoding === "gzip" ? gunzipSync(body) : body;
  let lines = 0;
  for (let at = 0; at < page.length; at = page.indexOf(10, at) + 1) if (page[at] !== 35) lines += 1;
  return lines;
}
