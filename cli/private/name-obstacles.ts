import { containerStatuses } from "./checks";
import type { StackContainer } from "./container";
import type { Engine, EngineContainer } from "./engine";
import { ownerOf, stackOf } from "./owner";
import type { Obstacle } from "./preflight";
import { containerIds, type Resource } from "./resource";

/** A container that is there, where the stack wants one of its name. */
interface Clash {
  readonly engine: Engine;
  readonly wanted: StackContainer;
  readonly seen: EngineContainer;
}

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
  const own = containerIds(deployed);
  const statuses = await containerStatuses(containers, engineOf);
  const clashes = statuses.flatMap(({ container: wanted, engine, seen }) =>
    seen === undefined || own.has(seen.id) ? [] : [{ engine, wanted, seen }],
  );
  const engines = [...new Set(clashes.map(({ engine }) => engine))];
  return [
    ...engines.flatMap((engine) =>
      lostState(
        engine,
        clashes.filter((clash) => clash.engine === engine && isSame(clash)),
      ),
    ),
    ...clashes.filter((clash) => !isSame(clash)).map(takenName),
  ];
}

const BESIDE = "set host.namePrefix, and with it a subnet and ports, to deploy beside it";

/** Whether a stack with the same network made it: most likely this one, from elsewhere. */
const isSame = ({ wanted, seen }: Clash): boolean => wanted.stack !== undefined && stackOf(seen) === wanted.stack;

/** The stack is there already, and Terraform does not know of it here. */
function lostState(engine: Engine, clashes: readonly Clash[]): Obstacle[] {
  if (clashes.length === 0) return [];
  const names = clashes.map(({ seen }) => seen.name);
  const networks = [...new Set(clashes.flatMap(({ wanted }) => wanted.stack ?? []))];
  const removal = [engine.command("rm", "-f", ...names), engine.command("network", "rm", ...networks)].join(" && ");
  return [
    {
      what: `this stack was deployed before, with a state that is not here: the engine has ${names.join(", ")}`,
      fix: `deploy from the folder that has its state, or name its backend in main.ts; or ${BESIDE}; only where that state is lost, make room, while the data stay in their volumes: ${removal}`,
    },
  ];
}

/** What is in the way, whose it is, and what harms nobody first. */
function takenName({ engine, seen }: Clash): Obstacle {
  const { name, image } = seen;
  const there = `there is a container ${name} already, of the image ${image}`;
  const owner = ownerOf(seen);
  if (owner !== undefined) return { what: `${there}: it belongs to ${owner}`, fix: BESIDE };
  return {
    what: `${there}: no monitoring stack made it`,
    fix: `${BESIDE}; or give it another name: ${engine.command("rename", name, `${name}-before`)}; or remove it where nobody needs it: ${engine.command("rm", "-f", name)}`,
  };
}
