// One contender of the comparison of events, in a process of its own: it does one kind of work again and again, and sees
// each time that nothing was lost.
const contenders = require("./contenders.cjs");

const [, , name, work] = process.argv;

const LAST = 4_095;

/** Label sets that differ, drawn anew in each run. */
function labelSets(count) {
  const start = Math.floor(Math.random() * 1_000);
  const endpoints = Math.ceil(count / 10);
  return Array.from({ length: count }, (_, index) => ({
    endpoint: `/resource-${start + (index % endpoints)}`,
    method: index % 2 === 0 ? "GET" : "POST",
    status: String(200 + Math.floor(index / endpoints)),
  }));
}

/** What is recorded next, of so many; nothing can be foreseen from what was before. */
const draw = (count) => Uint16Array.from({ length: LAST + 1 }, () => Math.floor(Math.random() * count));

const literals = (series) => (contender) => {
  const sets = labelSets(series);
  const order = draw(series);
  const { counter } = contender;
  return {
    events: 10_000,
    run: (events) => {
      for (let index = 0; index < events; index += 1) {
        const { endpoint, method, status } = sets[order[index & LAST]];
        counter.inc({ endpoint, method, status }, 1);
      }
    },
  };
};

const works = {
  "counter-10": literals(10),
  "counter-1000": literals(1_000),
  histogram: ({ histogram }) => {
    const sets = labelSets(10);
    const order = draw(10);
    const values = Float64Array.from({ length: LAST + 1 }, () => Math.random() * 12);
    return {
      events: 10_000,
      run: (events) => {
        for (let index = 0; index < events; index += 1) {
          const { endpoint, method, status } = sets[order[index & LAST]];
          histogram.observe({ endpoint, method, status }, values[index & LAST]);
        }
      },
    };
  },
  kept: ({ kept }) => {
    const children = labelSets(10).map(kept);
    return {
      events: 50_000,
      run: (events) => {
        for (let index = 0; index < events; index += children.length) {
          for (let at = 0; at < children.length; at += 1) children[at].inc(1);
        }
      },
    };
  },
  timer: ({ timed }) => {
    const [labels] = labelSets(1);
    let calls = 0;
    let readings = 0;
    const timedWork = timed(labels, () => (calls += 1));
    return {
      events: 10_000,
      run: (events) => {
        for (let index = 0; index < events; index += 1) timedWork();
      },
      // What every timer has to do: reading the clock when the work begins, and when it has ended.
      spared: (events) => {
        for (let index = 0; index < events; index += 1) {
          readings += process.hrtime()[1];
          calls += 1;
          readings += process.hrtime()[1];
        }
      },
    };
  },
};

/**
 * A turn is cut up, and the part that three quarters of them take longer than counts: whatever else had the processor
 * meanwhile only adds.
 */
const PARTS = 20;

const timeOf = (run, events) => {
  const from = process.hrtime.bigint();
  run(events);
  return Number(process.hrtime.bigint() - from) / events;
};

const contender = contenders[name]("text");
const { events, run, spared } = works[work](contender);
let expected = 0;

process.on("message", async (milliseconds) => {
  const costs = [];
  const end = performance.now() + milliseconds;
  while (costs.length < PARTS || performance.now() < end) {
    costs.push(timeOf(run, events) - (spared ? timeOf(spared, events) : 0));
  }
  expected += events * costs.length;
  const total = await contender.total();
  if (total !== expected) throw new Error(`${name}, ${work}: ${total} of ${expected} events are there`);
  process.send(costs.sort((one, other) => one - other)[costs.length >> 2]);
});
process.on("disconnect", () => process.exit());
process.send("ready");
