import { ContenderProcess } from "./contender-process";
import type { Contender, Row } from "./row";

/** Batches of a server and of the bare one in turn, of which the cheapest count: what else the machine does only adds. */
const BATCHES = 10;

/**
 * How often all servers start anew where little is added: with what the engine happens to compile, half of them add half a
 * microsecond more or less than the others do.
 */
const SMALL_ROUNDS = 25;

/** One server in a process of its own. */
class Server {
  private readonly process: ContenderProcess;
  private warm = false;

  constructor(
    private readonly framework: string,
    private readonly contender: string,
    private readonly turns: number,
  ) {
    this.process = new ContenderProcess("requests-worker.cjs", [framework, contender]);
  }

  /** Microseconds of CPU for each request of a batch; the first one also warms up. */
  async batch(): Promise<number> {
    if (!this.warm) await this.run(this.turns * 5);
    this.warm = true;
    return this.run(this.turns);
  }

  end(): void {
    this.process.end();
    this.warm = false;
  }

  private async run(turns: number): Promise<number> {
    const { cost, sent, recorded } = await this.process.ask<Batch>(turns);
    if (recorded === sent) return cost;
    throw new Error(`${this.framework}, ${this.contender}: ${recorded} of ${sent} requests were recorded`);
  }
}

interface Batch {
  readonly cost: number;
  readonly sent: number;
  readonly recorded: number;
}

interface Limits {
  readonly atLeast: number;
  readonly atMost?: number;
  readonly rounds?: number;
}

function row(framework: string, peers: readonly string[], turns: number, limits: Limits): Row {
  const servers = ["bare", "ours", ...peers].map((name) => [name, new Server(framework, name, turns)] as const);
  const [[, bare] = [], ...others] = servers;
  const contender =
    (server: Server): Contender =>
    async () => {
      const costs: number[] = [];
      const bareCosts: number[] = [];
      for (let batch = 0; batch < BATCHES; batch += 1) {
        bareCosts.push((await bare?.batch()) ?? NaN);
        costs.push(await server.batch());
      }
      // A server may take less with recording than without; ratios have no meaning then.
      return Math.max(0.01, Math.min(...costs) - Math.min(...bareCosts));
    };
  const [[, ours] = [], ...rest] = others.map(([name, server]) => [name, contender(server)] as const);
  return {
    work: `CPU added to a request, ${framework}`,
    unit: "µs",
    ...limits,
    ours: ours ?? (() => NaN),
    peers: Object.fromEntries(rest),
    anew: true,
    end: () => servers.forEach(([, server]) => server.end()),
  };
}

const EXPRESS = ["express-prom-bundle", "@promster/express", "prometheus-api-metrics"];

/**
 * The CPU time that recording adds to a request for `/hello/:id`, over the same server without it: all threads of the
 * process, through Node's own HTTP on connections in memory, so that the kernel's network adds no noise. The peers of a
 * framework are those that were made for it, and every one has counted all requests afterwards.
 */
export const rows = (): Row[] => [
  row("http", ["@platformatic/http-metrics"], 250, { atLeast: 3, atMost: 0.5, rounds: SMALL_ROUNDS }),
  row("http, answered in a later turn", ["@platformatic/http-metrics"], 250, { atLeast: 3, rounds: SMALL_ROUNDS }),
  row("Fastify", ["fastify-metrics", "@promster/fastify"], 250, { atLeast: 3, atMost: 0.8, rounds: SMALL_ROUNDS }),
  row("Koa", ["prometheus-api-metrics"], 250, { atLeast: 3, atMost: 2, rounds: SMALL_ROUNDS }),
  row("Express by monitorExpress", EXPRESS, 40, { atLeast: 3, atMost: 4 }),
  row("Express by app.use", EXPRESS, 40, { atLeast: 2, atMost: 8 }),
];
