import { collisionText, nameCollisions, type NamedMetric } from "../../definitions/name-collisions";
import type { MetricsRegistry } from "../../handles";
import { exposedMetric } from "../../handles/exposed-metric";

type Registered = ReturnType<MetricsRegistry["getMetricsAsArray"]>[number];

/** A metric as it was defined: an OpenMetrics registry renames the counters that it prints. */
const namedMetric = (registered: Registered): NamedMetric =>
  exposedMetric(registered)?.definition ?? {
    name: registered.name,
    // prom-client's types leave out what every one of its metrics has.
    type: String(Reflect.get(registered, "type")),
  };

/** Why a registry cannot take in a metric, of which it has the name or one that it writes; undefined when it can. */
export function takenName(registry: MetricsRegistry, metric: NamedMetric): string | undefined {
  if (registry.getSingleMetric(metric.name) !== undefined) {
    return "the registry has a metric of that name already: rename one with a view";
  }
  const [collision] = nameCollisions([metric], registry.getMetricsAsArray().map(namedMetric));
  return collision && `it ${collisionText(collision)}, which the registry has already: rename one with a view`;
}
