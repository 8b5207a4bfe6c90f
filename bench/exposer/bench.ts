import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { rows as clusterRows } from "./cluster";
import { rows as collectionRows } from "./collections";
import { rows as eventRows } from "./events";
import { rows as memoryRows } from "./memory";
import { rows as renderingRows } from "./rendering";
import { rows as requestRows } from "./requests";
import { measure, type Result } from "./row";
import { rows as scrapeRows } from "./scrape";

/** Each module gives its rows; a row is made only when it is its turn, so that memory does not add up. */
const MODULES = [eventRows, renderingRows, scrapeRows, memoryRows, requestRows, collectionRows, clusterRows];

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    rounds: { type: "string", default: "9" },
    // Only rows with this in their name; the page is left as it is then.
    only: { type: "string", default: "" },
  },
});

function table(results: readonly Result[]): string {
  const lines = results.map(
    ({ work, unit, ours, bestPeer, bestPeerName, ratio, atLeast, atMost, holds }) =>
      `| ${work} | ${ours.toPrecision(3)} ${unit} | ${bestPeer.toPrecision(3)} ${unit} (${bestPeerName}) | ${ratio.toFixed(1)} | ${atLeast} | ${atMost === undefined ? "" : `${atMost} ${unit}`} | ${holds ? "yes" : "no"} |`,
  );
  const heads = ["work", "ours", "best peer", "times less", "at least", "ours at most", "holds"];
  return [`| ${heads.join(" | ")} |`, `|${"---|".repeat(heads.length)}`, ...lines].join("\n");
}

async function main(): Promise<void> {
  const results: Result[] = [];
  for (const rows of MODULES) {
    for (const row of rows().filter(({ work }) => work.includes(values.only))) {
      results.push(await measure(row, Number(values.rounds)));
    }
  }
  const page = `# Benchmarks

Written by \`npm run bench:exposer\`, on Node ${process.versions.node}. Each contender runs in a process of its own, for events and requests in a new one each round, and all of a row take turns in one run; the numbers are medians, or the worst where a limit is for every time. Compare the ratios: times differ from machine to machine. All servers of requests, the bare one too, have an observer of garbage collections, which takes Node as long as ten requests at each. CPU of 0.01 µs added to a request stands for none, or for less than the bare server takes: the exposer makes room on Express's requests before Express exchanges their prototypes.

${table(results)}
`;
  if (values.only === "") writeFileSync(join(__dirname, "../../docs/benchmarks.md"), page);
  const shown = results.map(({ unit: _, ...result }) => result);
  console.log(values.json ? JSON.stringify(shown, undefined, 2) : table(results));
  process.exitCode = results.every(({ holds }) => holds) ? 0 : 1;
}

void main();
