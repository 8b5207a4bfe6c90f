import { ContenderProcess } from "./contender-process";
import { inProcesses, type Row } from "./row";

const PEERS = ["prom-client", "@platformatic/prom-client", "@prometheus-io/client"];

/**
 * What a garbage collection of a nearly empty heap costs where default metrics hear of it. Most of that is Node telling of
 * it, whoever listens, so that nobody can be much faster than another.
 */
export const rows = (): Row[] => [
  {
    work: "CPU of a garbage collection that the default metrics hear of",
    unit: "µs",
    atLeast: 0.8,
    ...inProcesses(
      PEERS,
      (name) => new ContenderProcess("collections-worker.cjs", [name], ["--expose-gc"]),
      (process) => process.ask<number>("again"),
    ),
  },
];
