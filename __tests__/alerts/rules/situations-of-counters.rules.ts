import { BANDS, labels, RATE } from "./anomaly-series";
import * as container from "./container-series";
import * as host from "./host-series";
import { GRAFANA, labelsOf } from "./monitoring-series";
import { anomalies, API, latencies, requests, up } from "./series";
import {
  API_GROUP,
  CONTAINERS,
  type Fires,
  fires,
  HOST,
  MONITORING,
  NODEJS,
  type Silent,
  staysSilent,
} from "./situation";
import { AVAILABILITY } from "./slo-series";

const collections = (kind: string) => `nodejs_gc_duration_seconds_sum{${API},kind="${kind}"}`;
const packets = (all: string, wrong: string) => ({
  [host.ofInterface("receive_packets")]: all,
  [host.ofInterface("receive_errs")]: wrong,
});

describe("a ratio with little traffic keeps silent:", () => {
  it.each<Silent>([
    {
      pack: "application",
      alert: "HighErrorRate",
      what: "a request in two minutes, and each fails",
      group: API_GROUP,
      series: { [requests(API, "500")]: "0x7 1x7 2x7 3x7 4x7 5x7 6x7 7x7 8x7 9x7" },
      times: ["8m", "12m", "19m"],
    },
    {
      pack: "application",
      alert: "HighLatency",
      what: "a request in two minutes, and each is slow",
      group: API_GROUP,
      series: latencies(API, { "5.0": 1 }, () => "0x7 1x7 2x7 3x7 4x7 5x7 6x7 7x7 8x7 9x7"),
      times: ["8m", "12m", "19m"],
    },
    {
      pack: "objectives",
      alert: "ErrorBudgetBurn",
      what: "four requests in an hour, and each fails",
      group: AVAILABILITY,
      every: "1m",
      series: { [requests(API, "500")]: "0x29 1x9 2x9 3x9 4x40" },
      times: ["35m", "62m", "64m"],
    },
    {
      pack: "anomalies",
      alert: "UnusualRequestRate",
      what: "a rate above its band, of a request in 11 seconds",
      group: BANDS,
      every: "5m",
      series: { [`${RATE}${labels("api")}`]: "0.09x9", [`${RATE}_upper${labels("api")}`]: "0.05x9" },
      times: ["20m", "45m"],
    },
    {
      pack: "host",
      alert: "HostNetworkErrors",
      what: "two packets a second, and half of them wrong",
      group: HOST,
      series: packets("0+15x100", "0+15x100"),
      times: ["16m", "24m"],
    },
    {
      pack: "containers",
      alert: "ContainerCpuThrottled",
      what: "a period in 15 seconds, and the container waited in each",
      group: CONTAINERS,
      series: {
        [container.ofContainer("cpu_cfs_periods_total", "shop")]: "0+1x100",
        [container.ofContainer("cpu_cfs_throttled_periods_total", "shop")]: "0+1x100",
      },
      times: ["16m", "24m"],
    },
  ])("$pack, $alert, $what", staysSilent);
});

describe("a counter that starts at its first event counts it:", () => {
  it.each<Fires>([
    {
      pack: "application",
      alert: "HighErrorRate",
      what: "a status that never occurred before",
      group: API_GROUP,
      series: { [requests(API, "200")]: "0+90x80", [requests(API, "500")]: "_x20 1+10x60" },
      time: "15m",
      labels: { severity: "critical", job: "api", endpoint: "/orders" },
      summary: "An endpoint answers too many requests with a server error",
      runbook: "high-error-rate.md",
      description: "api answered 10% of the requests to /orders with a 5xx status over the last 5m. The limit is 5%.",
    },
    {
      pack: "application",
      alert: "AnomalyDetected",
      what: "the first anomaly of an endpoint",
      group: API_GROUP,
      series: { [up(API)]: "1x60", [anomalies(API, "server_error")]: "_x40 1x20" },
      time: "10m",
      labels: { severity: "info", notify: "none", job: "api", endpoint: "/orders", reason: "server_error" },
      summary: "The application counted an anomaly",
      runbook: "anomaly-detected.md",
      description: "api counted about 1 anomalies of the kind server_error at /orders within the last 5m.",
    },
    {
      pack: "objectives",
      alert: "ErrorBudgetBurn",
      what: "the first errors of a service, 10 % of its requests",
      group: { ...AVAILABILITY, alerts: AVAILABILITY.alerts.filter(({ severity }) => severity === "critical") },
      every: "1m",
      series: { [requests(API, "200")]: "0+540x90", [requests(API, "500")]: "_x60 60+60x30" },
      time: "85m",
      labels: { severity: "critical", job: "api", slo: "availability" },
      summary: "An error budget burns too fast",
      runbook: "error-budget-burn.md",
      description:
        '4.17% of the requests to api failed with a 5xx status. The objective "availability" allows 0.1% over 30d: as ' +
        "it burns now, that error budget lasts 5d or less.",
    },
    {
      pack: "host",
      alert: "HostOutOfMemoryKill",
      what: "the first kill since the host started",
      group: HOST,
      series: { [host.ofHost("node_vmstat_oom_kill")]: "0x39 1x20" },
      time: "10m",
      labels: { severity: "warning", ...host.TARGET_1 },
      summary: "The kernel killed a process for memory",
      runbook: "host-out-of-memory-kill.md",
      description:
        "The kernel of web-1 killed about 1 processes within the last 10m, because the host or a container had no memory left.",
    },
    {
      pack: "containers",
      alert: "ContainerKilledForMemory",
      what: "the first kill of a container",
      group: CONTAINERS,
      series: { [container.ofContainer("oom_events_total", "shop")]: "0x39 1x20" },
      time: "10m",
      labels: { severity: "warning", ...container.TARGET_1, name: "shop" },
      summary: "The kernel killed a container's process for memory",
      runbook: "container-killed-for-memory.md",
      description: "The kernel killed 1 processes of the container shop on web-1 within the last 10m.",
    },
    {
      pack: "monitoring",
      alert: "NotificationsFailing",
      what: "the first notification that was given up",
      group: MONITORING,
      every: "1m",
      series: {
        [up(GRAFANA)]: "1x60",
        [`grafana_alerting_notifications_failed_total{${GRAFANA},integration="webhook",org="1"}`]: "_x30 1x20",
      },
      time: "30m",
      labels: { severity: "critical", job: "grafana", instance: "web-1:3000", integration: "webhook" },
      summary: "Notifications do not arrive",
      runbook: "notifications-failing.md",
      description: "grafana at web-1:3000 gave up about 1 notifications by webhook within the last 15m.",
    },
    {
      pack: "Node.js",
      alert: "NodejsGarbageCollectionHigh",
      what: "a kind of collection that never occurred before",
      group: NODEJS,
      series: { [collections("minor")]: "0+0.3x80", [collections("major")]: "_x20 1.5+1.5x60" },
      time: "19m30s",
      labels: { severity: "warning", ...labelsOf(API) },
      summary: "A Node.js process spends much of its time collecting garbage",
      runbook: "nodejs-garbage-collection-high.md",
      description: "api at web-1:8000 spent 12% of the last 5m collecting garbage. The limit is 10%.",
    },
  ])("$pack, $alert, $what", fires);
});

describe("a target that restarts is no alert:", () => {
  it.each<Silent>([
    {
      pack: "application",
      alert: "HighErrorRate",
      what: "counters that begin at 0 again",
      group: API_GROUP,
      series: { [requests(API, "200")]: "9000+98x40 5+98x60", [requests(API, "500")]: "900+2x40 2+2x60" },
      times: ["10m30s", "12m", "16m", "20m"],
    },
    {
      pack: "application",
      alert: "NoTraffic",
      what: "counters that begin at 0 again, after a pause of minutes",
      group: API_GROUP,
      every: "1m",
      series: { [requests(API, "200")]: "9000+10x360 stale _x3 0+10x60" },
      times: ["364m", "366m", "375m", "400m"],
    },
    {
      pack: "objectives",
      alert: "ErrorBudgetBurn",
      what: "counters that begin at 0 again",
      group: AVAILABILITY,
      every: "1m",
      series: { [requests(API, "200")]: "90000+600x60 5+600x60", [requests(API, "500")]: "9000x60 0x60" },
      times: ["61m", "63m", "66m", "100m"],
    },
    {
      pack: "host",
      alert: "HostHighCpu",
      what: "a reboot",
      group: HOST,
      series: {
        [host.cpuSeconds("0", "user")]: "90000+1x40 stale _x20 10+1x60",
        [host.cpuSeconds("0", "idle")]: "90000+14x40 stale _x20 40+14x60",
      },
      times: ["12m", "16m", "21m", "29m"],
    },
    {
      pack: "containers",
      alert: "ContainerMissing",
      what: "a container that is away for a minute and a half",
      group: CONTAINERS,
      series: {
        [container.running("cadvisor")]: "1795425773x80",
        [container.running("shop")]: "1795426232x20 stale",
        [container.running("shop", { restarts: "1" })]: "_x27 1795426232x50",
      },
      times: ["6m30s", "7m", "10m"],
    },
    {
      pack: "containers",
      alert: "ContainerRestarting",
      what: "one restart",
      group: CONTAINERS,
      series: {
        [container.running("shop")]: "1795426232x20 stale",
        [container.running("shop", { restarts: "1" })]: "_x22 1795426232x60",
      },
      times: ["5m30s", "10m", "15m"],
    },
    {
      pack: "monitoring",
      alert: "TargetDown",
      what: "a target that does not answer for four minutes",
      group: MONITORING,
      series: { [up(API)]: "1x20 0x15 1x40" },
      times: ["6m", "9m", "10m30s", "15m"],
    },
    {
      pack: "Node.js",
      alert: "NodejsGarbageCollectionHigh",
      what: "a counter that begins at 0 again",
      group: NODEJS,
      series: { [collections("major")]: "900+0.5x40 0.2+0.5x60" },
      times: ["10m30s", "15m", "21m"],
    },
  ])("$pack, $alert, $what", staysSilent);
});
