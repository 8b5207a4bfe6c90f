import type { MetricDefinition } from "../../definitions";
import { collisionText, nameCollisions, type NamedMetric } from "../../definitions/name-collisions";
import type { MetricsRegistry } from "../create-metrics";
import { exposedMetric } from "../exposed-metric";

/** What a registry has, as it was defined: an OpenMetrics registry renames the counters that it prints. */
function namedMetric(registered: ReturnType<MetricsRegistry["getMetricsAsArray"]>[number]): NamedMetric {
  const definition = exposedMetric(registered)?.definition;
  if (definition !== undefined) return definition;
  // prom-client's types leave out what every one of its metrics has.
  return { name: registered.name, type: String(Reflect.get(registered, "type")) };
}

/** Which metrics a registry has already, or write a name of one that it has; nothing when all can be created in it. */
export function takenNames(registry: MetricsRegistry, definitions: readonly MetricDefinition[]): string[] {
  return nameCollisions(definitions, registry.getMetricsAsArray().map(namedMetric)).map((collision) =>
    registry.getSingleMetric(collision.name) === undefined
      ? `metric "${collision.metric}": ${collisionText(collision)}, which the registry has already: rename one of them`
      : `metric "${collision.name}": the registry has it already: create a catalogue's handles once and share them, or give a registry of its own`,
  );
}
