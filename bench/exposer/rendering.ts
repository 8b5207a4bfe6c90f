import { labelSets } from "./events";
import { ours } from "./ours";
import { BUCKETS, peers, type Labels, type Peer } from "./peers";
import type { Row } from "./row";

type Record = (peer: Peer, labels: Labels) => void;

function row(kind: "counter" | "histogram", lines: number, openMetrics: boolean, share: number, atLeast: number): Row {
  const sets = labelSets(Math.ceil(lines / (kind === "counter" ? 1 : BUCKETS.length + 3)));
  const record: Record = (peer, labels) =>
    kind === "counter" ? peer.inc(labels, 1) : peer.observe(labels, Math.random());
  const contender = (peer: Peer) => {
    for (const set of sets) record(peer, set);
    return async () => {
      const every = Math.round(1 / share);
      for (let index = Math.floor(Math.random() * every); index < sets.length; index += every) {
        const set = sets[index];
        if (set !== undefined) record(peer, set);
      }
      const start = process.hrtime.bigint();
      const length = await peer.page();
      const cost = Number(process.hrtime.bigint() - start) / 1e6;
      if (length < lines * 40) throw new Error(`the page has only ${length} bytes`);
      return cost;
    };
  };
  const others = Object.entries(peers(openMetrics)).map(([name, peer]) => [name, contender(peer)] as const);
  const format = openMetrics ? "OpenMetrics" : "text";
  const changed = share === 1 ? "all" : `${share * 100} %`;
  return {
    work: `render ${lines.toLocaleString("en")} ${kind} lines, ${format}, ${changed} changed`,
    atLeast,
    unit: "ms",
    ours: contender(ours(openMetrics)),
    peers: Object.fromEntries(others),
  };
}

/** What printing everything costs. */
export const rows = (): Row[] =>
  [false, true].flatMap((openMetrics) => [
    row("counter", 10_000, openMetrics, 0.01, 20),
    row("counter", 100_000, openMetrics, 0.01, 20),
    row("histogram", 100_000, openMetrics, 1, 15),
    row("histogram", 100_000, openMetrics, 0.01, 100),
  ]);
