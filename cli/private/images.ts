import type { Context } from "./context";
import { byEngine, type Engine } from "./engine";
import { listOf, objectOf, textOf } from "./json";
import { obstacleOf, type Obstacle } from "./preflight";
import type { Resource } from "./resource";
import type { Stack } from "./stack";

/** An image that a deployment needs on an engine. */
interface WantedImage {
  /** The address of the resource that names it. */
  readonly address: string;
  /** With its tag or digest. */
  readonly name: string;
  /** As `linux/arm64`; undefined for the engine's own. */
  readonly platform: string | undefined;
  /** The path of the construct whose `image` it is; the address where nothing tells. */
  readonly owner: string;
}

/** What a registry answers to somebody whom it does not let in, whether it has the image or not. */
const NOT_LET_IN = /denied|unauthorized|authentication required|no basic auth/i;

/** The construct that was given the image: the image itself, and a carrier of files, are children of it. */
function ownerOf({ address, attributes }: Resource): string {
  const path = textOf(objectOf(objectOf(attributes["//"]).metadata).path);
  return path?.replace(/(\/config)?\/(image|Default)$/, "") ?? address;
}

/** The images that have to be there, but for those that the stack builds and those that only Terraform can name. */
function wantedImages({ resources }: Stack): WantedImage[] {
  const images = resources.filter(({ type }) => type === "docker_image");
  const isBuilt = ({ attributes }: Resource) => listOf(attributes.build).length > 0;
  const built = new Set(images.filter(isBuilt).map(({ attributes }) => attributes.name));
  // An image that no resource stands for is pulled by its container.
  const containers = resources.filter(({ type }) => type === "docker_container");
  return [...images, ...containers].flatMap((resource) => {
    const { address, type, attributes } = resource;
    const isImage = type === "docker_image";
    const name = textOf(isImage ? attributes.name : attributes.image);
    if (name === undefined || name.includes("${") || built.has(name)) return [];
    const platform = isImage ? textOf(attributes.platform) : undefined;
    return [{ address, name, platform, owner: ownerOf(resource) }];
  });
}

function unobtainable({ name }: WantedImage, owners: readonly string[], engine: Engine, reason: string): Obstacle {
  return {
    what: `the image ${name} of ${owners.join(" and ")} cannot be pulled: ${reason}`,
    fix: `set \`image\` there, or \`registry\` of the host, to what a registry has; ${engine.command("pull", name)} tries it again`,
  };
}

/**
 * Pulls the images that the engines lack. Terraform pulls an image only once it has destroyed the container that is to
 * have it, so one that cannot be had would take down what runs. An image that an engine has is left as it is, as the
 * docker provider does: it too looks for the name alone.
 *
 * @returns the images that cannot be pulled
 */
export async function imageObstacles(
  { terminal }: Context,
  stack: Stack,
  engineOf: (address: string) => Engine,
): Promise<Obstacle[]> {
  const obstacles: Obstacle[] = [];
  for (const { engine, items } of byEngine(wantedImages(stack), engineOf)) {
    for (const name of new Set(items.map((item) => item.name))) {
      const users = items.filter((item) => item.name === name);
      const [image] = users;
      if (image === undefined || (await engine.hasImage(name))) continue;
      terminal.note(`pulling ${name}`);
      const [failure] = await obstacleOf(() => engine.pull(name, image.platform, (line) => terminal.note(`  ${line}`)));
      if (failure === undefined) continue;
      // Its login is for Terraform alone, so that only Terraform can tell.
      if (hasOwnLogin(stack, image) && NOT_LET_IN.test(failure.what)) {
        terminal.note(`  ${failure.what}: left to Terraform, whose docker provider has a login of its own`);
      } else {
        obstacles.push(unobtainable(image, [...new Set(users.map(({ owner }) => owner))], engine, failure.what));
      }
    }
  }
  return obstacles;
}

const hasOwnLogin = (stack: Stack, { address }: WantedImage): boolean =>
  listOf(stack.provider("docker", stack.aliasOf(address)).registry_auth).length > 0;
