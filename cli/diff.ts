import { CommandError } from "./private/command-error";
import type { Context } from "./private/context";
import { enginesOf } from "./private/engine";
import { containerAddresses, grafanaOutages, type Outage } from "./private/grafana-outage";
import { planComment } from "./private/plan-comment";
import { readProject } from "./private/project";
import type { Resource } from "./private/resource";
import { synthesize } from "./private/synthesize";
import type { Stack } from "./private/stack";
import { Terraform, terraformVersion } from "./private/terraform";
import { lookCloserAt } from "./private/terraform-errors";
import type { CommonOptions } from "./up";

/** What `diff` can be told. */
export interface DiffOptions extends CommonOptions {
  /** Whether changes are an exit code of their own, and printed as a comment for a pull request. */
  readonly check: boolean;
  /** Whether the state is locked meanwhile; without it, a backend that can only be read will do. */
  readonly lock: boolean;
}

/**
 * Shows what a deployment would change, and changes nothing. Where Grafana cannot be read, Terraform cannot compare what
 * it holds: then the containers are compared, and the rest is said to be missing. Returns the exit code: 0, and with
 * `check` 2 when there are changes.
 */
export async function diff(context: Context, options: DiffOptions): Promise<number> {
  const { terminal } = context;
  const project = readProject(context.directory);
  await terraformVersion(context);
  terminal.note("synthesizing");
  const stack = await synthesize(context, project, options.stack);
  const terraform = new Terraform(
    context,
    stack.directory,
    options,
    lookCloserAt(stack.resources, enginesOf(context, stack)),
  );
  terminal.note("initializing Terraform");
  await terraform.init();
  const state = await terraform.state();
  const outages = await outagesIfKnown(context, stack, state);

  terminal.note(`comparing stack ${stack.name}`);
  const { check, lock } = options;
  const targets = outages.length === 0 ? [] : containerAddresses(stack, state);
  const plan = await terraform.plan({ lock, targets, color: terminal.color && !check });
  const notes = outages.map(({ text }) => `${text}: its dashboards and alerts are not compared`);
  if (outages.length > 0 && !plan.hasChanges) throw new CommandError(notes.join("\n"), outages.map(fixOf));
  for (const note of notes) terminal.note(`notice: ${note}; up applies the containers first`);
  terminal.write(check ? planComment(stack.name, plan, notes) : plan.text.trimEnd());
  return check && plan.hasChanges ? 2 : 0;
}

/** What helps a Grafana that no pending change will help. */
const fixOf = ({ isRefusal, engine, container }: Outage): string =>
  isRefusal
    ? "give its login as it was given to up, by TF_VAR_NAME"
    : `look closer: ${engine.command("logs", "--tail", "50", container.name)}`;

/** None where the engine cannot be asked, which is for Terraform to say. */
async function outagesIfKnown(context: Context, stack: Stack, state: readonly Resource[]): Promise<Outage[]> {
  try {
    return await grafanaOutages(context, stack, state, enginesOf(context, stack));
  } catch (error) {
    if (error instanceof CommandError) return [];
    throw error;
  }
}
