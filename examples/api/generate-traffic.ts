import { TrafficError } from "./traffic/client";
import { parseOptions, USAGE, UsageError } from "./traffic/options";
import { planTraffic } from "./traffic/plan";
import { reportText } from "./traffic/report-text";
import { runTraffic } from "./traffic/run";

async function main(argv: readonly string[]): Promise<number> {
  const options = parseOptions(argv);
  if (options.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  process.once("SIGTERM", () => stop.abort());

  const actions = Math.round(options.seconds * options.rate);
  const { seed, users, errors, slow, url, rate } = options;
  const plan = planTraffic({ actions, seed, users, errors, slow });
  const report = await runTraffic(plan, { url, rate, signal: stop.signal });
  process.stdout.write(options.json ? `${JSON.stringify(report, undefined, 2)}\n` : reportText(report));
  if (report.unexpected.length === 0) return 0;
  process.stderr.write("the service answered otherwise than it should: see the unexpected answers\n");
  return 1;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const known = error instanceof UsageError || error instanceof TrafficError;
    process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    if (error instanceof UsageError) process.stderr.write(`\n${USAGE}`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
