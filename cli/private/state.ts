import { isObject, listOf, objectOf, textOf, textsOf, type JsonObject } from "./json";
import type { Resource } from "./resource";

function resourcesIn(module: JsonObject): Resource[] {
  const own = listOf(module.resources)
    .filter(isObject)
    .filter((resource) => resource.mode !== "data")
    .map((resource) => ({
      address: textOf(resource.address) ?? "",
      type: textOf(resource.type) ?? "",
      attributes: objectOf(resource.values),
      dependsOn: textsOf(resource.depends_on),
    }));
  return [...own, ...listOf(module.child_modules).filter(isObject).flatMap(resourcesIn)];
}

/** The resources in what `terraform show -json` prints of a state; none when nothing was deployed. */
export const readState = (json: unknown): Resource[] =>
  resourcesIn(objectOf(objectOf(objectOf(json).values).root_module));
