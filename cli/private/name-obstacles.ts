import { containerStatuses } from "./checks";
import type { StackContainer } from "./container";
import type { Engine, EngineContainer } from "./engine";
import { ownerOf, stackOf } from "./owner";
import type { Obstacle } from "./preflight";
import { resourcesOf, type Resource } from "./resource";

/**
 * Containers of the stack's names that this state did not make: the engine would refuse a second one.
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
    seen === undefined || own.has(seen.id) ? [] : [takenName(container, engine, seen)],
  );
}

const BESIDE = "set host.namePrefix, and with it a subnet and ports, to deploy beside it";

/** What is in the way, whose it is, and what harms nobody first. */
function takenName(wanted: StackContainer, engine: Engine, seen: EngineContainer): Obstacle {
  const { name, image } = seen;
  const there = `there is a container ${name} already, of the image ${image}`;
  const stack = stackOf(seen);
  if (stack !== undefined && stack === wanted.stack) {
    return {
      what: `${there}: this stack was deployed before, with a state that is not here`,
      fix: `deploy from the folder that has its state, or name its backend in main.ts; or ${BESIDE}; where that state is lost, ${engine.command("rm", "-f", name)} makes room, and the data stay in their volumes`,
    };
  }
  const owner = ownerOf(seen);
  if (owner !== undefined) return { what: `${there}: it belongs to ${owner}`, fix: BESIDE };
  return {
    what: `${there}: no monitoring stack made it`,
    fix: `${BESIDE}; or give it another name: ${engine.command("rename", name, `${name}-before`)}; or remove it where nobody needs it: ${engine.command("rm", "-f", name)}`,
  };
}
