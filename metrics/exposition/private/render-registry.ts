import { Registry } from "prom-client";
import type { MetricsRegistry } from "../../handles";
import { countCollectError } from "../../private/collect-errors";

/**
 * The text of a registry. A metric that cannot be collected is left out and counted; prom-client's own `metrics()` fails
 * as a whole then.
 */
export async function renderRegistry(registry: MetricsRegistry): Promise<string> {
  // For OpenMetrics prom-client adapts the metrics themselves before it prints them, and that is not to be had singly.
  if (registry.contentType !== Registry.PROMETHEUS_CONTENT_TYPE) return registry.metrics();
  const texts = await Promise.all(
    registry.getMetricsAsArray().map(async ({ name }) => {
      try {
        return [await registry.getSingleMetricAsString(name)];
      } catch (error) {
        countCollectError(registry, name, error);
        return [];
      }
    }),
  );
  return `${texts.flat().join("\n\n")}\n`;
}
