import type { ChildProcess } from "node:child_process";
import { ROOT } from "./checkout";
import { start, stop, succeed } from "./command";
import { waitUntil } from "./wait-until";

/** Times that something happened, by its labels. */
type Counted<Labels> = Labels & { readonly count: number };

/** What the traffic generator did, as it prints it. */
export interface TrafficCounts {
  readonly requests: readonly Counted<{ endpoint: string; method: string; status: number }>[];
  readonly jobs: readonly Counted<{ endpoint: string; method: string; status: number }>[];
  readonly credits: readonly Counted<{ operation: string; user: string }>[];
  readonly users: readonly string[];
  readonly anomalies: readonly Counted<{ endpoint: string; reason: string }>[];
  readonly latencies: readonly { endpoint: string; method: string; p95: number }[];
}

/** The example service, running on this machine. */
export class ExampleService {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcess,
  ) {}

  static async start(port = 8000): Promise<ExampleService> {
    const child = start(process.execPath, ["--import", "tsx", "examples/api/server.ts"], {
      cwd: ROOT,
      env: { PORT: String(port) },
    });
    const url = `http://127.0.0.1:${port}`;
    await waitUntil("the example service", 30, async () => (await fetch(`${url}/monitoring/metrics/`)).ok);
    return new ExampleService(url, child);
  }

  /** Sends traffic, and returns what was sent. */
  async traffic(...parameters: readonly string[]): Promise<TrafficCounts> {
    const command = ["tsx", "examples/api/generate-traffic.ts", "--url", this.url, "--json", ...parameters];
    return JSON.parse(await succeed("npx", command, { cwd: ROOT })) as TrafficCounts;
  }

  stop(): Promise<void> {
    return stop(this.process);
  }
}
