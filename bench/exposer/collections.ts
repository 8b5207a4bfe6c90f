import { ContenderProcess } from "./contender-process";
import type { Row } from "./row";

const PEERS = ["prom-client", "@platformatic/prom-client", "@prometheus-io/client"];

/**
 * What a garbage collection of a nearly empty heap costs where default metrics hear of it. Most of that is Node telling of
 * it, whoever listens, so that nobody can be much faster than another.
 */
export function rows(): Row[] {
  const processes: ContenderProcess[] = [];
  const contender = (name: string) => {
    const process = new ContenderProcess("collections-worker.cjs", [name], ["--expose-gc"]);
    processes.push(process);
    return () => process.ask<number>("again");
  };
  return [
    {
      work: "CPU of a garbage collection that the default metrics hear of",
      unit: "µs",
      atLeast: 0.8,
      ours: contender("ours"),
      peers: Object.fromEntries(PEERS.map((name) => [name, contender(name)])),
      end: () => processes.forEach((process) => process.end()),
    },
  ];
}
