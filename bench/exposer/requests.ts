import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Contender, Row } from "./row";

/** Batches of a server and of the bare one in turn, of which the cheapest count: what else the machine does only adds. */
const BATCHES = 5;

/** One server in a process of its own. */
class Worker {
  private child: ChildProcess | undefined;

  constructor(
    private readonly framework: string,
    private readonly contender: string,
    private readonly turns: number,
  ) {}

  /** Microseconds of CPU for each request of a batch; the first one also warms up. */
  async batch(): Promise<number> {
    if (this.child === undefined) {
      this.child = fork(join(__dirname, "requests-worker.cjs"), [this.framework, this.contender], { execArgv: [] });
      await this.answer(this.child);
      await this.run(this.child, this.turns * 5);
    }
    return this.run(this.child, this.turns);
  }

  end(): void {
    this.child?.disconnect();
  }

  private async run(child: ChildProcess, turns: number): Promise<number> {
    const answered = this.answer(child);
    child.send(turns);
    const { cost, sent, recorded } = (await answered) as { cost: number; sent: number; recorded: number };
    if (recorded === sent) return cost;
    throw new Error(`${this.framework}, ${this.contender}: ${recorded} of ${sent} requests were recorded`);
  }

  private async answer(child: ChildProcess): Promise<unknown> {
    const failed = new AbortController();
    const { signal } = failed;
    const ended = once(child, "exit", { signal }).then(() => {
      throw new Error(`${this.framework}, ${this.contender}: the server ended`);
    });
    try {
      const [message] = (await Promise.race([once(child, "message", { signal }), ended])) as unknown[];
      return message;
    } finally {
      failed.abort();
      ended.catch(() => undefined);
    }
  }
}

interface Limits {
  readonly atLeast: number;
  readonly atMost: number;
}

function row(framework: string, peers: readonly string[], turns: number, limits: Limits): Row {
  const workers = ["bare", "ours", ...peers].map((name) => [name, new Worker(framework, name, turns)] as const);
  const [[, bare] = [], ...others] = workers;
  const contender =
    (worker: Worker): Contender =>
    async () => {
      const costs: number[] = [];
      const bareCosts: number[] = [];
      for (let batch = 0; batch < BATCHES; batch += 1) {
        bareCosts.push((await bare?.batch()) ?? NaN);
        costs.push(await worker.batch());
      }
      return Math.max(0.01, Math.min(...costs) - Math.min(...bareCosts));
    };
  const [[, ours] = [], ...rest] = others.map(([name, worker]) => [name, contender(worker)] as const);
  return {
    work: `CPU added to a request, ${framework}`,
    unit: "µs",
    ...limits,
    ours: ours ?? (() => NaN),
    peers: Object.fromEntries(rest),
    end: () => workers.forEach(([, worker]) => worker.end()),
  };
}

const EXPRESS = ["express-prom-bundle", "@promster/express", "prometheus-api-metrics"];

/**
 * The CPU time that recording adds to a request for `/hello/:id`, over the same server without it: all threads of the
 * process, through Node's own HTTP on connections in memory, so that the kernel's network adds no noise. The peers of a
 * framework are those that were made for it, and every one has counted all requests afterwards.
 */
export const rows = (): Row[] => [
  row("http", ["@platformatic/http-metrics"], 250, { atLeast: 3, atMost: 0.5 }),
  row("Fastify", ["fastify-metrics", "@promster/fastify"], 250, { atLeast: 3, atMost: 0.8 }),
  row("Koa", ["prometheus-api-metrics"], 250, { atLeast: 3, atMost: 2 }),
  row("Express by monitorExpress", EXPRESS, 40, { atLeast: 3, atMost: 4 }),
  row("Express by app.use", EXPRESS, 40, { atLeast: 2, atMost: 8 }),
];
