import { expectFiringOf } from "./alert-of-group";
import { BANDS, labels, RATE } from "./anomaly-series";
import * as container from "./container-series";
import * as host from "./host-series";
import { ALERTMANAGER, labelsOf, PROMETHEUS } from "./monitoring-series";
import { API, requests, up } from "./series";
import { API_GROUP, CONTAINERS, HOST, MONITORING, NODEJS, type Silent, staysSilent } from "./situation";
import { AVAILABILITY } from "./slo-series";

const pool = (part: string) => `db_connection_pool_${part}{${API},database="orders"}`;

describe("a series that is stale ends what it was the reason for:", () => {
  it.each<Silent>([
    {
      pack: "application",
      alert: "ConnectionPoolSaturated",
      what: "a pool that is used up",
      group: API_GROUP,
      series: { [pool("used")]: "20x16 stale", [pool("size")]: "20x16 stale" },
      times: ["4m30s", "5m", "10m"],
    },
    {
      pack: "objectives",
      alert: "ErrorBudgetBurn",
      what: "a service of which a request in ten fails, as a page",
      group: { ...AVAILABILITY, alerts: AVAILABILITY.alerts.filter(({ severity }) => severity === "critical") },
      every: "1m",
      series: { [requests(API, "200")]: "0+540x5 stale", [requests(API, "500")]: "0+60x5 stale" },
      times: ["41m", "60m"],
    },
    {
      pack: "anomalies",
      alert: "UnusualRequestRate",
      what: "a rate above its band",
      group: BANDS,
      every: "5m",
      series: { [`${RATE}${labels("api")}`]: "90x2 stale", [`${RATE}_upper${labels("api")}`]: "20x9" },
      times: ["15m", "20m", "45m"],
    },
    {
      pack: "host",
      alert: "HostHighMemory",
      what: "memory that is used up",
      group: HOST,
      series: {
        [host.ofHost("node_memory_MemAvailable_bytes")]: "10x36 stale",
        [host.ofHost("node_memory_MemTotal_bytes")]: "1000x36 stale",
      },
      times: ["9m30s", "10m", "15m"],
    },
    {
      pack: "containers",
      alert: "ContainerMemoryNearLimit",
      what: "a container at its limit",
      group: CONTAINERS,
      series: {
        [container.ofContainer("memory_working_set_bytes", "shop")]: "990x16 stale",
        [container.ofContainer("spec_memory_limit_bytes", "shop")]: "1000x16 stale",
      },
      times: ["4m30s", "5m", "10m"],
    },
    {
      pack: "monitoring",
      alert: "ConfigurationReloadFailed",
      what: "a configuration that was not taken",
      group: MONITORING,
      series: { [`prometheus_config_last_reload_successful{${PROMETHEUS}}`]: "0x16 stale" },
      times: ["4m30s", "5m", "10m"],
    },
    {
      pack: "Node.js",
      alert: "NodejsEventLoopDelayed",
      what: "an event loop that is held up",
      group: NODEJS,
      series: { [`nodejs_eventloop_lag_p99_seconds{${API}}`]: "0.9x16 stale" },
      times: ["4m30s", "5m", "10m"],
    },
  ])("$pack, $alert, $what", staysSilent);
});

describe("a host that is down", () => {
  /** Its targets do not answer, and all that they had said is stale, 5 minutes after the beginning. */
  const down = (series: Readonly<Record<string, string>>) => ({
    [up(API)]: "1x20 0x100",
    [up(host.WEB_1)]: "1x20 0x100",
    [up(container.WEB_1)]: "1x20 0x100",
    ...Object.fromEntries(Object.entries(series).map(([name, values]) => [name, `${values}x20 stale`])),
  });

  it("is TargetDown's to say, once for each of its targets", () => {
    const targets = [API, host.WEB_1, container.WEB_1].map(labelsOf);
    expectFiringOf(MONITORING, {
      alert: "TargetDown",
      series: { ...down({}), [up(ALERTMANAGER)]: "1x120" },
      firing: {
        "10m": [],
        "10m30s": targets.map((target) => ({
          labels: { severity: "critical", ...target },
          annotations: {
            summary: "A target does not answer scrapes",
            description: `Prometheus cannot scrape ${target["instance"]} of the job ${target["job"]}.`,
            runbook_url: "docs/runbooks/target-down.md",
          },
        })),
      },
    });
  });

  it.each<Silent>([
    {
      pack: "application",
      alert: "HighErrorRate",
      what: "of whose requests all failed",
      group: API_GROUP,
      series: { [requests(API, "500")]: "0+10" },
      times: ["10m", "12m", "25m"],
    },
    {
      pack: "application",
      alert: "NoTraffic",
      what: "which nobody can ask",
      group: API_GROUP,
      series: { [requests(API, "200")]: "0+900" },
      times: ["9m", "15m", "29m"],
    },
    {
      pack: "host",
      alert: "HostDiskSpaceLow",
      what: "whose disk was nearly full",
      group: HOST,
      series: {
        [host.ofMount("avail_bytes")]: "10",
        [host.ofMount("size_bytes")]: "1000",
        [host.ofMount("readonly")]: "0",
      },
      times: ["7m", "10m", "15m"],
    },
    {
      pack: "containers",
      alert: "ContainerMissing",
      what: "on which no container can be seen",
      group: CONTAINERS,
      series: { [container.version()]: "1", [container.running("shop")]: "1795426232" },
      times: ["6m", "8m", "15m"],
    },
    {
      pack: "containers",
      alert: "ContainersUnseen",
      what: "whose cAdvisor does not answer",
      group: CONTAINERS,
      series: { [container.version()]: "1", [container.running("cadvisor")]: "1795425773" },
      times: ["6m", "11m", "20m"],
    },
    {
      pack: "Node.js",
      alert: "NodejsHeapNearLimit",
      what: "whose process's heap was nearly full",
      group: NODEJS,
      series: {
        [`nodejs_heap_size_used_bytes{${API}}`]: "990",
        [`nodejs_heap_size_limit_bytes{${API}}`]: "1000",
      },
      times: ["6m", "10m30s", "15m"],
    },
  ])("$what is nothing to $alert ($pack)", (silent) => {
    staysSilent({ ...silent, series: down(silent.series) });
  });
});
