/**
 * Records what programs expose, from their own `/metrics` pages, into one of the files in `known/`:
 *
 *     npx tsx promql/record-known-metrics.ts --program "redis_exporter 1.80" --output promql/known/redis.ts \
 *       http://127.0.0.1:9121/metrics page-of-another-configuration.txt
 *
 * Several pages become one list, so that a metric need not have a sample on each of them.
 */
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { readPage } from "./private/metrics-page";
import { mergePages, renderRecording } from "./private/recording";

const OPTIONS = {
  /** What the pages come from, with its version. */
  program: { type: "string" },
  /** The file to write. */
  output: { type: "string" },
  /** A regular expression that the names have to match. */
  names: { type: "string", default: "." },
  /** A regular expression of labels that depend on the place in which the pages were taken. */
  "drop-labels": { type: "string", default: "^$" },
} as const;

async function readSource(source: string): Promise<string> {
  if (!/^https?:/.test(source)) return readFile(source, "utf8");
  const response = await fetch(source);
  if (!response.ok) throw new Error(`${source} answered ${response.status} ${response.statusText}`);
  return response.text();
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const { program, output } = values;
  if (program === undefined || output === undefined || positionals.length === 0) {
    throw new Error(
      "usage: record-known-metrics --program NAME --output FILE [--names REGEX] [--drop-labels REGEX] PAGE…",
    );
  }
  const pages = await Promise.all(positionals.map(async (source) => readPage(await readSource(source))));
  const wanted = new RegExp(values.names);
  const dropped = new RegExp(values["drop-labels"]);
  const metrics = new Map(
    [...mergePages(pages)]
      .filter(([name]) => wanted.test(name))
      .map(([name, metric]) => [name, { ...metric, labels: metric.labels.filter((label) => !dropped.test(label)) }]),
  );
  await writeFile(output, renderRecording(program, metrics));
  console.log(`${output}: ${metrics.size} metrics of ${program}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
