import { containersOf, dataVolumesOf } from "./container";
import type { Context } from "./context";
import { byEngine, type Engine } from "./engine";
import { ownerOf } from "./owner";
import type { Obstacle } from "./preflight";
import { obstacleLines } from "./report";
import type { Resource } from "./resource";

/** The volumes of a stack that is down by now. */
export interface DownStack {
  /** What the stack declares. */
  readonly declared: readonly Resource[];
  /** What Terraform's state held before: only that tells that volumes are this deployment's. */
  readonly deployed: readonly Resource[];
}

/**
 * Deletes the volumes with data, or says that they stay. Volumes that may be somebody else's stay in any case.
 *
 * @returns whether everything that was to be deleted is
 */
export async function settleVolumes(
  { terminal }: Context,
  { declared, deployed }: DownStack,
  engineOf: (address: string) => Engine,
  remove: boolean,
): Promise<boolean> {
  const resources = [...declared, ...deployed];
  const data = new Set(dataVolumesOf(resources));
  const own = new Set(dataVolumesOf(deployed));
  const obstacles: Obstacle[] = [];
  for (const { engine, items } of byEngine(containersOf(resources), engineOf)) {
    const named = new Set(items.flatMap(({ volumes }) => volumes).filter((volume) => data.has(volume)));
    const there = (await engine.volumes([...named].sort())).map(({ name }) => name);
    if (there.length === 0) continue;
    if (!remove) {
      terminal.write(`the data volumes ${there.join(", ")} stay, and the next up finds their data`);
      terminal.write(`  to delete them: ${engine.command("volume", "rm", ...there)}`);
      continue;
    }
    const unclear = there.filter((name) => !own.has(name));
    if (unclear.length > 0) obstacles.push(unknownOwner(engine, unclear));
    const foreign = await foreignVolumes(
      engine,
      there.filter((name) => own.has(name)),
    );
    obstacles.push(...foreign.values());
    const doomed = there.filter((name) => own.has(name) && !foreign.has(name));
    if (doomed.length === 0) continue;
    await engine.removeVolumes(doomed);
    terminal.write(`deleted the data volumes ${doomed.join(", ")}`);
  }
  for (const line of obstacleLines(obstacles)) terminal.note(line);
  return obstacles.length === 0;
}

const unknownOwner = (engine: Engine, names: readonly string[]): Obstacle => ({
  what: `the data volumes ${names.join(", ")} stay: nothing that was deployed from here has them, so they may be somebody else's`,
  fix: `where they are yours: ${engine.command("volume", "rm", ...names)}`,
});

/** Why volumes that the stack had are not its own alone, by their names. */
async function foreignVolumes(engine: Engine, names: readonly string[]): Promise<ReadonlyMap<string, Obstacle>> {
  const foreign = new Map<string, Obstacle>();
  for (const { name, labels } of await engine.volumes(names)) {
    const [user] = await engine.usersOf(name);
    const obstacle = (why: string): Obstacle => ({
      what: `the data volume ${name} stays: ${why}`,
      fix: `where nobody needs it any more: ${engine.command("volume", "rm", name)}`,
    });
    if (user !== undefined) {
      foreign.set(name, obstacle(`container ${user.name} of ${ownerOf(user) ?? "no monitoring stack"} uses it`));
    } else if (labels.size > 0) {
      // The stack's own are made by the engine as a container starts, without labels.
      foreign.set(name, obstacle(`${ownerOf({ labels }) ?? "somebody"} made it before the stack did`));
    }
  }
  return foreign;
}
