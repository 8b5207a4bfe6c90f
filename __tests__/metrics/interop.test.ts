import { Registry } from "prom-client";
import { createMonitoring, MetricUsageError, type MetricsRegistry } from "cdktf-monitoring-metrics";
import { registryProblems } from "../../metrics/interop/registry-problems";

/** What OpenTelemetry calls a reader, and somebody may take for a registry. */
class PrometheusExporter {
  collect = () => Promise.resolve([]);
}

/** A registry with all that prom-client's has, and no class in common with it: as of another package, or another copy. */
function foreignRegistry(): MetricsRegistry {
  const registry = new Registry();
  const methods = ["getMetricsAsArray", "getSingleMetric", "getSingleMetricAsString", "metrics"] as const;
  const foreign: Record<string, unknown> = { contentType: registry.contentType };
  for (const method of [...methods, "registerMetric", "removeSingleMetric"] as const) {
    foreign[method] = registry[method].bind(registry);
  }
  return foreign as Partial<MetricsRegistry> as MetricsRegistry;
}

describe("a registry of another package", () => {
  it("works when it does what prom-client's does", async () => {
    const registry = foreignRegistry();
    expect(registry).not.toBeInstanceOf(Registry);
    createMonitoring({ registry, defaultMetrics: false }).trackUser("alice");
    expect(await registry.metrics()).toContain('active_users{timeframe="1m"} 1');
  });

  it("is refused with what it lacks", () => {
    const registry = new PrometheusExporter() as Partial<MetricsRegistry> as MetricsRegistry;
    expect(() => createMonitoring({ registry, defaultMetrics: false })).toThrow(
      new MetricUsageError([
        'metrics: option "registry" must be a Registry of prom-client or @prometheus-io/client: received PrometheusExporter, which has no getMetricsAsArray, getSingleMetric, getSingleMetricAsString, metrics, registerMetric, removeSingleMetric, contentType; serve what another library exposes at a path of its own',
      ]),
    );
    expect(registryProblems(Object.create(null))).toEqual([
      expect.stringContaining("received an object, which has no"),
    ]);
  });

  it.each([null, "default"])("is refused when it is no object: %s", (registry) => {
    expect(registryProblems(registry)).toEqual([
      `option "registry" must be a Registry of prom-client or @prometheus-io/client: received ${registry}`,
    ]);
  });
});
