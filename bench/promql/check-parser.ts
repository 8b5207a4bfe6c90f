import { parseArgs } from "node:util";
import { compareGenerated, type Disagreement } from "./compare";

const { values } = parseArgs({
  options: { count: { type: "string", default: "10000" }, seed: { type: "string", default: "1" } },
});
const [count, seed] = [Number(values.count), Number(values.seed)];
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
  throw new RangeError(`count and seed must be whole numbers: received --count ${values.count} --seed ${values.seed}`);
}

function print({ expression, refusals, real, known }: Disagreement): void {
  const says = real === undefined ? "the real parser takes" : "the check takes";
  console.log(`${says} ${JSON.stringify(expression)}`);
  if (real !== undefined) console.log(`  the real parser: ${real}`);
  for (const { kind, message } of refusals.slice(0, 1)) console.log(`  the check: ${kind}: ${message}`);
  if (known !== undefined) console.log(`  on record: ${known}`);
}

const { accepted, disagreements, milliseconds } = compareGenerated(count, seed);
disagreements.forEach(print);
const unknown = disagreements.filter(({ known }) => known === undefined).length;
console.log(
  `seed ${seed}: ${count} expressions, of which the real parser takes ${accepted}; ` +
    `${disagreements.length} disagreements, ${unknown} of them not on record; ` +
    `checked in ${(milliseconds / count).toFixed(3)} ms each`,
);
process.exitCode = unknown === 0 ? 0 : 1;
