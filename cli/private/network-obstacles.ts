import { byEngine, type Engine } from "./engine";
import { textOf } from "./json";
import { plannedChanges } from "./plan-comment";
import type { Obstacle } from "./preflight";
import { containerIds, resourcesOf, type Resource } from "./resource";
import type { Plan } from "./terraform";

/** What keeps one of the deployed networks from being removed. */
interface UsedNetwork {
  /** Terraform's address. */
  readonly address: string;
  readonly obstacle: Obstacle;
}

/** The deployed networks that containers of somebody else are on: the engine removes no network that is in use. */
async function usedNetworks(
  deployed: readonly Resource[],
  engineOf: (address: string) => Engine,
): Promise<UsedNetwork[]> {
  const own = containerIds(deployed);
  const used: UsedNetwork[] = [];
  for (const { engine, items } of byEngine(resourcesOf(deployed, "docker_network"), engineOf)) {
    const networks = await engine.networks(items.flatMap(({ attributes }) => textOf(attributes.name) ?? []));
    for (const { name, attached } of networks) {
      const foreign = attached.filter(({ id }) => !own.has(id)).map((container) => container.name);
      const address = items.find(({ attributes }) => attributes.name === name)?.address;
      if (foreign.length === 0 || address === undefined) continue;
      const what = `network ${name} is in use by ${foreign.length === 1 ? "container" : "containers"} ${foreign.join(", ")}`;
      const fix = foreign.map((container) => engine.command("network", "disconnect", name, container)).join(" && ");
      used.push({ address, obstacle: { what, fix } });
    }
  }
  return used;
}

/**
 * What keeps the deployed networks from being removed with the stack. Terraform would find out last, when it has
 * destroyed every container.
 *
 * @param deployed what Terraform's state holds
 */
export async function networkObstacles(
  deployed: readonly Resource[],
  engineOf: (address: string) => Engine,
): Promise<Obstacle[]> {
  return (await usedNetworks(deployed, engineOf)).map(({ obstacle }) => obstacle);
}

/**
 * What keeps those networks from being removed that a deployment replaces or no longer has.
 *
 * @param deployed what Terraform's state holds
 * @param plan what a deployment of these addresses would change; asked for only where somebody else is on a network
 */
export async function replacedNetworkObstacles(
  deployed: readonly Resource[],
  engineOf: (address: string) => Engine,
  plan: (addresses: readonly string[]) => Promise<Plan>,
): Promise<Obstacle[]> {
  const used = await usedNetworks(deployed, engineOf);
  if (used.length === 0) return [];
  const { json } = await plan(used.map(({ address }) => address));
  const removed = plannedChanges(json).filter(({ action }) => action === "replace" || action === "destroy");
  return used
    .filter(({ address }) => removed.some((change) => change.address === address))
    .map(({ obstacle }) => obstacle);
}
