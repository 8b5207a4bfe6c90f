import { ContenderProcess } from "./contender-process";
import { inProcesses, type Row } from "./row";

const PEERS = ["prom-client", "@platformatic/prom-client", "@prometheus-io/client", "OpenTelemetry"];

/** What a process does before it counts: the engine compiles it meanwhile. */
const WARMING_UP = 8;

/** How long it works when it counts, in milliseconds: what disturbs the fastest one lasts longer than its events. */
const TURN = 100;

function row(work: string, atLeast: number, kind: string, peers: readonly string[] = PEERS): Row {
  return {
    work,
    atLeast,
    unit: "ns",
    anew: true,
    ...inProcesses(
      peers,
      (name) => new ContenderProcess("events-worker.cjs", [name, kind]),
      async (process) => {
        for (let turn = 0; turn < WARMING_UP; turn += 1) await process.ask<number>(0);
        return process.ask<number>(TURN);
      },
    ),
  };
}

/** What recording an event costs. */
export const rows = (): Row[] => [
  row("counter, 3 labels as a literal, 10 series", 10, "counter-10"),
  row("counter, 3 labels as a literal, 1,000 series", 6, "counter-1000"),
  row("kept child, increment", 100, "kept"),
  row("kept child, increment, beside the bare array", 0.5, "kept", ["Float64Array[i]++"]),
  row("histogram, 3 labels, 11 buckets", 10, "histogram"),
  row("timer around a function, clock readings subtracted", 10, "timer"),
];
