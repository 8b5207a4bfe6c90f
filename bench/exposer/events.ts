import { ours } from "./ours";
import { peers, type Labels, type Peer } from "./peers";
import type { Row } from "./row";

const METHODS = ["GET", "POST"];

/** Label sets that differ, drawn anew in each run. */
export const labelSets = (count: number): Labels[] => {
  const start = Math.floor(Math.random() * 1_000);
  return Array.from({ length: count }, (_, index) => ({
    endpoint: `/resource-${start + (index % Math.ceil(count / 10))}`,
    method: METHODS[index % 2] ?? "GET",
    status: String(200 + Math.floor(index / Math.ceil(count / 10))),
  }));
};

const VALUES = Float64Array.from({ length: 4_096 }, () => Math.random() * 3);

/** Nanoseconds an event; the whole is checked afterwards. */
function loop(peer: Peer, events: number, run: () => void): () => Promise<number> {
  let expected = 0;
  return async () => {
    const start = process.hrtime.bigint();
    run();
    const cost = Number(process.hrtime.bigint() - start) / events;
    expected += events;
    const total = await peer.total();
    if (total !== expected) throw new Error(`events were lost: ${total} of ${expected} are there`);
    return cost;
  };
}

function row(work: string, atLeast: number, events: number, prepare: (peer: Peer) => () => void): Row {
  const contender = (peer: Peer) => loop(peer, events, prepare(peer));
  const others = Object.entries(peers()).map(([name, peer]) => [name, contender(peer)] as const);
  return { work, atLeast, unit: "ns", ours: contender(ours()), peers: Object.fromEntries(others) };
}

const EVENTS = 200_000;

/** Code of its own for each contender: what the engine learns of one must not slow another down. */
function ownLoop(body: string, names: readonly string[], ...given: readonly unknown[]): () => void {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the code stands in this file
  const create = new Function(...names, `return () => { ${body} };`) as (...given: readonly unknown[]) => () => void;
  return create(...given);
}

const literals = (call: string, peer: Peer, sets: readonly Labels[]): (() => void) =>
  ownLoop(
    `for (let index = 0; index < ${EVENTS}; index += 1) {
      const set = sets[(index * 7) % ${sets.length}];
      peer.${call};
    }`,
    ["peer", "sets", "values"],
    peer,
    sets,
    VALUES,
  );

const LITERAL = "{ endpoint: set.endpoint, method: set.method, status: set.status }";

/** A function around which only the clock is read, as every timer has to. */
function clockAlone(): number {
  const start = process.hrtime.bigint();
  for (let index = 0; index < EVENTS; index += 1) {
    performance.now();
    performance.now();
  }
  return Number(process.hrtime.bigint() - start) / EVENTS;
}

const minusClock = (row: Row): Row => {
  const less = (contender: Row["ours"]) => async () => Math.max(1, (await contender()) - clockAlone());
  const others = Object.entries(row.peers).map(([name, contender]) => [name, less(contender)] as const);
  return { ...row, ours: less(row.ours), peers: Object.fromEntries(others) };
};

/** What recording an event costs. */
export const rows = (): Row[] => [
  row("counter, 3 labels as a literal, 10 series", 10, EVENTS, (peer) =>
    literals(`inc(${LITERAL}, 1)`, peer, labelSets(10)),
  ),
  row("counter, 3 labels as a literal, 1,000 series", 6, EVENTS, (peer) =>
    literals(`inc(${LITERAL}, 1)`, peer, labelSets(1_000)),
  ),
  row("kept child, increment", 100, EVENTS * 10, (peer) => {
    const inc = peer.kept({ endpoint: "/", method: "GET", status: "200" });
    return ownLoop(`for (let index = 0; index < ${EVENTS * 10}; index += 1) inc(1);`, ["inc"], inc);
  }),
  row("histogram, 3 labels, 11 buckets", 10, EVENTS, (peer) =>
    literals(`observe(${LITERAL}, values[index & 4095])`, peer, labelSets(10)),
  ),
  minusClock(
    row("timer around a function, clock readings subtracted", 10, EVENTS, (peer) => {
      const timed = peer.timed({ endpoint: "/", method: "GET", status: "200" })(() => undefined);
      return ownLoop(`for (let index = 0; index < ${EVENTS}; index += 1) timed();`, ["timed"], timed);
    }),
  ),
];
