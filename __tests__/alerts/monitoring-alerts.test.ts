import { AlertGroupError, monitoringAlerts, type MonitoringAlertSettings, isNotified, WATCHDOG } from "../../alerts";

function problemsOf(settings: unknown): readonly string[] {
  try {
    monitoringAlerts(settings as MonitoringAlertSettings);
  } catch (error) {
    if (error instanceof AlertGroupError) return error.problems;
    throw error;
  }
  return [];
}

const namesOf = (settings?: MonitoringAlertSettings) => monitoringAlerts(settings).alerts.map(({ name }) => name);

const ruleOf = (name: string, settings?: MonitoringAlertSettings) =>
  monitoringAlerts(settings).alerts.find((alert) => alert.name === name);

describe("the alerts on the monitoring itself", () => {
  it("are those of a stack whose alerts come from Grafana, unless told otherwise", () => {
    const group = monitoringAlerts();
    expect(group).toMatchObject({ name: "monitoring", interval: "30s" });
    expect(group.alerts.map(({ name, severity, for: pending }) => [name, severity, pending])).toEqual([
      ["TargetDown", "critical", "5m"],
      ["ScrapeLimitExceeded", "warning", "5m"],
      ["RuleEvaluationFailing", "critical", "5m"],
      ["PrometheusRestarted", "warning", "0s"],
      ["PrometheusRestarted", "info", "0s"],
      ["PrometheusStorageFilling", "warning", "10m"],
      ["ConfigurationReloadFailed", "critical", "5m"],
      ["NotificationsFailing", "critical", "0s"],
      ["MetricCollectionFailing", "warning", "5m"],
      ["SeriesOverflowing", "warning", "5m"],
      ["Watchdog", "info", "0s"],
    ]);
  });

  it("ask for nothing that the stack does not have", () => {
    const expressions = (alerting: "grafana" | "prometheus") =>
      monitoringAlerts({ alerting })
        .alerts.map(({ expression }) => expression)
        .join("\n");
    expect(expressions("grafana")).not.toContain("alertmanager");
    expect(expressions("prometheus")).not.toContain("grafana");
    expect(namesOf({ alerting: "prometheus" })).toContain("AlertmanagerUnreachable");
  });

  it("have a Watchdog that is sent although it is only informative, and a route to it", () => {
    const watchdog = ruleOf("Watchdog");
    expect(watchdog).toMatchObject({ severity: "info", expression: "vector(1)" });
    expect(watchdog !== undefined && isNotified(watchdog)).toBe(true);
    expect(ruleOf("Watchdog", { watchdog: { notify: false } })?.notify).toBe(false);
    expect(WATCHDOG).toEqual({ name: "Watchdog", matcher: 'alertname="Watchdog"', repeatInterval: "5m" });
  });

  it.each([
    ["targetDown", "TargetDown"],
    ["scrapeLimitExceeded", "ScrapeLimitExceeded"],
    ["ruleEvaluationFailing", "RuleEvaluationFailing"],
    ["prometheusRestarted", "PrometheusRestarted"],
    ["prometheusStorageFilling", "PrometheusStorageFilling"],
    ["configurationReloadFailed", "ConfigurationReloadFailed"],
    ["alertmanagerUnreachable", "AlertmanagerUnreachable"],
    ["notificationsFailing", "NotificationsFailing"],
    ["metricCollectionFailing", "MetricCollectionFailing"],
    ["seriesOverflowing", "SeriesOverflowing"],
    ["watchdog", "Watchdog"],
  ] as const)("are without %s where that is false", (option, name) => {
    expect(namesOf({ alerting: "prometheus" })).toContain(name);
    expect(namesOf({ alerting: "prometheus", [option]: false })).not.toContain(name);
  });

  it("look at chosen hosts, and at chosen targets among them", () => {
    const settings: MonitoringAlertSettings = {
      where: { host: '="web-1"' },
      targetDown: { where: { job: '!="batch"' } },
    };
    expect(ruleOf("TargetDown", settings)?.expression).toBe('up{host="web-1",job!="batch"} == 0');
    expect(ruleOf("ConfigurationReloadFailed", settings)?.expression).toBe(
      'prometheus_config_last_reload_successful{host="web-1"} == 0',
    );
  });

  it("take thresholds, windows, severities and times", () => {
    const settings: MonitoringAlertSettings = {
      window: "10m",
      prometheusRestarted: { thresholds: { warning: 0 }, window: "2h" },
      prometheusStorageFilling: { threshold: 0.8 },
      notificationsFailing: { window: "30m", severity: "warning", for: "1m" },
    };
    expect(ruleOf("ScrapeLimitExceeded", settings)?.expression).toContain("[10m]");
    expect(ruleOf("PrometheusRestarted", settings)).toMatchObject({
      severity: "warning",
      expression: "(changes(process_start_time_seconds[2h]) and on (job, instance) prometheus_build_info) > 0",
    });
    expect(ruleOf("PrometheusStorageFilling", settings)?.expression).toMatch(/ > 0\.8$/);
    expect(ruleOf("NotificationsFailing", settings)).toMatchObject({ severity: "warning", for: "1m" });
    expect(ruleOf("NotificationsFailing", settings)?.expression).toContain("[30m]");
  });

  it("are refused for everything that is wrong at once", () => {
    expect(
      problemsOf({
        alerting: "alertmanager",
        window: "often",
        targetDown: { where: { job: "batch" }, for: "7s" },
        prometheusStorageFilling: { threshold: 90 },
        prometheusRestarted: { thresholds: { info: 3, warning: 1 } },
      }),
    ).toEqual([
      'alert group "monitoring": window must be above zero, a duration as Prometheus writes it, such as 90s, 5m or 1h30m: received "often"',
      'alert group "monitoring": alerting must be one of "grafana", "prometheus": received "alertmanager"',
      'alert group "monitoring": targetDown.where.job must be an operator and a quoted text, such as ="a" or =~"a|b": received "batch"',
      'alert group "monitoring": targetDown.for must be a multiple of the group\'s interval, "30s": received "7s"',
      'alert group "monitoring": prometheusRestarted.thresholds.warning must be above prometheusRestarted.thresholds.info, 3: received 1',
      'alert group "monitoring": prometheusStorageFilling.threshold must be a share from 0 to below 1, as 0.05 is 5%: received 90',
    ]);
  });
});

describe("a setting that no rule reads", () => {
  it("does not compile", () => {
    const unread: MonitoringAlertSettings[] = [
      // @ts-expect-error a target is down or it is not
      { targetDown: { threshold: 1 } },
      // @ts-expect-error it always fires
      { watchdog: { window: "5m" } },
      // @ts-expect-error it has thresholds by severity
      { prometheusRestarted: { threshold: 1 } },
    ];
    expect(unread).toHaveLength(3);
  });
});
