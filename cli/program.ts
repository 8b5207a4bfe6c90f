import { Command, InvalidArgumentError, Option } from "commander";
import { LABEL_NAME } from "cdktf-monitoring-metrics/definitions";
import { durationMilliseconds } from "../promql/duration";
import { check, type CheckFilesOptions } from "./check";
import { EXPORTER_NAMES, type ExporterName } from "./check/known-metrics";
import { REPORT_FORMATS } from "./check/report";
import { diff, type DiffOptions } from "./diff";
import { down, type DownOptions } from "./down";
import type { Context } from "./private/context";
import { up, type UpOptions } from "./up";

/** A command whose options are read; it returns the exit code. */
export type Action = (context: Context) => Promise<number>;

/** Options of which the flags may be missing. */
type Given<Options, Flags> = Omit<Options, keyof Flags> & Partial<Flags>;

// Flags that are not given. As commander's own defaults they would only fill the help.
const UP_FLAGS = { verbose: false, strict: false, migrateState: false };
const DOWN_FLAGS = { verbose: false, volumes: false };
const DIFF_FLAGS = { verbose: false, check: false };
const CHECK_FLAGS = { allowUnknownMetrics: false, callFunctions: false };

function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError("It must be a number of seconds.");
}

function duration(text: string): string {
  if (/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return text;
  throw new InvalidArgumentError("It must be a duration such as 90s or 5m.");
}

function window(text: string): string {
  if ((durationMilliseconds(text) ?? 0) > 0) return text;
  throw new InvalidArgumentError("It must be a duration such as 15s or 30d.");
}

const list = (text: string): string[] => text.split(",").map((item) => item.trim());

const labels = (text: string): string[] => {
  const names = list(text);
  if (names.every((name) => LABEL_NAME.test(name))) return names;
  throw new InvalidArgumentError("It must be names of labels, such as cluster,env.");
};

const isExporter = (name: string): name is ExporterName => EXPORTER_NAMES.some((known) => known === name);

function exporters(text: string): ExporterName[] {
  const names = list(text);
  const known = names.filter(isExporter);
  if (known.length === names.length) return known;
  throw new InvalidArgumentError(`It must be some of ${EXPORTER_NAMES.join(",")}.`);
}

/** What `check` ends with when it cannot check: 1 says that something was found. */
const CANNOT_CHECK = 2;

const common = (command: Command): Command =>
  command
    .option("--stack <name>", "the stack, where the project has several")
    .option("--verbose", "show all that Terraform prints")
    .addOption(
      new Option("--lock-timeout <duration>", "how long to wait for a state that somebody else has locked")
        .default("1m")
        .argParser(duration),
    );

/** The command line. What it asks for is handed to `execute`, with the exit code of a failure where that is not 1. */
export function program(execute: (action: Action, failure?: number) => Promise<void>): Command {
  const root = new Command("cdktf-monitoring")
    .description("Deploys a monitoring stack of this project, and looks after it.")
    .showHelpAfterError("(see --help)");

  common(root.command("up").description("deploy the stack, check that it works, and say where it is"))
    .option("--strict", "fail when an application does not answer")
    .addOption(
      new Option("--timeout <seconds>", "how long to wait for each thing that takes a while")
        .default(60)
        .argParser(seconds),
    )
    .option("--migrate-state", "copy the state to a backend that has changed")
    .action((given: Given<UpOptions, typeof UP_FLAGS>) => execute((context) => up(context, { ...UP_FLAGS, ...given })));

  common(root.command("down").description("destroy the stack; volumes with data stay"))
    .option("--volumes", "delete the volumes with data too")
    .action((given: Given<DownOptions, typeof DOWN_FLAGS>) =>
      execute((context) => down(context, { ...DOWN_FLAGS, ...given })),
    );

  common(root.command("diff").description("show what up would change; changes nothing"))
    .option("--check", "print a comment for a pull request, and exit with 2 when there are changes")
    .option("--no-lock", "do not lock the state, for a backend that can only be read")
    .action((given: Given<DiffOptions, typeof DIFF_FLAGS>) =>
      execute((context) => diff(context, { ...DIFF_FLAGS, ...given })),
    );

  root
    .command("check")
    .description("check the queries of dashboards (.json), rule files (.yml, .yaml) and content (.ts, .js)")
    .argument("<file...>")
    .addOption(new Option("--format <format>", "how findings are printed").choices(REPORT_FORMATS).default("text"))
    .addOption(
      new Option("--metrics <file>", "metrics that are known too: a /metrics page, or a recorded list (.json, .ts)")
        .default([], "none")
        .argParser((file, earlier: readonly string[]) => [...earlier, file]),
    )
    .addOption(
      new Option("--exporters <names>", `the programs whose metrics are known, of ${EXPORTER_NAMES.join(",")}`)
        .default(EXPORTER_NAMES, "all")
        .argParser(exporters),
    )
    .addOption(
      new Option("--target-labels <names>", "labels of every target beside job, instance and host")
        .default([], "none")
        .argParser(labels),
    )
    .option("--allow-unknown-metrics", "check no more than the syntax where nobody declared a metric")
    .option(
      "--call-functions",
      "call functions that modules export and that need no argument, and check what they return",
    )
    .addOption(
      new Option("--scrape-interval <duration>", "how often targets are scraped").default("15s").argParser(window),
    )
    .addOption(new Option("--retention <duration>", "how long samples are kept").argParser(window))
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : CANNOT_CHECK))
    .action((files: string[], given: Given<CheckFilesOptions, typeof CHECK_FLAGS>) =>
      execute((context) => check(context, files, { ...CHECK_FLAGS, ...given }), CANNOT_CHECK),
    );

  return root;
}
