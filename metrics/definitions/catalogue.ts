import { catalogueProblems } from "./catalogue-problems";
import { MetricDefinitionError } from "./define-metric";
import type { MetricDefinition } from "./metric-definition";
import { definitionProblems } from "./metric-problems";
import { collisionText, nameCollisions, namesOf } from "./name-collisions";

/** The metrics that an application exposes, each under the key that its code uses. */
export type Catalogue = Readonly<Record<string, MetricDefinition>>;

/** Every name that a metric occupies on the wire, its own first. */
export function exposedNames(definition: MetricDefinition): string[] {
  return namesOf(definition);
}

/**
 * Puts metric definitions together, and refuses two that would write the same name, in either format.
 *
 * @throws {MetricDefinitionError} naming every collision, and every reason why a metric cannot be exposed, or everything that
 * is no definition
 */
export function defineCatalogue<Definitions extends Catalogue>(definitions: Definitions): Definitions {
  const wrong = catalogueProblems(definitions);
  if (wrong.length > 0) throw new MetricDefinitionError(wrong);
  const metrics = Object.values(definitions);
  const problems = [
    ...metrics.flatMap(definitionProblems),
    ...nameCollisions(metrics).map(
      (collision) => `metric "${collision.metric}": ${collisionText(collision)}: rename one of them`,
    ),
  ];
  if (problems.length > 0) throw new MetricDefinitionError(problems);
  return Object.freeze({ ...definitions });
}
