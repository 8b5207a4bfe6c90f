/** One comparison of the benchmark. */
export interface Row {
  /** What is done. */
  readonly work: string;
  /** How many times faster than the best peer ours has to be. */
  readonly atLeast: number;
  /** How much ours may cost, in the row's unit, whatever the peers cost. */
  readonly atMost?: number;
  /** Whether the worst round counts, rather than the median. */
  readonly worst?: boolean;
  /**
   * How often the work is done, where neither more nor less makes sense.
   *
   * @default - as often as the whole benchmark is told to
   */
  readonly rounds?: number;
  /** The unit of what `ours` and the peers return; less is better. */
  readonly unit: string;
  readonly ours: Contender;
  /** By name. */
  readonly peers: Readonly<Record<string, Contender>>;
  /** Ends what the contenders have started; when they are asked again, they start anew. */
  readonly end?: () => void;
  /**
   * Whether every round has processes of its own: where little is measured, when the engine happens to compile what makes
   * more of a difference from one process to the next than the contenders do.
   */
  readonly anew?: boolean;
}

/** Does the work once and returns what it cost, in the row's unit; it checks that nothing was lost. */
export type Contender = () => number | Promise<number>;

/**
 * Ours and the peers, each in a process of its own, which is ended with the row.
 *
 * @param start makes one's process
 * @param work does the work once, and returns what it cost
 */
export function inProcesses<Process extends { end(): void }>(
  peers: readonly string[],
  start: (name: string) => Process,
  work: (process: Process, name: string) => Promise<number>,
): Pick<Row, "ours" | "peers" | "end"> {
  const processes: Process[] = [];
  const contender = (name: string): Contender => {
    const process = start(name);
    processes.push(process);
    return () => work(process, name);
  };
  return {
    ours: contender("ours"),
    peers: Object.fromEntries(peers.map((name) => [name, contender(name)])),
    end: () => processes.forEach((process) => process.end()),
  };
}

/** One row with its result. */
export interface Result {
  readonly work: string;
  readonly unit: string;
  readonly ours: number;
  readonly bestPeer: number;
  readonly bestPeerName: string;
  readonly ratio: number;
  readonly atLeast: number;
  readonly atMost?: number;
  readonly holds: boolean;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** Runs a row, all contenders in turn, so that what else the machine does hits all of them. */
export async function measure(row: Row, rounds: number): Promise<Result> {
  const contenders = Object.entries({ ours: row.ours, ...row.peers });
  const costs = new Map(contenders.map(([name]) => [name, [] as number[]]));
  // The first rounds warm up; new processes do so by themselves.
  for (let round = row.anew === true ? 0 : -2; round < (row.rounds ?? rounds); round += 1) {
    // Another one is the first each time: it comes when what ended before may not be gone yet.
    const first = Math.max(0, round) % contenders.length;
    for (const [name, contender] of [...contenders.slice(first), ...contenders.slice(0, first)]) {
      const cost = await contender();
      if (round >= 0) costs.get(name)?.push(cost);
    }
    if (row.anew === true) row.end?.();
  }
  row.end?.();
  const whole = (values: readonly number[]) => (row.worst === true ? Math.max(...values) : median(values));
  const [ours = NaN, ...peers] = contenders.map(([name]) => whole(costs.get(name) ?? []));
  const best = Math.min(...peers);
  const bestPeerName = contenders[peers.indexOf(best) + 1]?.[0] ?? "";
  const ratio = best / ours;
  const { work, unit, atLeast, atMost } = row;
  const holds = ratio >= atLeast && ours <= (atMost ?? Infinity);
  return {
    work,
    unit,
    ours,
    bestPeer: best,
    bestPeerName,
    ratio,
    atLeast,
    ...(atMost === undefined ? {} : { atMost }),
    holds,
  };
}
