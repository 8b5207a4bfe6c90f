import { MetricDefinitionError } from "./define-metric";
import type { MetricDefinition } from "./metric-definition";

/** The metrics that an application exposes, each under the key that its code uses. */
export type Catalogue = Readonly<Record<string, MetricDefinition>>;

/** Every name that a metric occupies on the wire, its own first. */
export function exposedNames(definition: MetricDefinition): string[] {
  const { name } = definition;
  if (definition.type === "histogram") return [name, `${name}_bucket`, `${name}_sum`, `${name}_count`];
  if (definition.type === "summary") return [name, `${name}_sum`, `${name}_count`];
  return [name];
}

/**
 * Puts metric definitions together, and refuses two that would write the same name.
 *
 * @throws {MetricDefinitionError} naming every collision
 */
export function defineCatalogue<Definitions extends Catalogue>(definitions: Definitions): Definitions {
  const owners = new Map<string, string>();
  const problems: string[] = [];
  for (const definition of Object.values(definitions)) {
    for (const name of exposedNames(definition)) {
      const owner = owners.get(name);
      if (owner === undefined) owners.set(name, definition.name);
      else problems.push(`metric "${definition.name}": writes "${name}", as "${owner}" does: rename one of them`);
    }
  }
  if (problems.length > 0) throw new MetricDefinitionError(problems);
  return Object.freeze({ ...definitions });
}
