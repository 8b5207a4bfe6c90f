import { Command, InvalidArgumentError, Option } from "commander";
import { diff, type DiffOptions } from "./diff";
import { down, type DownOptions } from "./down";
import type { Context } from "./private/context";
import { up, type UpOptions } from "./up";

/** A command whose options are read; it returns the exit code. */
export type Action = (context: Context) => Promise<number>;

function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError("It must be a number of seconds.");
}

function duration(text: string): string {
  if (/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return text;
  throw new InvalidArgumentError("It must be a duration such as 90s or 5m.");
}

const common = (command: Command): Command =>
  command
    .option("--stack <name>", "the stack, where the project has several")
    .option("--verbose", "show all that Terraform prints", false)
    .addOption(
      new Option("--lock-timeout <duration>", "how long to wait for a state that somebody else has locked")
        .default("1m")
        .argParser(duration),
    );

/** The command line. What it asks for is handed to `execute`. */
export function program(execute: (action: Action) => Promise<void>): Command {
  const root = new Command("cdktf-monitoring")
    .description("Deploys a monitoring stack of this project, and looks after it.")
    .showHelpAfterError("(see --help)");

  common(root.command("up").description("deploy the stack, check that it works, and say where it is"))
    .option("--strict", "fail when an application does not answer", false)
    .addOption(
      new Option("--timeout <seconds>", "how long to wait for each thing that takes a while")
        .default(60)
        .argParser(seconds),
    )
    .option("--migrate-state", "copy the state to a backend that has changed", false)
    .action((options: UpOptions) => execute((context) => up(context, options)));

  common(root.command("down").description("destroy the stack; volumes with data stay"))
    .option("--volumes", "delete the volumes with data too", false)
    .action((options: DownOptions) => execute((context) => down(context, options)));

  common(root.command("diff").description("show what up would change; changes nothing"))
    .option("--check", "print a comment for a pull request, and exit with 2 when there are changes", false)
    .option("--no-lock", "do not lock the state, for a backend that can only be read")
    .action((options: DiffOptions) => execute((context) => diff(context, options)));

  return root;
}
