import { apiMetrics } from "../definitions";
import type { MetricHandles, MetricsRegistry } from "../handles";
import { Reporters } from "./reporters";
import type { CacheReport, ConnectionPoolReport } from "./reports";

type Metrics = MetricHandles<typeof apiMetrics>;

/** Caches, which report their look-ups and their size. */
export const cacheReporters = (registry: MetricsRegistry, metrics: Metrics): Reporters<"cache_type", CacheReport> =>
  new Reporters(registry, {
    method: "registerCache",
    labels: (name) => ({ cache_type: name }),
    gauges: [
      {
        gauge: metrics.cacheHitRatio,
        fields: ["hits", "misses"],
        value: ({ hits, misses }) => (hits + misses === 0 ? undefined : hits / (hits + misses)),
        ratio: {
          metric: apiMetrics.cacheHitRatio.name,
          parts: ({ hits, misses }) => ({ numerator: hits, denominator: hits + misses }),
        },
      },
      { gauge: metrics.cacheSize, fields: ["size"], isOptional: true, value: ({ size }) => size },
    ],
  });

/** Pools of database connections, which report how many they may have, and how many are in use. */
export const poolReporters = (
  registry: MetricsRegistry,
  metrics: Metrics,
): Reporters<"database", ConnectionPoolReport> =>
  new Reporters(registry, {
    method: "registerConnectionPool",
    labels: (name) => ({ database: name }),
    gauges: [
      { gauge: metrics.dbConnectionPoolSize, fields: ["size"], value: ({ size }) => size },
      { gauge: metrics.dbConnectionPoolUsed, fields: ["used"], value: ({ used }) => used },
    ],
  });
