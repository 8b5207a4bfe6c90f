import { Registry } from "prom-client";
import { createMonitoring, type ApiMonitoring } from "cdktf-monitoring-metrics";
import { series } from "./scrape";

/** A monitoring of its own, with the requests that it recorded, as `endpoint method status count`. */
export function monitored(): {
  registry: Registry;
  monitoring: ApiMonitoring;
  requests: () => Promise<string[]>;
} {
  const registry = new Registry();
  const monitoring = createMonitoring({ registry, defaultMetrics: false });
  const requests = async () =>
    (await series(registry, "api_requests_total")).map((line) =>
      line.replace(/^.*endpoint="(.*)",method="(.*)",status="(.*)"\} /, "$1 $2 $3 "),
    );
  return { registry, monitoring, requests };
}
