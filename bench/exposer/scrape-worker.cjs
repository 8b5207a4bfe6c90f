// One contender of the comparison of pages, in a process of its own: its client is elsewhere, and costs it nothing.
const { readFileSync } = require("node:fs");
const { createServer } = require("node:http");
const contenders = require("./contenders.cjs");

const [, , name, kind, series, format] = process.argv;

/** The labels of a series, in texts that nobody else keeps. */
const labelsOf = (index) => ({
  endpoint: `/resource-${index % Math.ceil(Number(series) / 10)}`,
  method: index % 2 === 0 ? "GET" : "POST",
  status: String(200 + Math.floor(index / Math.ceil(Number(series) / 10))),
});

const bytes = () => {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

function collectGarbage() {
  for (let round = 0; round < 3; round += 1) globalThis.gc?.();
}

/** Milliseconds that this thread was running, where the system tells; time in which others had the processor is not ours. */
function threadTime() {
  try {
    return Number(readFileSync("/proc/thread-self/schedstat", "latin1").split(" ", 1)[0]) / 1e6;
  } catch {
    return Infinity;
  }
}

/** The longest time for which nothing else had its turn. */
function watchTurns() {
  let longest = 0;
  let time = performance.now();
  let running = threadTime();
  const look = () => {
    const now = performance.now();
    const nowRunning = threadTime();
    const ran = Number.isFinite(nowRunning) ? nowRunning - running : Infinity;
    longest = Math.max(longest, Math.min(now - time, ran));
    time = now;
    running = nowRunning;
  };
  const timer = setInterval(look, 1);
  return () => {
    clearInterval(timer);
    look();
    return longest;
  };
}

async function main() {
  // Once the code is loaded, which is no part of any series.
  const contender = contenders[name](format);
  await contender.print();
  collectGarbage();
  const before = bytes();
  const { counter, histogram } = contender;
  const record = (labels) => (kind === "counter" ? counter.inc(labels, 1) : histogram.observe(labels, Math.random()));
  for (let index = 0; index < Number(series); index += 1) record(labelsOf(index));
  await contender.print();
  collectGarbage();
  const kept = (bytes() - before) / Number(series);

  const server = createServer((request, response) => void contender.serve(request, response));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  let atBegin = 0;
  let stopWatching = () => 0;
  const answers = {
    /** Records an event in each series out of so many. */
    record: (every) => {
      for (let index = Math.floor(Math.random() * every); index < Number(series); index += every) {
        record(labelsOf(index));
      }
    },
    /** Milliseconds, and bytes. */
    print: async () => {
      const from = performance.now();
      const length = await contender.print();
      return { time: performance.now() - from, length };
    },
    begin: (watchesTurns) => {
      collectGarbage();
      if (watchesTurns) stopWatching = watchTurns();
      atBegin = bytes();
    },
    end: () => ({ garbage: bytes() - atBegin, longestTurn: stopWatching() }),
  };
  process.on("message", async ([question, value]) => process.send((await answers[question](value)) ?? {}));
  process.on("disconnect", () => process.exit());
  process.send({ port: server.address().port, kept });
}

void main();
