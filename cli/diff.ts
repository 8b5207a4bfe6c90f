import { CommandError } from "./private/command-error";
import type { Context } from "./private/context";
import { enginesOf } from "./private/engine";
import { grafanaOutages, type Outage } from "./private/grafana-outage";
import { planComment } from "./private/plan-comment";
import { readProject } from "./private/project";
import { synthesize } from "./private/synthesize";
import type { Stack } from "./private/stack";
import { Terraform, terraformVersion } from "./private/terraform";
import type { CommonOptions } from "./up";

/** What `diff` can be told. */
export interface DiffOptions extends CommonOptions {
  /** Whether changes are an exit code of their own, and printed as a comment for a pull request. */
  readonly check: boolean;
  /** Whether the state is locked meanwhile; without it, a backend that can only be read will do. */
  readonly lock: boolean;
}

/**
 * Shows what a deployment would change, and changes nothing. Returns the exit code: 0, and with `check` 2 when there are
 * changes.
 */
export async function diff(context: Context, options: DiffOptions): Promise<number> {
  const { terminal } = context;
  const project = readProject(context.directory);
  await terraformVersion(context);
  terminal.note("synthesizing");
  const stack = await synthesize(context, project, options.stack);
  const terraform = new Terraform(context, stack.directory, options);
  terminal.note("initializing Terraform");
  await terraform.init();
  const outages = await outagesIfKnown(context, stack, terraform);
  if (outages.length > 0) {
    throw new CommandError(
      `${outages.map(({ text }) => text).join(", ")}: Terraform cannot compare its dashboards and alerts`,
      [
        "run up, which applies the containers first; the volume of Grafana has kept its content",
        ...(outages.some(({ isRefusal }) => isRefusal)
          ? ["when the password has not changed: give it as it was given to up, by TF_VAR_NAME"]
          : []),
      ],
    );
  }

  terminal.note(`comparing stack ${stack.name}`);
  const plan = await terraform.plan(options);
  terminal.write(options.check ? planComment(stack.name, plan) : plan.text.trimEnd());
  return options.check && plan.hasChanges ? 2 : 0;
}

/** None where the engine cannot be asked, which is for Terraform to say. */
async function outagesIfKnown(context: Context, stack: Stack, terraform: Terraform): Promise<Outage[]> {
  const state = await terraform.state();
  try {
    return await grafanaOutages(context, stack, state, enginesOf(context, stack));
  } catch (error) {
    if (error instanceof CommandError) return [];
    throw error;
  }
}
