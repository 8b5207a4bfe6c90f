import type { RuleGroupConfig } from "@cdktf/provider-grafana/lib/rule-group";
import { type AlertGroup, type AlertRule, apiAlerts, grafanaRuleGroup } from "../../alerts";

const RULE: AlertRule = {
  name: "TargetDown",
  expression: "up == 0",
  for: "5m",
  severity: "critical",
  summary: "A target is down",
  description: "{{ $labels.instance }} has been {{ $value }} for {{ $labels.job }}; $value outside stays.",
  runbookUrl: "https://runbooks.example.org/target-down",
};

const group = (...rules: readonly Partial<AlertRule>[]): AlertGroup => ({
  name: "targets",
  interval: "1m",
  alerts: rules.map((rule) => ({ ...RULE, ...rule })),
});

/** The only rule that comes of a rule. */
function rendered(rule: Partial<AlertRule>, contactPoint?: string) {
  const [only] = grafanaRuleGroup(group(rule), { datasourceUid: "prometheus", contactPoint }).rule;
  if (only === undefined) throw new Error("expected a rule");
  return only;
}

describe("Grafana's rule group", () => {
  it("is the configuration of grafana_rule_group, but for the folder", () => {
    const config: RuleGroupConfig = {
      folderUid: "alerts",
      ...grafanaRuleGroup(group({}), { datasourceUid: "prometheus", contactPoint: "operators" }),
    };
    expect(config).toMatchSnapshot();
  });

  it("is evaluated as often as Prometheus would", () => {
    expect(grafanaRuleGroup({ ...group({}), interval: "1m30s" }, { datasourceUid: "p" }).intervalSeconds).toBe(90);
  });

  it("leaves recordings to Prometheus", () => {
    const recordings = [{ record: "job:up:sum", expression: "sum by (job) (up)" }];
    expect(grafanaRuleGroup({ ...group(), recordings }, { datasourceUid: "prometheus" }).rule).toEqual([]);
  });

  it("asks the datasource that it is given", () => {
    const [rule] = grafanaRuleGroup(group({}), { datasourceUid: "elsewhere" }).rule;
    expect(rule?.data.map(({ datasourceUid }) => datasourceUid)).toEqual(["elsewhere", "__expr__"]);
    expect(rule?.data.map(({ model }) => (JSON.parse(model) as { datasource: unknown }).datasource)).toEqual([
      { type: "prometheus", uid: "elsewhere" },
      { type: "__expr__", uid: "__expr__" },
    ]);
  });
});

describe("a rule in Grafana", () => {
  it("queries exactly what the rule file has, for every shipped alert", () => {
    const api = apiAlerts();
    const expressions = grafanaRuleGroup(api, { datasourceUid: "prometheus" }).rule.map(
      ({ data }) => (JSON.parse(data[0]?.model ?? "{}") as { expr: unknown }).expr,
    );
    expect(expressions).toEqual(api.alerts.map(({ expression }) => expression));
  });

  it("has models whose keys are sorted and of which none is null, as the server returns them", () => {
    for (const { model } of rendered({}).data) {
      const parsed = JSON.parse(model) as Record<string, unknown>;
      expect(Object.keys(parsed)).toEqual(Object.keys(parsed).sort());
      expect(parsed).toMatchObject({ intervalMs: 1000, maxDataPoints: 43200 });
      expect(model).not.toContain("null");
    }
  });

  it("is healthy without data and in error when the query fails, unless it says otherwise", () => {
    expect(rendered({})).toMatchObject({ noDataState: "OK", execErrState: "Error" });
    expect(rendered({ noDataState: "Alerting", execErrState: "KeepLast" })).toMatchObject({
      noDataState: "Alerting",
      execErrState: "KeepLast",
    });
  });

  it("has durations as the provider reads them back", () => {
    expect(rendered({ for: "0s" }).for).toBe("0s");
    expect(rendered({ for: "1d" }).for).toBe("24h0m0s");
    expect(rendered({ for: "5m" }).for).toBe("5m0s");
  });

  it("resolves as soon as its series is missing", () => {
    expect(rendered({})).not.toHaveProperty("keepFiringFor");
    expect(rendered({}).missingSeriesEvalsToResolve).toBe(1);
  });

  it("outlives a missing series by as many evaluations as it is to keep firing", () => {
    expect(rendered({ keepFiringFor: "10m" })).toMatchObject({
      keepFiringFor: "10m0s",
      missingSeriesEvalsToResolve: 11,
    });
    expect(rendered({ keepFiringFor: "90s" }).missingSeriesEvalsToResolve).toBe(3);
  });

  it("has a uid of group, name and severity, whatever its place in the group", () => {
    const rules = grafanaRuleGroup(group({ name: "Other" }, {}, { severity: "info" }), { datasourceUid: "p" }).rule;
    expect(rules.map(({ uid }) => uid)).toEqual([
      "targets-other-critical",
      "targets-targetdown-critical",
      "targets-targetdown-info",
    ]);
  });

  it("keeps a long uid within the 40 characters that Grafana takes", () => {
    const { uid } = rendered({ name: "PrometheusRemoteStorageFarBehind" });
    expect(uid).toMatch(/^targets-prometheusremotestorage[a-z-]*-[0-9a-f]{8}$/);
    expect(uid.length).toBeLessThanOrEqual(40);
  });

  it("has the alert's name as its title, which is the label alertname", () => {
    const rules = grafanaRuleGroup(group({}, { severity: "warning" }), { datasourceUid: "prometheus" }).rule;
    expect(rules.map(({ name }) => name)).toEqual(["TargetDown", "TargetDown"]);
  });

  it("reads the value of the query where the template says $value", () => {
    const { annotations, labels } = rendered({ labels: { level: '{{ $value | printf "%.0f" }}' } });
    expect(annotations["description"]).toBe(
      "{{ $labels.instance }} has been {{ $values.A.Value }} for {{ $labels.job }}; $value outside stays.",
    );
    expect(labels["level"]).toBe('{{ $values.A.Value | printf "%.0f" }}');
  });

  it("has severity and its own labels", () => {
    expect(rendered({ labels: { team: "core" } }).labels).toEqual({ severity: "critical", team: "core" });
  });
});

describe("whether Grafana sends an alert", () => {
  it("is left to its notification policies without a contact point", () => {
    expect(rendered({})).not.toHaveProperty("notificationSettings");
  });

  it("names the contact point, and groups by what the server would add first", () => {
    expect(rendered({}, "operators").notificationSettings).toEqual({
      contactPoint: "operators",
      groupBy: ["grafana_folder", "alertname", "job", "severity"],
    });
  });

  it("is no for severity info, and says so in a label", () => {
    const rule = rendered({ severity: "info" }, "operators");
    expect(rule).not.toHaveProperty("notificationSettings");
    expect(rule.labels).toEqual({ severity: "info", notify: "none" });
  });

  it("is the rule's own decision where it makes one", () => {
    expect(rendered({ severity: "info", notify: true }, "operators")).toHaveProperty("notificationSettings");
    expect(rendered({ notify: false }, "operators")).not.toHaveProperty("notificationSettings");
    expect(rendered({ notify: false }).labels).toHaveProperty("notify", "none");
  });
});
