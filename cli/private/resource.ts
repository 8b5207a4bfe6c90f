import type { JsonObject } from "./json";

/** A resource, as the synthesized stack or Terraform's state has it; both spell the attributes alike. */
export interface Resource {
  /** `docker_container.prometheus`. */
  readonly address: string;
  /** `docker_container`. */
  readonly type: string;
  readonly attributes: JsonObject;
  /** The addresses that it depends on explicitly. */
  readonly dependsOn: readonly string[];
}

/** The resources of one type. */
export const resourcesOf = (resources: readonly Resource[], type: string): Resource[] =>
  resources.filter((resource) => resource.type === type);

/**
 * The ids of the containers that a deployment has made, as the engine knows them.
 *
 * @param deployed what Terraform's state holds
 */
export const containerIds = (deployed: readonly Resource[]): ReadonlySet<unknown> =>
  new Set(resourcesOf(deployed, "docker_container").map(({ attributes }) => attributes.id));
