import { containerStatuses } from "./checks";
import { CommandError } from "./command-error";
import { containersOf, type Endpoint, type StackContainer } from "./container";
import type { Context } from "./context";
import { byEngine, type Engine } from "./engine";
import { resourcesOf, type Resource } from "./resource";

/** Something that a deployment needs and does not find. */
export interface Obstacle {
  readonly what: string;
  /** What to do about it. */
  readonly fix: string;
}

/** Runs a step that may stop the command, and returns why instead of stopping. */
export async function obstacleOf(step: () => Promise<unknown>): Promise<Obstacle[]> {
  try {
    await step();
    return [];
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return [{ what: error.message, fix: error.fixes.join("; ") }];
  }
}

/** The engines that do not answer. */
export async function engineObstacles(
  containers: readonly StackContainer[],
  engineOf: (address: string) => Engine,
): Promise<Obstacle[]> {
  const obstacles = byEngine(containers, engineOf).map(async ({ engine }) => {
    const found = await obstacleOf(() => engine.version());
    return found.map(({ what, fix }) => ({ what, fix: fix === "" ? ENGINE_FIX : fix }));
  });
  return (await Promise.all(obstacles)).flat();
}

const ENGINE_FIX =
  "start the engine and check that `docker ps` works for this user; when `docker context ls` shows another one, export DOCKER_HOST with its address, since Terraform does not follow Docker's current context";

const isSame = (one: Endpoint, other: Endpoint) => one.port === other.port && one.address === other.address;

/** The ports that a container which runs already holds, so that it may keep them. */
async function heldPorts(
  containers: readonly StackContainer[],
  engineOf: (address: string) => Engine,
): Promise<ReadonlySet<number>> {
  const statuses = await containerStatuses(containers, engineOf);
  const running = statuses.filter(({ seen }) => seen?.status === "running");
  const declared = running.flatMap(({ container }) => container.endpoints.map(({ port }) => port));
  return new Set([...declared, ...running.flatMap(({ seen }) => seen?.ports ?? [])]);
}

/**
 * The ports that the stack wants and somebody else has. Only those of an engine on this machine can be told.
 *
 * @param deployed what Terraform's state holds, whose containers may keep their ports
 */
export async function portObstacles(
  context: Context,
  containers: readonly StackContainer[],
  deployed: readonly Resource[],
  engineOf: (address: string) => Engine,
): Promise<Obstacle[]> {
  const known = [...containersOf(deployed), ...containers];
  const obstacles: Obstacle[] = [];
  for (const { engine, items } of byEngine(containers, engineOf)) {
    if (!(await engine.isLocal())) continue;
    const held = await heldPorts(
      known.filter(({ address }) => engineOf(address) === engine),
      engineOf,
    );
    for (const container of items) {
      const others = items.filter((other) => other !== container && other.name < container.name);
      for (const endpoint of container.endpoints) {
        const rival = others.find((other) => other.endpoints.some((taken) => isSame(taken, endpoint)));
        if (rival !== undefined) obstacles.push(sharedPort(container, rival, endpoint));
        else if (!held.has(endpoint.port) && !(await context.isPortFree(endpoint.port, endpoint.address))) {
          obstacles.push(takenPort(container, endpoint, await engine.containersAt(endpoint.port)));
        }
      }
    }
  }
  return obstacles;
}

const sharedPort = (container: StackContainer, rival: StackContainer, { address, port }: Endpoint): Obstacle => ({
  what: `port ${port} on ${address} is wanted by ${rival.name} and by ${container.name}`,
  fix: `give one of them another port`,
});

function takenPort(container: StackContainer, { address, port }: Endpoint, holders: readonly string[]): Obstacle {
  const holder = holders.length === 0 ? "another program" : `container ${holders.join(", ")}`;
  return {
    what: `port ${port} on ${address}, which ${container.name} needs, is in use by ${holder}`,
    fix: `stop it, or give ${container.name} another port`,
  };
}

/**
 * Containers of the stack's names that this stack did not make: the engine would refuse a second one.
 *
 * @param deployed what Terraform's state holds
 */
export async function nameObstacles(
  containers: readonly StackContainer[],
  deployed: readonly Resource[],
  engineOf: (address: string) => Engine,
): Promise<Obstacle[]> {
  const own = new Set(resourcesOf(deployed, "docker_container").map(({ attributes }) => attributes.id));
  const statuses = await containerStatuses(containers, engineOf);
  return statuses.flatMap(({ container, engine, seen }) =>
    seen === undefined || own.has(seen.id)
      ? []
      : [
          {
            what: `there is a container ${container.name} already, and it is not of this stack's state`,
            fix: `remove it with ${engine.command("rm", "-f", container.name)}, or set a namePrefix`,
          },
        ],
  );
}
