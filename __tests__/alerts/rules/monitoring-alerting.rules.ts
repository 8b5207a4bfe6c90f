import { monitoringAlerts } from "../../../alerts";
import { expectFiringOf } from "./alert-of-group";
import { ALERTMANAGER, GRAFANA, labelsOf, PROMETHEUS } from "./monitoring-series";
import type { FiringAlert, RuleCase } from "./promtool";
import { counting, up } from "./series";

const byGrafana = (alert: string, testCase: Omit<RuleCase, "alert">) =>
  expectFiringOf(monitoringAlerts(), { alert, ...testCase });

const byPrometheus = (alert: string, testCase: Omit<RuleCase, "alert">) =>
  expectFiringOf(monitoringAlerts({ name: "monitoring-prometheus", alerting: "prometheus" }), { alert, ...testCase });

const both = [
  ["Grafana", byGrafana],
  ["Prometheus", byPrometheus],
] as const;

describe("RuleEvaluationFailing", () => {
  const RULE_GROUP = "/etc/prometheus/rules-api.yml;api";
  const OF_PROMETHEUS = `prometheus_rule_evaluation_failures_total{${PROMETHEUS},rule_group="${RULE_GROUP}"}`;
  const OF_GRAFANA = `grafana_alerting_rule_evaluation_failures_total{${GRAFANA},org="1"}`;
  const failing = (labels: Record<string, string>, who: string, count: number): FiringAlert => ({
    labels: { severity: "critical", ...labels },
    annotations: {
      summary: "Rules cannot be evaluated",
      description: `${who}, about ${count} times within the last 5m. Alerts may be missing.`,
      runbook_url: "docs/runbooks/rule-evaluation-failing.md",
    },
  });
  const prometheusFails = failing(
    { ...labelsOf(PROMETHEUS), rule_group: RULE_GROUP },
    `prometheus at web-1:9090 failed to evaluate the rules of ${RULE_GROUP}`,
    10,
  );
  const grafanaFails = failing(
    { ...labelsOf(GRAFANA), org: "1" },
    "grafana at web-1:3000 failed to evaluate rules",
    10,
  );
  const failures = { [OF_PROMETHEUS]: counting([0, 20], [0.5, 60]), [OF_GRAFANA]: counting([0, 20], [0.5, 60]) };

  it("fires once rules of Prometheus or of Grafana failed for 5 minutes, where Grafana alerts", () => {
    byGrafana("RuleEvaluationFailing", {
      series: failures,
      firing: { "10m": [], "10m30s": [prometheusFails, grafanaFails] },
    });
  });

  it("looks at Prometheus alone where Prometheus alerts", () => {
    byPrometheus("RuleEvaluationFailing", { series: failures, firing: { "10m": [], "10m30s": [prometheusFails] } });
  });

  it.each(both)("stays silent after a single failure, and without one, where %s alerts", (_, holds) => {
    holds("RuleEvaluationFailing", {
      series: { [OF_PROMETHEUS]: counting([0, 20], [1, 1], [0, 60]), [OF_GRAFANA]: "3x80" },
      firing: { "5m30s": [], "10m": [], "10m30s": [], "15m": [] },
    });
  });
});

describe("ConfigurationReloadFailed", () => {
  const OF_PROMETHEUS = `prometheus_config_last_reload_successful{${PROMETHEUS}}`;
  const OF_ALERTMANAGER = `alertmanager_config_last_reload_successful{${ALERTMANAGER}}`;
  const failed = (target: string, who: string): FiringAlert => ({
    labels: { severity: "critical", ...labelsOf(target) },
    annotations: {
      summary: "A configuration was not taken",
      description: `${who} could not load its configuration, works with an older one, and would not start again.`,
      runbook_url: "docs/runbooks/configuration-reload-failed.md",
    },
  });
  const PROMETHEUS_FAILED = failed(PROMETHEUS, "prometheus at web-1:9090");

  it("fires once Prometheus has not taken its configuration for 5 minutes", () => {
    byGrafana("ConfigurationReloadFailed", {
      series: { [OF_PROMETHEUS]: "1x20 0x40" },
      firing: { "10m": [], "10m30s": [PROMETHEUS_FAILED] },
    });
  });

  it("fires for Alertmanager as well where Prometheus alerts", () => {
    byPrometheus("ConfigurationReloadFailed", {
      series: { [OF_PROMETHEUS]: "1x20 0x40", [OF_ALERTMANAGER]: "1x60" },
      firing: { "10m": [], "10m30s": [PROMETHEUS_FAILED] },
    });
    byPrometheus("ConfigurationReloadFailed", {
      series: { [OF_PROMETHEUS]: "1x60", [OF_ALERTMANAGER]: "1x20 0x40" },
      firing: { "10m": [], "10m30s": [failed(ALERTMANAGER, "alertmanager at web-1:9093")] },
    });
  });

  it.each(both)("stays silent where the next configuration is taken within minutes, where %s alerts", (_, holds) => {
    holds("ConfigurationReloadFailed", {
      series: { [OF_PROMETHEUS]: "1x20 0x12 1x40", [OF_ALERTMANAGER]: "1x20 0x12 1x40" },
      firing: { "7m": [], "10m30s": [], "15m": [] },
    });
  });
});

describe("AlertmanagerUnreachable", () => {
  const ADDRESS = "http://alertmanager:9093/api/v2/alerts";
  const ERRORS = `prometheus_notifications_errors_total{${PROMETHEUS},alertmanager="${ADDRESS}"}`;
  const DISCOVERED = `prometheus_notifications_alertmanagers_discovered{${PROMETHEUS}}`;
  const unreachable = (labels: Record<string, string>, which: string): FiringAlert => ({
    labels: { severity: "critical", ...labelsOf(PROMETHEUS), ...labels },
    annotations: {
      summary: "Prometheus cannot hand its alerts to Alertmanager",
      description: `Prometheus at web-1:9090 has no Alertmanager that takes its alerts${which}. Nobody is notified.`,
      runbook_url: "docs/runbooks/alertmanager-unreachable.md",
    },
  });

  it("fires once alerts were not taken for 5 minutes", () => {
    byPrometheus("AlertmanagerUnreachable", {
      series: { [DISCOVERED]: "1x80", [ERRORS]: counting([0, 20], [0.25, 60]) },
      firing: { "10m": [], "10m30s": [unreachable({ alertmanager: ADDRESS }, `: ${ADDRESS} does not`)] },
    });
  });

  it("fires where one in four minutes was not taken", () => {
    byPrometheus("AlertmanagerUnreachable", {
      series: { [DISCOVERED]: "1x80", [ERRORS]: "0x19 1x15 2x15 3x15 4x15" },
      firing: { "9m30s": [], "14m": [unreachable({ alertmanager: ADDRESS }, `: ${ADDRESS} does not`)] },
    });
  });

  it("fires where Prometheus knows of no Alertmanager", () => {
    byPrometheus("AlertmanagerUnreachable", {
      series: { [DISCOVERED]: "0x80" },
      firing: { "4m30s": [], "5m": [unreachable({}, "")] },
    });
  });

  it("stays silent after a single error, and while Alertmanager takes them", () => {
    byPrometheus("AlertmanagerUnreachable", {
      series: { [DISCOVERED]: "1x80", [ERRORS]: counting([0, 20], [1, 1], [0, 60]) },
      firing: { "5m30s": [], "10m": [], "10m30s": [], "15m": [] },
    });
  });

  it("is not there where Grafana alerts, which needs no Alertmanager", () => {
    expect(monitoringAlerts().alerts.map(({ name }) => name)).not.toContain("AlertmanagerUnreachable");
  });
});

describe("NotificationsFailing", () => {
  const ofGrafana = (integration: string) =>
    `grafana_alerting_notifications_failed_total{${GRAFANA},integration="${integration}",org="1"}`;
  const ofAlertmanager = (integration: string, reason = "contextDeadlineExceeded") =>
    `alertmanager_notifications_failed_total{${ALERTMANAGER},integration="${integration}",reason="${reason}"}`;
  const failing = (target: string, integration: string, count: number): FiringAlert => {
    const { job = "", instance = "" } = labelsOf(target);
    return {
      labels: { severity: "critical", job, instance, integration },
      annotations: {
        summary: "Notifications do not arrive",
        description: `${job} at ${instance} gave up about ${count} notifications by ${integration} within the last 15m.`,
        runbook_url: "docs/runbooks/notifications-failing.md",
      },
    };
  };
  const slowly = { scrapedEvery: "1m", evaluatedEvery: "1m" };

  it.each([
    ["Grafana", byGrafana, GRAFANA, ofGrafana] as const,
    ["Alertmanager", byPrometheus, ALERTMANAGER, (integration: string) => ofAlertmanager(integration)] as const,
  ])("fires at the first one that %s gave up, whose series begins with it, for 15 minutes", (_, holds, target, of) => {
    holds("NotificationsFailing", {
      ...slowly,
      series: {
        // Scraped for 20 minutes before.
        [up(target)]: "_x10 1x70",
        [of("webhook")]: "_x30 1x50",
        [of("email")]: "_x10 4x70",
        [of("slack")]: "_x30 0x50",
      },
      firing: {
        "29m": [],
        "30m": [failing(target, "webhook", 1)],
        "44m": [failing(target, "webhook", 1)],
        "45m": [],
      },
    });
  });

  it("fires for those that Alertmanager gave up, whatever the reason, and for all reasons once", () => {
    byPrometheus("NotificationsFailing", {
      ...slowly,
      series: {
        [up(ALERTMANAGER)]: "1x80",
        [ofAlertmanager("webhook")]: "0x29 1x50",
        [ofAlertmanager("webhook", "serverError")]: "0x29 1x50",
        [ofAlertmanager("email")]: "0x80",
      },
      firing: { "29m": [], "31m": [failing(ALERTMANAGER, "webhook", 2)], "46m": [] },
    });
  });

  it.each([
    ["Grafana", byGrafana, GRAFANA, ofGrafana("webhook")],
    ["Alertmanager", byPrometheus, ALERTMANAGER, ofAlertmanager("webhook")],
  ] as const)("counts those that %s gave up within 15 minutes", (_, holds, target, counter) => {
    holds("NotificationsFailing", {
      ...slowly,
      series: { [up(target)]: "1x80", [counter]: counting([0, 20], [1, 9], [0, 50]) },
      firing: {
        "20m": [],
        "21m": [failing(target, "webhook", 1)],
        "30m": [failing(target, "webhook", 9)],
        "42m": [failing(target, "webhook", 1)],
        "45m": [],
      },
    });
  });

  it.each([
    [
      "Grafana",
      byGrafana,
      GRAFANA,
      (target: string) => `grafana_alerting_notifications_failed_total{${target},integration="webhook",org="1"}`,
    ],
    [
      "Alertmanager",
      byPrometheus,
      ALERTMANAGER,
      (target: string) => `alertmanager_notifications_failed_total{${target},integration="webhook",reason="other"}`,
    ],
  ] as const)(
    "tells the first failure of %s from what others bring with them when they are scraped first",
    (_, holds, target, counter) => {
      const { job = "", instance = "" } = labelsOf(target);
      const [otherJob, otherInstance] = [
        `host="web-1",instance="${instance}",job="other"`,
        `host="web-2",instance="web-2:1",job="${job}"`,
      ];
      holds("NotificationsFailing", {
        ...slowly,
        series: {
          [up(target)]: "1x80",
          [counter(target)]: "_x30 1x50",
          [up(otherJob)]: "_x30 1x50",
          [counter(otherJob)]: "_x30 7x50",
          [up(otherInstance)]: "_x30 1x50",
          [counter(otherInstance)]: "_x30 7x50",
        },
        firing: { "32m": [failing(target, "webhook", 1)] },
      });
    },
  );

  it("stays silent while nothing is given up, and for what was before an outage", () => {
    byGrafana("NotificationsFailing", {
      ...slowly,
      series: { [up(GRAFANA)]: "1x20 0x19 1x40", [ofGrafana("webhook")]: "2x20 stale _x18 2x40" },
      firing: { "15m": [], "41m": [], "50m": [], "56m": [] },
    });
    byPrometheus("NotificationsFailing", {
      ...slowly,
      series: { [up(ALERTMANAGER)]: "_x20 1x60", [ofAlertmanager("webhook")]: "_x20 3x60" },
      firing: { "20m": [], "30m": [], "36m": [] },
    });
  });
});

describe("Watchdog", () => {
  const alive: FiringAlert = {
    labels: { severity: "info" },
    annotations: {
      summary: "The monitoring works",
      description:
        "This alert always fires, and is sent again and again: when it stays away, rules are not evaluated or notifications not sent.",
      runbook_url: "docs/runbooks/watchdog.md",
    },
  };

  it.each(both)("fires from the first evaluation on, always, and is sent, where %s alerts", (_, holds) => {
    holds("Watchdog", { series: { [up(PROMETHEUS)]: "1x10 0x20" }, firing: { "0m": [alive], "7m": [alive] } });
  });
});
