import { apiAlerts, prometheusRuleFile } from "../../../alerts";
import { expectFiring, type FiringAlert, type RuleCase } from "./promtool";
import { anomalies, API, API_SECOND_INSTANCE, SHOP, up } from "./series";

const ruleFile = prometheusRuleFile([apiAlerts()]);

const holds = (testCase: Omit<RuleCase, "alert">) => expectFiring(ruleFile, { alert: "AnomalyDetected", ...testCase });

const anomaly = (job: string, reason: string, count: number): FiringAlert => ({
  labels: { severity: "info", notify: "none", job, endpoint: "/orders", reason },
  annotations: {
    summary: "The application counted an anomaly",
    description: `${job} counted about ${count} anomalies of the kind ${reason} at /orders within the last 5m.`,
    runbook_url: "docs/runbooks/anomaly-detected.md",
  },
});

describe("AnomalyDetected fires", () => {
  it("at once when a series begins with its first event, for as long as that is in the window", () => {
    holds({
      series: { [up(API)]: "1x120", [anomalies(API, "server_error")]: "_x40 1x80" },
      firing: {
        "9m30s": [],
        "10m": [anomaly("api", "server_error", 1)],
        "14m30s": [anomaly("api", "server_error", 1)],
        "15m": [],
        "20m": [],
      },
    });
  });

  it("for the second event of a series", () => {
    holds({
      series: { [up(API)]: "1x160", [anomalies(API, "high_latency")]: "_x40 1x59 2x60" },
      firing: {
        "24m30s": [],
        "25m": [anomaly("api", "high_latency", 1)],
        "29m30s": [anomaly("api", "high_latency", 1)],
        "31m": [],
      },
    });
  });

  it("for the first event of a series that was there from the start at 0", () => {
    holds({
      series: { [up(API)]: "1x120", [anomalies(API, "server_error")]: "0x59 1x60" },
      firing: { "14m30s": [], "15m": [anomaly("api", "server_error", 1)], "21m": [] },
    });
  });

  it("when the process restarted and counts from the beginning", () => {
    holds({
      series: { [up(API)]: "1x160", [anomalies(API, "server_error")]: "3x59 stale _x3 1x90" },
      firing: { "15m30s": [], "16m": [anomaly("api", "server_error", 1)], "22m": [] },
    });
  });

  it("when the process restarted long before", () => {
    holds({
      series: { [up(API)]: "1x200", [anomalies(API, "server_error")]: "3x39 stale _x79 1x60" },
      firing: { "12m": [], "29m30s": [], "30m": [anomaly("api", "server_error", 1)], "35m": [] },
    });
  });

  it("for a new event after an outage", () => {
    holds({
      series: {
        [up(API)]: "1x39 0x39 1x100",
        [anomalies(API, "server_error")]: "2x39 stale _x39 2x39 3x60",
      },
      firing: { "29m30s": [], "30m": [anomaly("api", "server_error", 1)] },
    });
  });

  it("for each reason and each service apart, and once for all instances of a service", () => {
    holds({
      series: {
        [up(API)]: "1x80",
        [up(API_SECOND_INSTANCE)]: "1x80",
        [up(SHOP)]: "1x80",
        [anomalies(API, "server_error")]: "_x40 1x40",
        [anomalies(API_SECOND_INSTANCE, "server_error")]: "_x40 2x40",
        [anomalies(API, "high_error_rate")]: "_x40 1x40",
        [anomalies(SHOP, "server_error")]: "_x40 1x40",
      },
      firing: {
        "10m": [
          anomaly("api", "server_error", 3),
          anomaly("api", "high_error_rate", 1),
          anomaly("shop", "server_error", 1),
        ],
      },
    });
  });
});

describe("AnomalyDetected stays silent", () => {
  it("while a series keeps its value", () => {
    holds({
      series: { [up(API)]: "1x120", [anomalies(API, "server_error")]: "7x120" },
      firing: { "0m": [], "3m": [], "6m": [], "20m": [] },
    });
  });

  it("when a series begins at 0", () => {
    holds({
      series: { [up(API)]: "1x120", [anomalies(API, "server_error")]: "_x40 0x80" },
      firing: { "10m": [], "12m": [], "16m": [] },
    });
  });

  it("when the process restarted and counted nothing since", () => {
    holds({
      series: {
        [up(API)]: "1x160",
        [anomalies(API, "server_error")]: "3x59 stale _x100",
        [anomalies(API, "high_latency")]: "3x59 0x100",
      },
      firing: { "15m": [], "15m30s": [], "18m": [], "22m": [] },
    });
  });

  it("while a target is down, and when it is back with the counts that it had", () => {
    holds({
      series: { [up(API)]: "1x39 0x39 1x80", [anomalies(API, "server_error")]: "2x39 stale _x39 2x80" },
      firing: { "10m": [], "15m": [], "20m": [], "20m30s": [], "24m30s": [], "25m": [], "26m": [] },
    });
  });

  it("when Prometheus itself was away", () => {
    holds({
      series: { [up(API)]: "1x39 _x40 1x80", [anomalies(API, "server_error")]: "2x39 _x40 2x80" },
      firing: { "10m": [], "20m": [], "20m30s": [], "24m30s": [], "25m": [], "26m": [] },
    });
  });

  it("for what a target had counted before it was scraped first", () => {
    holds({
      series: { [up(API)]: "_x40 1x80", [anomalies(API, "server_error")]: "_x40 5x80" },
      firing: { "10m": [], "12m": [], "14m30s": [], "15m": [], "16m": [] },
    });
  });

  it("for what a target had counted before it was scraped first, though others with its address or job were", () => {
    holds({
      series: {
        [up('host="web-1",instance="web-1:8000",job="other"')]: "1x120",
        [up('host="web-3",instance="web-3:8000",job="api"')]: "1x120",
        [up(API)]: "_x40 1x80",
        [anomalies(API, "server_error")]: "_x40 5x80",
      },
      firing: { "10m": [], "12m": [], "14m30s": [], "15m": [], "16m": [] },
    });
  });

  it("for what a new instance had counted before it was scraped first, beside one that was there", () => {
    holds({
      series: {
        [up(API)]: "1x120",
        [up(API_SECOND_INSTANCE)]: "_x40 1x80",
        [anomalies(API_SECOND_INSTANCE, "server_error")]: "_x40 5x80",
      },
      firing: { "10m": [], "12m": [], "14m30s": [], "15m": [], "16m": [] },
    });
  });
});

describe("AnomalyDetected, when tuned,", () => {
  it("waits for more anomalies than its threshold, and is sent", () => {
    const tuned = prometheusRuleFile([
      apiAlerts({ anomalyDetected: { threshold: 10, severity: "warning", window: "10m" } }),
    ]);
    const labels = { severity: "warning", job: "api", endpoint: "/orders", reason: "server_error" };
    const annotations = {
      summary: "The application counted an anomaly",
      description: "api counted about 20 anomalies of the kind server_error at /orders within the last 10m.",
      runbook_url: "docs/runbooks/anomaly-detected.md",
    };
    expectFiring(tuned, {
      alert: "AnomalyDetected",
      series: { [up(API)]: "1x200", [anomalies(API, "server_error")]: "0x80 0+1x20 20x100" },
      firing: { "21m": [], "28m": [{ labels, annotations }] },
    });
  });
});
