import { CommandError, InterruptedError, messageOf } from "./private/command-error";
import { containersOf } from "./private/container";
import type { Context } from "./private/context";
import { settleVolumes } from "./private/data-volumes";
import { byEngine, enginesOf, type Engine } from "./private/engine";
import { folderObstacles } from "./private/foreign-content";
import { grafanaOutages, heal } from "./private/grafana-outage";
import { textOf } from "./private/json";
import { networkObstacles } from "./private/network-obstacles";
import { engineObstacles, obstacleOf, type Obstacle } from "./private/preflight";
import { readProject } from "./private/project";
import { obstacleLines } from "./private/report";
import { resourcesOf, type Resource } from "./private/resource";
import type { Stack } from "./private/stack";
import { synthesize } from "./private/synthesize";
import { Terraform, terraformVersion } from "./private/terraform";
import { lookCloserAt } from "./private/terraform-errors";
import type { CommonOptions } from "./up";

/** What `down` can be told. */
export interface DownOptions extends CommonOptions {
  /** Whether the volumes with data are deleted too, those that are this deployment's alone. */
  readonly volumes: boolean;
}

/**
 * Destroys a stack, and looks that no container and no network of it is left. Volumes with data stay unless told
 * otherwise, and nothing is destroyed while a folder of the stack's in Grafana holds what somebody else put there.
 * Returns the exit code: 0, or 1 when something is missing or in the way, or volumes that were to go stay.
 */
export async function down(context: Context, options: DownOptions): Promise<number> {
  const { terminal } = context;
  const project = readProject(context.directory);
  terminal.note("synthesizing");
  const stack = await synthesize(context, project, options.stack);
  const engineOf = enginesOf(context, stack);
  const obstacles = [
    ...(await obstacleOf(() => terraformVersion(context))),
    ...(await engineObstacles(containersOf(stack.resources), engineOf)),
  ];
  if (obstacles.length > 0) return refuse(context, obstacles);

  const terraform = new Terraform(context, stack.directory, options, lookCloserAt(stack.resources, engineOf));
  terminal.note("initializing Terraform");
  await terraform.init();
  const state = await terraform.state();
  if (state.length === 0) terminal.note(`stack ${stack.name} is not deployed`);
  else {
    const inUse = await networkObstacles(state, engineOf);
    if (inUse.length > 0) return refuse(context, inUse);
    await reviveOrForgetGrafana(context, stack, terraform, state, engineOf);
    // Who has the database deleted too keeps nothing of it anyway.
    const foreign = options.volumes ? [] : await folderObstacles(context, stack, await terraform.state());
    if (foreign.length > 0) return refuse(context, foreign);
    terminal.note(`destroying stack ${stack.name}`);
    await terraform.destroy();
    await expectNothingLeft(state, engineOf);
  }
  const volumes = { declared: stack.resources, deployed: state };
  return (await settleVolumes(context, volumes, engineOf, options.volumes)) ? 0 : 1;
}

/** Says what keeps the stack from being destroyed. */
function refuse({ terminal }: Context, obstacles: readonly Obstacle[]): number {
  for (const line of obstacleLines(obstacles)) terminal.note(line);
  return 1;
}

/**
 * Has Grafana answer, so that its content can be destroyed in it, as its volume stays. Where it cannot be brought back
 * its content is forgotten instead: the rest has to go all the same.
 */
async function reviveOrForgetGrafana(
  context: Context,
  stack: Stack,
  terraform: Terraform,
  state: readonly Resource[],
  engineOf: (address: string) => Engine,
): Promise<void> {
  const outages = await grafanaOutages(context, stack, state, engineOf);
  if (outages.length === 0) return;
  try {
    const targets = outages.map(({ container }) => container.address);
    await heal(context, stack, terraform, outages, targets);
  } catch (error) {
    if (error instanceof InterruptedError) throw error;
    context.terminal.note(messageOf(error));
    context.terminal.note("Grafana cannot be brought back: its content stays in its volume, and Terraform forgets it");
    const content = state.filter(({ type }) => type.startsWith("grafana_"));
    await terraform.forget(content.map(({ address }) => address));
  }
}

async function expectNothingLeft(state: readonly Resource[], engineOf: (address: string) => Engine): Promise<void> {
  const left: string[] = [];
  const ids = new Set(resourcesOf(state, "docker_container").map(({ attributes }) => textOf(attributes.id)));
  for (const { engine, items } of byEngine(containersOf(state), engineOf)) {
    const containers = await engine.containers(items.map(({ name }) => name));
    // Another one that took the name meanwhile is somebody else's.
    const own = [...containers.values()].filter(({ id }) => ids.has(id));
    left.push(...own.map(({ name }) => engine.command("rm", "-f", name)));
  }
  for (const { engine, items } of byEngine(resourcesOf(state, "docker_network"), engineOf)) {
    const networks = await engine.networks(items.flatMap(({ attributes }) => textOf(attributes.name) ?? []));
    left.push(...networks.map(({ name }) => engine.command("network", "rm", name)));
  }
  if (left.length === 0) return;
  throw new CommandError("Terraform has destroyed the stack, and the engine still has something of its names", left);
}
