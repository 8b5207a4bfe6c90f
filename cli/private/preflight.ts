import { containerStatuses } from "./checks";
import { CommandError } from "./command-error";
import { containersOf, type StackContainer } from "./container";
import type { Context } from "./context";
import { overlaps, type Endpoint } from "./endpoint";
import { byEngine, type Engine, type EngineContainer } from "./engine";
import { ownerOf } from "./owner";
import { containerIds, type Resource } from "./resource";

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

/** In what states a container holds its ports. */
const HOLDING: ReadonlySet<string> = new Set(["running", "paused"]);

/**
 * The stack's own containers that somebody has paused: Terraform takes them for running, and nobody gets an answer.
 *
 * @param deployed what Terraform's state holds
 */
export async function pausedObstacles(
  deployed: readonly Resource[],
  engineOf: (address: string) => Engine,
): Promise<Obstacle[]> {
  const own = containerIds(deployed);
  const statuses = await containerStatuses(containersOf(deployed), engineOf);
  return statuses
    .filter(({ seen }) => seen?.status === "paused" && own.has(seen.id))
    .map(({ container: { name }, engine }) => ({
      what: `container ${name} is paused`,
      fix: engine.command("unpause", name),
    }));
}

/** Where containers that run listen already, so that they may go on. */
async function heldEndpoints(
  containers: readonly StackContainer[],
  engineOf: (address: string) => Engine,
): Promise<Endpoint[]> {
  const statuses = await containerStatuses(containers, engineOf);
  return statuses
    .filter(({ seen }) => HOLDING.has(seen?.status ?? ""))
    .flatMap(({ container, seen }) => {
      const published = seen?.endpoints ?? [];
      // In the host's network the engine knows of none.
      return published.length > 0 ? published : container.endpoints;
    });
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
  const before = containersOf(deployed);
  const known = [...before, ...containers.filter(({ name }) => before.every((other) => other.name !== name))];
  const obstacles: Obstacle[] = [];
  for (const { engine, items } of byEngine(containers, engineOf)) {
    if (!(await engine.isLocal())) continue;
    const held = await heldEndpoints(
      known.filter(({ address }) => engineOf(address) === engine),
      engineOf,
    );
    for (const container of items) {
      const others = items.filter((other) => other !== container && other.name < container.name);
      for (const endpoint of container.endpoints) {
        const isIts = (taken: Endpoint) => overlaps(taken, endpoint);
        const rival = others.find(({ endpoints }) => endpoints.some(isIts));
        if (rival !== undefined) obstacles.push(sharedPort(container, rival, endpoint));
        else if (!held.some(isIts) && !(await context.isPortFree(endpoint.port, endpoint.address))) {
          obstacles.push(takenPort(container, endpoint, await engine.containersAt(endpoint)));
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

function takenPort(
  container: StackContainer,
  { address, port }: Endpoint,
  holders: readonly EngineContainer[],
): Obstacle {
  const named = holders.map((holder) => [holder.name, ownerOf(holder)].filter(Boolean).join(" of "));
  const holder = named.length === 0 ? "another program" : `container ${named.join(", ")}`;
  return {
    what: `port ${port} on ${address}, which ${container.name} needs, is in use by ${holder}`,
    fix: `stop it, or give ${container.name} another port`,
  };
}
