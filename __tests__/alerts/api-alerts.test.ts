import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import { AlertGroupError, apiAlerts, type ApiAlertSettings, validateAlertGroup } from "../../alerts";
import { checkPromql } from "../../promql/check";
import { mergeMetrics, metricsOf, SCRAPE_METRICS } from "../../promql/known-metrics";

/** The only rule of a name. */
function ruleOf(name: string, settings?: ApiAlertSettings) {
  const [rule, ...others] = apiAlerts(settings).alerts.filter((alert) => alert.name === name);
  if (rule === undefined || others.length > 0) throw new Error(`expected one rule ${name}`);
  return rule;
}

function problemsOf(settings: unknown): readonly string[] {
  try {
    apiAlerts(settings as ApiAlertSettings);
  } catch (error) {
    if (error instanceof AlertGroupError) return error.problems;
    throw error;
  }
  return [];
}

const METRICS = mergeMetrics(metricsOf(apiMetrics), SCRAPE_METRICS);

describe("the alerts of an application, as they are shipped,", () => {
  const group = apiAlerts();

  it("are HighErrorRate, HighLatency and AnomalyDetected, then those on traffic, pools and caches", () => {
    expect(group.alerts.map(({ name, severity, for: pending }) => [name, severity, pending])).toEqual([
      ["HighErrorRate", "critical", "5m"],
      ["HighLatency", "warning", "5m"],
      ["AnomalyDetected", "info", "0s"],
      ["NoTraffic", "warning", "10m"],
      ["ConnectionPoolSaturated", "warning", "5m"],
      ["CacheHitRatioCollapsed", "warning", "15m"],
    ]);
  });

  it("have nothing recorded until CreditUsageSurge is switched on", () => {
    expect(group).not.toHaveProperty("recordings");
    const { alerts, recordings } = apiAlerts({ creditUsageSurge: {} });
    expect(alerts.slice(0, -1)).toEqual(group.alerts);
    expect(alerts.at(-1)).toMatchObject({ name: "CreditUsageSurge", severity: "warning", for: "10m" });
    expect(recordings?.map(({ record, labels }) => [record, labels])).toEqual([
      ["job_operation:credit_usage:increase1h", { group: "api" }],
    ]);
  });

  it("form a group named api that is evaluated every 30 s", () => {
    expect(group).toMatchObject({ name: "api", interval: "30s" });
  });

  it("pass the check of groups", () => {
    expect(validateAlertGroup(group)).toEqual([]);
  });

  it("ask for metrics and labels that the catalogue has, over four scrapes or more", () => {
    const options = { expect: "instant-vector", scrapeInterval: "15s", variables: "none" } as const;
    expect(group.alerts.flatMap(({ expression }) => checkPromql(expression, METRICS, options))).toEqual([]);
  });

  it("say what to do without data and on an error", () => {
    for (const rule of group.alerts) expect(rule).toMatchObject({ noDataState: "OK", execErrState: "Error" });
  });

  it("fire above 5 % of errors, at 0.1 requests a second or more", () => {
    expect(ruleOf("HighErrorRate").expression).toBe(
      [
        'sum by (job, endpoint) (rate(api_requests_total{status=~"5.."}[5m])) / sum by (job, endpoint) (rate(api_requests_total[5m])) > 0.05',
        "and",
        "sum by (job, endpoint) (rate(api_requests_total[5m])) >= 0.1",
      ].join("\n"),
    );
  });

  it("fire above a 95th percentile of 1 s, at 0.1 measured requests a second or more", () => {
    expect(ruleOf("HighLatency").expression).toBe(
      [
        "histogram_quantile(0.95, sum by (job, endpoint, le) (rate(api_request_latency_seconds_bucket[5m]))) > 1",
        "and",
        "sum by (job, endpoint) (rate(api_request_latency_seconds_count[5m])) >= 0.1",
      ].join("\n"),
    );
  });

  it("fire on any anomaly, by job, endpoint and reason", () => {
    expect(ruleOf("AnomalyDetected").expression).toMatch(/^sum by \(job, endpoint, reason\) .* > 0$/);
  });

  it("leave to the severity whether they are sent, and add no label", () => {
    for (const rule of group.alerts) {
      expect(rule.notify).toBeUndefined();
      expect(rule.labels).toBeUndefined();
      expect(rule.keepFiringFor).toBeUndefined();
    }
  });
});

describe("a setting of the group", () => {
  it("names it", () => {
    expect(apiAlerts({ name: "payments" }).name).toBe("payments");
  });

  it("changes how often it is evaluated", () => {
    expect(apiAlerts({ interval: "1m" }).interval).toBe("1m");
  });

  it("changes the window of every alert, in the expression and in the description", () => {
    const withWindow = ["HighErrorRate", "HighLatency", "AnomalyDetected", "NoTraffic"];
    for (const rule of apiAlerts({ window: "10m" }).alerts.filter(({ name }) => withWindow.includes(name))) {
      expect(rule.expression).toContain("[10m]");
      expect(rule.expression).not.toContain("5m");
      expect(rule.description).toContain("10m");
    }
  });

  it("narrows every alert to some series", () => {
    expect(ruleOf("HighErrorRate", { where: { job: '="payments"' } }).expression).toContain(
      'api_requests_total{job="payments",status=~"5.."}',
    );
    expect(ruleOf("HighLatency", { where: { job: '="payments"' } }).expression).toContain(
      'api_request_latency_seconds_bucket{job="payments"}',
    );
    expect(ruleOf("AnomalyDetected", { where: { job: '="payments"' } }).expression).toContain(
      'anomaly_detection_triggered_total{job="payments"}',
    );
  });

  it("labels every alert, and an alert's own label of that name holds", () => {
    const settings = { labels: { team: "core", tier: "1" }, highLatency: { labels: { team: "edge" } } };
    expect(ruleOf("HighErrorRate", settings).labels).toEqual({ team: "core", tier: "1" });
    expect(ruleOf("HighLatency", settings).labels).toEqual({ team: "edge", tier: "1" });
  });

  it("leads the links to where the runbooks are published, with or without a last slash", () => {
    for (const runbookBaseUrl of ["https://runbooks.example.org", "https://runbooks.example.org/"]) {
      expect(ruleOf("HighErrorRate", { runbookBaseUrl }).runbookUrl).toBe(
        "https://runbooks.example.org/high-error-rate.md",
      );
    }
  });
});

describe("a setting of an alert", () => {
  it.each([
    "highErrorRate",
    "highLatency",
    "anomalyDetected",
    "noTraffic",
    "connectionPoolSaturated",
    "cacheHitRatioCollapsed",
  ] as const)("switches %s off", (alert) => {
    const names = apiAlerts({ [alert]: false }).alerts.map(({ name }) => name.toLowerCase());
    expect(names).toHaveLength(5);
    expect(names).not.toContain(alert.toLowerCase());
  });

  it("changes what there has to have been: traffic, a hit ratio, credits", () => {
    expect(ruleOf("NoTraffic", { noTraffic: { minimumRequestRate: 2 } }).expression).toMatch(/>= 2\n[^]*< 2$/);
    const cache = { minimumHitRatio: 0.4, window: "2d", threshold: 0.7 };
    expect(ruleOf("CacheHitRatioCollapsed", { cacheHitRatioCollapsed: cache }).expression).toMatch(
      /< 0\.7 \* [^]*\[2d\][^]*>= 0\.4$/,
    );
    expect(ruleOf("CacheHitRatioCollapsed", { cacheHitRatioCollapsed: { minimumHitRatio: 0 } }).expression).toMatch(
      /offset 1h\)\)$/,
    );
    expect(ruleOf("CreditUsageSurge", { creditUsageSurge: { minimumCredits: 7, threshold: 3 } }).expression).toMatch(
      /> 3 \* [^]*>= 7$/,
    );
    expect(ruleOf("CreditUsageSurge", { creditUsageSurge: { minimumCredits: 0 } }).expression).toMatch(/offset 1d\)$/);
  });

  it("has the graver severity of a collapsing cache at the lower threshold", () => {
    const rules = apiAlerts({ cacheHitRatioCollapsed: { thresholds: { warning: 0.5, critical: 0.1 } } }).alerts;
    expect(rules.filter(({ name }) => name === "CacheHitRatioCollapsed").map(({ severity }) => severity)).toEqual([
      "critical",
      "warning",
    ]);
  });

  it("changes the threshold, in the expression and in the description", () => {
    const errors = ruleOf("HighErrorRate", { highErrorRate: { threshold: 0.07 } });
    expect(errors.expression).toContain("> 0.07");
    expect(errors.description).toContain("The limit is 7%.");
    const latency = ruleOf("HighLatency", { highLatency: { threshold: 2.5 } });
    expect(latency.expression).toContain("> 2.5");
    expect(latency.description).toContain("The limit is 2.5s.");
    const anomalies = ruleOf("AnomalyDetected", { anomalyDetected: { threshold: 10 } });
    expect(anomalies.expression).toMatch(/ > 10$/);
  });

  it("changes for, keepFiringFor, severity and notify", () => {
    const highErrorRate = { for: "10m", keepFiringFor: "15m", severity: "warning", notify: false } as const;
    expect(ruleOf("HighErrorRate", { highErrorRate })).toMatchObject(highErrorRate);
  });

  it("changes the window of that alert alone", () => {
    const settings = { window: "10m", highLatency: { window: "30m" } };
    expect(ruleOf("HighLatency", settings).expression).toContain("[30m]");
    expect(ruleOf("HighErrorRate", settings).expression).toContain("[10m]");
  });

  it("changes the least request rate, and 0 takes the condition away", () => {
    expect(ruleOf("HighErrorRate", { highErrorRate: { minimumRequestRate: 2 } }).expression).toMatch(/>= 2$/);
    expect(ruleOf("HighErrorRate", { highErrorRate: { minimumRequestRate: 0 } }).expression).toMatch(/ > 0\.05$/);
    expect(ruleOf("HighLatency", { highLatency: { minimumRequestRate: 2 } }).expression).toMatch(/>= 2$/);
    expect(ruleOf("HighLatency", { highLatency: { minimumRequestRate: 0 } }).expression).toMatch(/ > 1$/);
  });

  it("changes the quantile, in the expression and in the description", () => {
    const rule = ruleOf("HighLatency", { highLatency: { quantile: 0.999 } });
    expect(rule.expression).toContain("histogram_quantile(0.999,");
    expect(rule.description).toContain("to answer 99.9% of the requests");
  });
});

describe("thresholds keyed by severity", () => {
  const settings: ApiAlertSettings = {
    highErrorRate: {
      thresholds: { warning: 0.05, critical: 0.2 },
      for: "10m",
      labels: { team: "core" },
      window: "15m",
    },
  };

  it("make one rule each, the gravest first", () => {
    const rules = apiAlerts(settings).alerts.filter(({ name }) => name === "HighErrorRate");
    expect(rules.map(({ severity, expression }) => [severity, / > ([\d.]+)/.exec(expression)?.[1]])).toEqual([
      ["critical", "0.2"],
      ["warning", "0.05"],
    ]);
  });

  it("share every other setting", () => {
    const [critical, warning] = apiAlerts(settings).alerts;
    expect({ ...critical, severity: "", expression: "", description: "" }).toEqual({
      ...warning,
      severity: "",
      expression: "",
      description: "",
    });
    expect(warning).toMatchObject({ for: "10m", labels: { team: "core" } });
    expect(warning?.expression.replace("0.05", "0.2")).toBe(critical?.expression);
  });
});

describe("settings that cannot work", () => {
  it("are refused all at once, each with its option, the value and what is allowed", () => {
    expect(
      problemsOf({
        interval: "15s",
        window: "0s",
        runbookBaseUrl: "see the wiki",
        where: { job: "api" },
        labels: { severity: "page", "a-b": "c" },
        highErrorRate: { threshold: 5, for: "soon", minimumRequestRate: -1 },
        highLatency: { threshold: 10, quantile: 95, keepFiringFor: "1.5m", severity: "fatal", window: "5 minutes" },
        anomalyDetected: { threshold: -1, labels: { notify: "all" } },
      }),
    ).toEqual([
      'alert group "api": interval must be a multiple of 10s, as Grafana demands: received "15s"',
      'alert group "api": window must be above zero, a duration as Prometheus writes it, such as 90s, 5m or 1h30m: received "0s"',
      'alert group "api": where.job must be an operator and a quoted text, such as ="a" or =~"a|b": received "api"',
      'alert group "api": labels must not contain "severity", which is written already: set the rule\'s severity',
      'alert group "api": labels: names must match [a-zA-Z_][a-zA-Z0-9_]* and not begin with "__": received "a-b"',
      'alert group "api": runbookBaseUrl must be an address without spaces: received "see the wiki"',
      'alert group "api": highErrorRate.minimumRequestRate must be 0 or more requests a second: received -1',
      'alert group "api": highLatency.quantile must lie between 0 and 1: received 95',
      'alert group "api": highErrorRate.threshold must be a share from 0 to below 1, as 0.05 is 5%: received 5',
      'alert group "api": highErrorRate.for must be a duration as Prometheus writes it, such as 90s, 5m or 1h30m: received "soon"',
      'alert group "api": highLatency.threshold must be above 0 and below 10, the largest finite bucket of api_request_latency_seconds, which no quantile exceeds: received 10',
      'alert group "api": highLatency.severity must be one of "critical", "warning", "info": received "fatal"',
      'alert group "api": highLatency.keepFiringFor must be a duration as Prometheus writes it, such as 90s, 5m or 1h30m: received "1.5m"',
      'alert group "api": highLatency.window must be above zero, a duration as Prometheus writes it, such as 90s, 5m or 1h30m: received "5 minutes"',
      'alert group "api": anomalyDetected.threshold must be 0 or more anomalies: received -1',
      'alert group "api": anomalyDetected.labels must not contain "notify", which is written already: set the rule\'s notify',
    ]);
  });

  it.each([NaN, Infinity, "0.05", null])("include the threshold %p, which is not a finite number", (threshold) => {
    expect(problemsOf({ highErrorRate: { threshold } })).toEqual([
      expect.stringMatching(/^alert group "api": highErrorRate\.threshold must be a finite number: received /),
    ]);
  });

  it("include a share of 1, which no share is above", () => {
    expect(problemsOf({ highErrorRate: { threshold: 1 } })).toHaveLength(1);
    expect(problemsOf({ highErrorRate: { threshold: 0.999 } })).toEqual([]);
  });

  it("include for where it is no multiple of the group's interval, the alert's own for too", () => {
    expect(problemsOf({ interval: "2m" })).toEqual([
      'alert group "api": highErrorRate.for must be a multiple of the group\'s interval, "2m": received "5m"',
      'alert group "api": highLatency.for must be a multiple of the group\'s interval, "2m": received "5m"',
      'alert group "api": connectionPoolSaturated.for must be a multiple of the group\'s interval, "2m": received "5m"',
      'alert group "api": cacheHitRatioCollapsed.for must be a multiple of the group\'s interval, "2m": received "15m"',
    ]);
  });

  it("include an interval that is no duration, without a second message for every for", () => {
    expect(problemsOf({ interval: "often" })).toEqual([
      'alert group "api": interval must be above zero, a duration as Prometheus writes it, such as 90s, 5m or 1h30m: received "often"',
    ]);
  });

  it("include thresholds that do not grow with the severity", () => {
    expect(problemsOf({ highLatency: { thresholds: { critical: 1, warning: 2.5 } } })).toEqual([
      'alert group "api": highLatency.thresholds.critical must be above highLatency.thresholds.warning, 2.5: received 1',
    ]);
  });

  it("include each of several thresholds that is none", () => {
    expect(problemsOf({ highLatency: { thresholds: { critical: 20, warning: NaN, page: 1 } } })).toEqual([
      'alert group "api": a key of highLatency.thresholds must be one of "critical", "warning", "info": received "page"',
      expect.stringContaining("highLatency.thresholds.critical must be above 0 and below 10"),
      'alert group "api": highLatency.thresholds.warning must be a finite number: received NaN',
    ]);
  });

  it("include no threshold at all, and both ways to give one", () => {
    expect(problemsOf({ highErrorRate: { thresholds: {} } })).toEqual([
      'alert group "api": highErrorRate.thresholds must have a threshold: received {}: write false for no alert',
    ]);
    expect(problemsOf({ highErrorRate: { thresholds: { warning: 0.1 }, threshold: 0.2 } })).toEqual([
      'alert group "api": highErrorRate must have either thresholds, or threshold and severity: remove one of the two',
    ]);
  });

  it("include what there has to have been where that is no such number", () => {
    expect(
      problemsOf({
        noTraffic: { minimumRequestRate: 0 },
        cacheHitRatioCollapsed: { minimumHitRatio: 20, threshold: 1 },
        creditUsageSurge: { minimumCredits: -1, threshold: 0.5 },
        connectionPoolSaturated: { threshold: 90 },
      }),
    ).toEqual([
      'alert group "api": noTraffic.minimumRequestRate must be above 0 requests a second: received 0',
      'alert group "api": cacheHitRatioCollapsed.minimumHitRatio must be a share from 0 to below 1: received 20',
      'alert group "api": creditUsageSurge.minimumCredits must be 0 or more credits: received -1',
      'alert group "api": connectionPoolSaturated.threshold must be a share from 0 to below 1, as 0.05 is 5%: received 90',
      'alert group "api": cacheHitRatioCollapsed.threshold must be a share between 0 and 1, as 0.5 is half of the past ratio: received 1',
      'alert group "api": creditUsageSurge.threshold must be 1 or more times the past: received 0.5',
    ]);
  });

  it("include every alert switched off", () => {
    expect(
      problemsOf({
        name: "shop",
        highErrorRate: false,
        highLatency: false,
        anomalyDetected: false,
        noTraffic: false,
        connectionPoolSaturated: false,
        cacheHitRatioCollapsed: false,
      }),
    ).toEqual(['alert group "shop": every alert is false: leave the group out']);
  });
});

describe("a setting that no rule reads", () => {
  it("does not compile", () => {
    const unread: ApiAlertSettings[] = [
      // @ts-expect-error no alert has this name
      { highErrorRates: {} },
      // @ts-expect-error anomalies are counted, whatever the traffic
      { anomalyDetected: { minimumRequestRate: 1 } },
      // @ts-expect-error a share has no quantile
      { highErrorRate: { quantile: 0.95 } },
      // @ts-expect-error each threshold brings its severity
      { highErrorRate: { thresholds: { warning: 0.05 }, severity: "critical" } },
      // @ts-expect-error there is no such severity
      { highErrorRate: { thresholds: { page: 0.05 } } },
      // @ts-expect-error what is in use now has no window
      { connectionPoolSaturated: { window: "5m" } },
      // @ts-expect-error no traffic is no traffic, without a threshold
      { noTraffic: { threshold: 1 } },
    ];
    expect(unread).toHaveLength(7);
  });
});
