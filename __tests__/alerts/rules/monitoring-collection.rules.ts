import { monitoringAlerts } from "../../../alerts";
import { expectFiringOf } from "./alert-of-group";
import { BUILD_INFO, GRAFANA, labelsOf, PROMETHEUS } from "./monitoring-series";
import type { FiringAlert, RuleCase } from "./promtool";
import { API, API_SECOND_INSTANCE, counting, SHOP, up } from "./series";

const holds = (alert: string, testCase: Omit<RuleCase, "alert">) =>
  expectFiringOf(monitoringAlerts(), { alert, ...testCase });

describe("TargetDown", () => {
  const down = (target: string): FiringAlert => {
    const labels = { severity: "critical", ...labelsOf(target) };
    return {
      labels,
      annotations: {
        summary: "A target does not answer scrapes",
        description: `Prometheus cannot scrape ${labelsOf(target)["instance"]} of the job ${labelsOf(target)["job"]}.`,
        runbook_url: "docs/runbooks/target-down.md",
      },
    };
  };

  it("fires for the target that did not answer for 5 minutes, and until it does", () => {
    holds("TargetDown", {
      series: { [up(API)]: "1x20 0x40 1x20", [up(API_SECOND_INSTANCE)]: "1x80", [up(SHOP)]: "1x80" },
      firing: { "5m": [], "10m": [], "10m30s": [down(API)], "15m": [down(API)], "16m": [] },
    });
  });

  it("stays silent for a restart of minutes, and for what is not scraped any more", () => {
    holds("TargetDown", {
      series: { [up(API)]: "1x20 0x16 1x40", [up(SHOP)]: "1x20 stale" },
      firing: { "6m": [], "9m": [], "10m30s": [], "15m": [] },
    });
  });
});

describe("ScrapeLimitExceeded", () => {
  const SAMPLES = `prometheus_target_scrapes_exceeded_sample_limit_total{${PROMETHEUS}}`;
  const BODY = `prometheus_target_scrapes_exceeded_body_size_limit_total{${PROMETHEUS}}`;
  const LABELS = `prometheus_target_scrape_pool_exceeded_label_limits_total{${PROMETHEUS}}`;
  const exceeded = (limit: string, count: number): FiringAlert => ({
    labels: { severity: "warning", limit, ...labelsOf(PROMETHEUS) },
    annotations: {
      summary: "A target exposes more than Prometheus takes",
      description: `prometheus threw away about ${count} scrapes over its limit of ${limit} within the last 5m. The targets are down meanwhile.`,
      runbook_url: "docs/runbooks/scrape-limit-exceeded.md",
    },
  });

  it.each([
    ["samples", SAMPLES],
    ["body size", BODY],
    ["labels", LABELS],
  ])("fires once scrapes were over the limit of %s for 5 minutes", (limit, counter) => {
    holds("ScrapeLimitExceeded", {
      series: { [SAMPLES]: "0x80", [BODY]: "0x80", [LABELS]: "0x80", [counter]: counting([0, 20], [1, 60]) },
      firing: { "10m": [], "10m30s": [exceeded(limit, 20)] },
    });
  });

  it("fires where one scrape in three minutes was over a limit", () => {
    holds("ScrapeLimitExceeded", {
      series: { [SAMPLES]: "0x80", [BODY]: "0x80", [LABELS]: "0x19 1x11 2x11 3x11 4x11 5x11" },
      firing: { "14m": [exceeded("labels", 2)] },
    });
  });

  it("fires from the first scrape over a limit on, where another one was within minutes", () => {
    holds("ScrapeLimitExceeded", {
      series: { [SAMPLES]: "0x80", [BODY]: "0x19 1x15 2x15 3x15", [LABELS]: "0x80" },
      firing: { "9m30s": [], "10m": [exceeded("body size", 1)] },
    });
  });

  it("stays silent while nothing is thrown away, and after a single scrape was", () => {
    holds("ScrapeLimitExceeded", {
      series: { [SAMPLES]: "7x80", [BODY]: counting([0, 20], [1, 1], [0, 60]), [LABELS]: "0x80" },
      firing: { "5m30s": [], "10m": [], "10m30s": [], "15m": [] },
    });
  });
});

describe("PrometheusRestarted", () => {
  const start = (target: string) => `process_start_time_seconds{${target}}`;
  const restarted = (severity: "info" | "warning", count: number): FiringAlert => ({
    labels: { severity, ...(severity === "info" ? { notify: "none" } : {}), ...labelsOf(PROMETHEUS) },
    annotations: {
      summary: "Prometheus restarted",
      description: `Prometheus at web-1:9090 started again, ${count} times within the last 1h.`,
      runbook_url: "docs/runbooks/prometheus-restarted.md",
    },
  });
  const slowly = { scrapedEvery: "1m", evaluatedEvery: "1m" };

  it("is only shown after a restart or two, for an hour", () => {
    holds("PrometheusRestarted", {
      ...slowly,
      series: { [start(PROMETHEUS)]: "1000x9 1600x19 2800x100", [BUILD_INFO]: "1x140" },
      firing: {
        "9m": [],
        "10m": [restarted("info", 1)],
        "35m": [restarted("info", 2)],
        "68m": [restarted("info", 2)],
        "85m": [restarted("info", 1)],
        "95m": [],
      },
    });
  });

  it("is sent after the third restart within an hour", () => {
    holds("PrometheusRestarted", {
      ...slowly,
      series: { [start(PROMETHEUS)]: "1000x9 1600x9 2200x9 2800x100", [BUILD_INFO]: "1x140" },
      firing: { "29m": [restarted("info", 2)], "30m": [restarted("warning", 3), restarted("info", 3)] },
    });
  });

  it("counts the restarts of an hour alone", () => {
    holds("PrometheusRestarted", {
      ...slowly,
      // Two restarts 100 minutes ago and one now; three within 50 minutes.
      series: { [start(PROMETHEUS)]: "1000x9 1600x9 2200x99 2800x20", [BUILD_INFO]: "1x140" },
      firing: { "125m": [restarted("info", 1)] },
    });
    holds("PrometheusRestarted", {
      ...slowly,
      series: { [start(PROMETHEUS)]: "1000x9 1600x24 2200x24 2800x20", [BUILD_INFO]: "1x140" },
      firing: { "62m": [restarted("warning", 3), restarted("info", 3)] },
    });
  });

  it("tells a Prometheus from other programs by its job and its address, whichever of the two they share", () => {
    holds("PrometheusRestarted", {
      ...slowly,
      series: {
        [start('host="web-1",instance="web-1:9090",job="other"')]: "1000x3 1600x3 2200x3 2800x30",
        [start('host="web-2",instance="web-2:9090",job="prometheus"')]: "1000x3 1600x3 2200x3 2800x30",
        [BUILD_INFO]: "1x60",
      },
      firing: { "20m": [] },
    });
  });

  it("stays silent while other programs restart", () => {
    holds("PrometheusRestarted", {
      ...slowly,
      series: {
        [start(PROMETHEUS)]: "1000x60",
        [BUILD_INFO]: "1x60",
        [start(GRAFANA)]: "1000x9 1600x9 2200x9 2800x30",
        [start('host="web-1",instance="web-1:9091",job="prometheus"')]: "1000x9 1600x50",
      },
      firing: { "20m": [], "40m": [] },
    });
  });
});

describe("PrometheusStorageFilling", () => {
  const storage = (blocks: string, log: string, head: string, limit = "100x60") => ({
    [`prometheus_tsdb_storage_blocks_bytes{${PROMETHEUS}}`]: blocks,
    [`prometheus_tsdb_wal_storage_size_bytes{${PROMETHEUS}}`]: log,
    [`prometheus_tsdb_head_chunks_storage_size_bytes{${PROMETHEUS}}`]: head,
    [`prometheus_tsdb_retention_limit_bytes{${PROMETHEUS}}`]: limit,
  });
  const filling = (share: string): FiringAlert => ({
    labels: { severity: "warning", ...labelsOf(PROMETHEUS) },
    annotations: {
      summary: "Prometheus' room for samples is nearly used up",
      description: `Prometheus at web-1:9090 uses ${share} of the room for samples. The limit is 90%; when the room is used up, the oldest samples are deleted before their time.`,
      runbook_url: "docs/runbooks/prometheus-storage-filling.md",
    },
  });

  it("fires once blocks, write-ahead log and chunks together were above 90 % of the room for 10 minutes", () => {
    holds("PrometheusStorageFilling", {
      series: storage("60x60", "20x60", "12x60"),
      firing: { "9m30s": [], "10m": [filling("92%")] },
    });
  });

  it("stays silent at 90 %, below it, for a peak, and where no size is set", () => {
    holds("PrometheusStorageFilling", { series: storage("60x60", "20x60", "10x60"), firing: { "12m": [] } });
    holds("PrometheusStorageFilling", { series: storage("60x60", "10x60", "10x60"), firing: { "12m": [] } });
    holds("PrometheusStorageFilling", {
      series: storage("60x60", "10x10 40x20 10x30", "10x60"),
      firing: { "7m": [], "12m": [] },
    });
    holds("PrometheusStorageFilling", { series: storage("60x60", "20x60", "15x60", "0x60"), firing: { "12m": [] } });
  });
});
