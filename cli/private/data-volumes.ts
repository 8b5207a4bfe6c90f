import { containersOf, dataVolumesOf } from "./container";
import type { Context } from "./context";
import { byEngine, type Engine, type EngineVolume } from "./engine";
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
    const there = await engine.volumes([...named].sort());
    const names = there.map(({ name }) => name);
    if (names.length === 0) continue;
    if (!remove) {
      terminal.write(`the data volumes ${names.join(", ")} stay, and the next up finds their data`);
      terminal.write(`  to delete them: ${engine.command("volume", "rm", ...names)}`);
      continue;
    }
    const foreign = await foreignVolumes(engine, there);
    const unclear = names.filter((name) => !foreign.has(name) && !own.has(name));
    const doomed = names.filter((name) => !foreign.has(name) && own.has(name));
    obstacles.push(...foreign.values(), ...(unclear.length === 0 ? [] : [unknownOwner(engine, unclear)]));
    if (doomed.length === 0) continue;
    await engine.removeVolumes(doomed);
    terminal.write(`deleted the data volumes ${doomed.join(", ")}`);
  }
  for (const line of obstacleLines(obstacles)) terminal.note(line);
  return obstacles.length === 0;
}

/**
 * What to say of the volumes with data that a deployment has left without a container: no later command knows of them.
 *
 * @param before what Terraform's state held before the deployment
 * @param after what it holds by now
 */
export async function abandonedVolumes(
  before: readonly Resource[],
  after: readonly Resource[],
  engineOf: (address: string) => Engine,
): Promise<string[]> {
  const used = new Set(dataVolumesOf(after));
  const abandoned = new Set(dataVolumesOf(before).filter((volume) => !used.has(volume)));
  const notices: string[] = [];
  for (const { engine, items } of byEngine(containersOf(before), engineOf)) {
    const named = new Set(items.flatMap(({ volumes }) => volumes).filter((volume) => abandoned.has(volume)));
    for (const { name } of await engine.volumes([...named].sort())) {
      // Where somebody else uses it, it is theirs to keep.
      if ((await engine.usersOf(name)).length > 0) continue;
      notices.push(
        `the data volume ${name} stays, and nothing of the stack uses it any more\n  to delete it: ${engine.command("volume", "rm", name)}`,
      );
    }
  }
  return notices;
}

const unknownOwner = (engine: Engine, names: readonly string[]): Obstacle => ({
  what: `the data volumes ${names.join(", ")} stay: nothing that was deployed from here has them, so they may be somebody else's`,
  fix: `where they are yours: ${engine.command("volume", "rm", ...names)}`,
});

/** Why volumes are not this deployment's alone, by their names. */
async function foreignVolumes(
  engine: Engine,
  volumes: readonly EngineVolume[],
): Promise<ReadonlyMap<string, Obstacle>> {
  const foreign = new Map<string, Obstacle>();
  for (const { name, labels } of volumes) {
    const [user] = await engine.usersOf(name);
    const stays = `the data volume ${name} stays`;
    if (user !== undefined) {
      foreign.set(name, {
        what: `${stays}: the container ${user.name} uses it, which belongs to ${ownerOf(user) ?? "no monitoring stack"}`,
        fix: "leave it, or take that container down first, the way it was brought up",
      });
    } else if (labels.size > 0) {
      // The stack's own are made by the engine as a container starts, without labels.
      foreign.set(name, {
        what: `${stays}: ${ownerOf({ labels }) ?? "somebody"} made it before the stack did`,
        fix: `where nobody needs it any more: ${engine.command("volume", "rm", name)}`,
      });
    }
  }
  return foreign;
}
