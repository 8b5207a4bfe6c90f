/** What the exposer calls of a registry; prom-client 15 and its successor @prometheus-io/client have all of it. */
const METHODS = [
  "getMetricsAsArray",
  "getSingleMetric",
  "getSingleMetricAsString",
  "metrics",
  "registerMetric",
  "removeSingleMetric",
] as const;

/** What is wrong with something that is handed over as a registry; nothing when it can be used, whichever package made it. */
export function registryProblems(registry: unknown): string[] {
  if (typeof registry !== "object" || registry === null) {
    return [
      `option "registry" must be a Registry of prom-client or @prometheus-io/client: received ${String(registry)}`,
    ];
  }
  const missing: string[] = METHODS.filter((method) => typeof Reflect.get(registry, method) !== "function");
  if (typeof Reflect.get(registry, "contentType") !== "string") missing.push("contentType");
  if (missing.length === 0) return [];
  const constructor: unknown = Reflect.get(registry, "constructor");
  const maker = typeof constructor === "function" ? constructor.name : "an object";
  return [
    `option "registry" must be a Registry of prom-client or @prometheus-io/client: received ${maker}, which has no ${missing.join(", ")}; serve what another library exposes at a path of its own`,
  ];
}
