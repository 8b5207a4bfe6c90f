import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { CommandError } from "./command-error";
import type { Context } from "./context";
import { textOf } from "./json";
import { progressLine, waitingLine } from "./progress";
import type { Resource } from "./resource";
import { ProgramNotFoundError, type ProgramResult } from "./run-program";
import { readState } from "./state";
import { errorFixes, errorText, type LookCloser } from "./terraform-errors";

/** How Terraform is run. */
export interface TerraformOptions {
  /** Whether everything that Terraform prints is shown, and not only its progress. */
  readonly verbose: boolean;
  /** How long to wait for a state that somebody else has locked, as Terraform writes durations. */
  readonly lockTimeout: string;
}

/** How a plan is made. */
export interface PlanOptions {
  /** Whether the state is locked meanwhile. */
  readonly lock: boolean;
  /**
   * Whether its text has colours.
   *
   * @default false
   */
  readonly color?: boolean;
  /**
   * The addresses that it is limited to, beside what they depend on.
   *
   * @default - everything
   */
  readonly targets?: readonly string[];
}

/** What would change. */
export interface Plan {
  readonly hasChanges: boolean;
  /** As Terraform prints it. */
  readonly text: string;
  /** As `terraform show -json` prints it. */
  readonly json: unknown;
}

const BACKEND_CHANGED = /Backend (configuration|type) changed|Backend initialization required/i;
const LOCKED = "Error acquiring the state lock";

/** What is shown of a line of Terraform's; undefined for nothing. */
type ShownLine = (line: string) => string | undefined;

/** For what holds secrets, or is no news. */
const silence: ShownLine = () => undefined;

/** The program: as cdktf, `TERRAFORM_BINARY_NAME` or `terraform`. */
export const terraformBinary = (env: Context["env"]): string => textOf(env.TERRAFORM_BINARY_NAME) ?? "terraform";

/** Terraform's version; an error when there is no Terraform. */
export async function terraformVersion({ run, env, directory }: Context): Promise<string> {
  const file = terraformBinary(env);
  try {
    const { code, stdout, stderr } = await run({ file, args: ["version"], directory, env });
    if (code !== 0) throw new CommandError(`${file} version failed: ${stderr.trim()}`);
    return (stdout.split("\n")[0] ?? "").trim();
  } catch (error) {
    if (!(error instanceof ProgramNotFoundError)) throw error;
    throw new CommandError(`${file} is not on the PATH`, [
      "install Terraform (https://developer.hashicorp.com/terraform/install), or set TERRAFORM_BINARY_NAME",
    ]);
  }
}

/** Terraform, in the folder of one synthesized stack. */
export class Terraform {
  constructor(
    private readonly context: Context,
    private readonly directory: string,
    private readonly options: TerraformOptions,
    /** What tells more of a resource that Terraform failed at. */
    private readonly lookCloser: LookCloser = () => undefined,
  ) {}

  /** Fetches the providers and connects to the backend. */
  async init({ migrateState = false }: { readonly migrateState?: boolean } = {}): Promise<void> {
    const args = ["init", "-input=false", ...(migrateState ? ["-migrate-state", "-force-copy"] : [])];
    const first = await this.execute(args);
    // A changed version constraint: the lock file still has a version from before.
    const needsUpgrade = first.code !== 0 && first.stderr.includes("init -upgrade");
    const { code, stderr } = needsUpgrade ? await this.execute([...args, "-upgrade"]) : first;
    if (code === 0) return;
    throw new CommandError(
      `terraform init failed\n\n${stderr.trim()}`,
      BACKEND_CHANGED.test(stderr)
        ? [
            "the state is to move to the new backend: run up with --migrate-state",
            `the state is to stay where it is: run ${this.commandLine("init -reconfigure")}, which begins with what the new backend holds`,
          ]
        : [],
    );
  }

  /** What the state holds; nothing before the first deployment. */
  async state(): Promise<Resource[]> {
    const { code, stdout, stderr } = await this.execute(["show", "-json"], silence);
    if (code !== 0) throw new CommandError(`terraform cannot read the state\n\n${stderr.trim()}`);
    return readState(JSON.parse(stdout));
  }

  /** Deploys the stack, or only the targets and what they depend on. */
  async apply(targets: readonly string[] = []): Promise<void> {
    const only = targets.map((target) => `-target=${target}`);
    await this.change(["apply", "-auto-approve", "-input=false", this.lockTimeout(), ...only]);
  }

  /** Destroys everything in the state. */
  async destroy(): Promise<void> {
    await this.change(["destroy", "-auto-approve", "-input=false", this.lockTimeout()]);
  }

  /** Takes resources out of the state without touching them. */
  async forget(addresses: readonly string[]): Promise<void> {
    await this.change(["state", "rm", this.lockTimeout(), ...addresses]);
  }

  /** What an apply would do; changes nothing. */
  async plan({ lock, color = false, targets = [] }: PlanOptions): Promise<Plan> {
    const folder = await mkdtemp(join(tmpdir(), "cdktf-monitoring-"));
    try {
      const file = join(folder, "plan");
      const locking = lock ? this.lockTimeout() : "-lock=false";
      const only = targets.map((target) => `-target=${target}`);
      const args = ["plan", "-input=false", "-detailed-exitcode", locking, ...only, `-out=${file}`];
      const plan = await this.execute(args, waitingLine);
      if (plan.code !== 0 && plan.code !== 2) throw await this.failure("plan", plan);
      const text = await this.show(file, color ? [] : ["-no-color"]);
      return { hasChanges: plan.code === 2, text, json: JSON.parse(await this.show(file, ["-json"])) };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** A command line for the reader, which runs Terraform in the stack's folder. */
  commandLine(command: string): string {
    const directory = relative(this.context.directory, this.directory) || ".";
    return `${terraformBinary(this.context.env)} -chdir=${directory} ${command}`;
  }

  private lockTimeout(): string {
    return `-lock-timeout=${this.options.lockTimeout}`;
  }

  private async show(planFile: string, flags: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(["show", ...flags, planFile], silence);
    if (code !== 0) throw new CommandError(`terraform show failed\n\n${stderr.trim()}`);
    return stdout;
  }

  private async change(args: readonly string[]): Promise<void> {
    const result = await this.execute(args);
    if (result.code !== 0) throw await this.failure(args[0] ?? "", result);
  }

  /** All of Terraform's errors, and what helps; the rest of what it printed, which can be long, lies in a file. */
  private async failure(command: string, result: ProgramResult): Promise<CommandError> {
    const { stdout, stderr } = result;
    const log = join(this.directory, "terraform.log");
    await writeFile(log, `${stdout}\n${stderr}`, { mode: 0o600 });
    return new CommandError(`terraform ${command} failed\n\n${errorText(stderr)}`, [
      ...errorFixes(result, this.lookCloser),
      ...(stderr.includes(LOCKED)
        ? [
            `somebody else works on this state: wait for them, or for longer with --lock-timeout; if they are gone for good, run ${this.commandLine("force-unlock ID")}`,
          ]
        : []),
      `all that Terraform printed is in ${relative(this.context.directory, log)}; --verbose shows it as it comes`,
    ]);
  }

  private async execute(args: readonly string[], shown: ShownLine = progressLine): Promise<ProgramResult> {
    const [command = "", ...rest] = args;
    return this.run(command === "state" ? args : [command, "-no-color", ...rest], shown);
  }

  private async run(args: readonly string[], shown: ShownLine): Promise<ProgramResult> {
    const { run, env, terminal } = this.context;
    const isVerbose = this.options.verbose && shown !== silence;
    const onLine = (line: string) => {
      const text = isVerbose ? line : shown(line);
      if (text !== undefined) terminal.note(`  ${text}`);
    };
    // TF_IN_AUTOMATION: no hints at commands that only make sense in Terraform's own workflow.
    const environment = { ...env, TF_IN_AUTOMATION: "1" };
    return run({ file: terraformBinary(env), args, directory: this.directory, env: environment, onLine });
  }
}
