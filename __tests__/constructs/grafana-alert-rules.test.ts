import type { TerraformStack } from "cdktf";
import { grafanaRuleGroup } from "../../alerts";
import { GrafanaAlertRules, type GrafanaAlertRulesProps } from "../../constructs/grafana-alert-rules";
import { GrafanaNotifications } from "../../constructs/grafana-notifications";
import { grafanaWithFolder, shopAlert, shopAlerts, shopRecording, shopSource } from "./samples";
import { onlyResource, refusals, synthesize, type Resource } from "./synthesize";

type Options = Partial<Pick<GrafanaAlertRulesProps, "group" | "datasourceUid" | "metrics">> & {
  readonly receiver?: string;
};

const build =
  ({ receiver, ...options }: Options = {}) =>
  (stack: TerraformStack): GrafanaAlertRules => {
    const { grafana, folder } = grafanaWithFolder(stack);
    const notifications =
      receiver === undefined
        ? undefined
        : new GrafanaNotifications(stack, "notifications", { grafana, receiver: { webhook: { url: receiver } } });
    return new GrafanaAlertRules(stack, "alerts", {
      grafana,
      folder,
      group: shopAlerts(),
      datasourceUid: "prometheus",
      metrics: shopSource,
      notifications,
      ...options,
    });
  };

const ruleGroup = (options: Options = {}) => onlyResource(synthesize(build(options)), "grafana_rule_group");

const rules = (options: Options = {}) => ruleGroup(options)["rule"] as Resource[];

describe("GrafanaAlertRules", () => {
  it("is the group in its folder, every minute of its interval in seconds", () => {
    expect(ruleGroup()).toMatchObject({
      name: "shop",
      folder_uid: "${grafana_folder.folder.uid}",
      interval_seconds: 60,
    });
  });

  it("is the group's rendering, rule by rule", () => {
    const { rule: rendered } = grafanaRuleGroup(shopAlerts(), { datasourceUid: "prometheus" });
    const [rule, ...more] = rules();
    const [expected] = rendered;
    expect(more).toEqual([]);
    expect(rule).toMatchObject({
      uid: expected?.uid,
      name: "NoOrders",
      for: "5m0s",
      condition: "B",
      no_data_state: "OK",
      exec_err_state: "Error",
      missing_series_evals_to_resolve: 1,
      labels: expected?.labels,
      annotations: expected?.annotations,
      data: expected?.data.map(({ refId, datasourceUid, model, relativeTimeRange }) => ({
        ref_id: refId,
        datasource_uid: datasourceUid,
        model: model.replaceAll("${", "$${"),
        relative_time_range: relativeTimeRange,
      })),
    });
  });

  it("asks the datasource that it is told", () => {
    const [rule] = rules({ datasourceUid: "second" });
    expect(rule?.["data"]).toMatchObject([{ datasource_uid: "second" }, { datasource_uid: "__expr__" }]);
  });

  it("keeps firing as long as it is told", () => {
    const group = shopAlerts({ alerts: [shopAlert({ keepFiringFor: "10m" })] });
    expect(rules({ group })).toMatchObject([{ keep_firing_for: "10m0s" }]);
  });

  it("arrives as it was written where Terraform would read a template", () => {
    const group = shopAlerts({ alerts: [shopAlert({ summary: "100%{of} ${orders}" })] });
    expect(rules({ group })).toMatchObject([{ annotations: { summary: "100%%{of} $${orders}" } }]);
  });

  it("leaves recordings to Prometheus", () => {
    const group = shopAlerts({ recordings: [shopRecording] });
    expect(rules({ group }).map(({ name }) => name)).toEqual(["NoOrders"]);
  });

  it("is made once Grafana is healthy, through the provider that leads there", () => {
    expect(ruleGroup()).toMatchObject({ depends_on: ["docker_container.grafana"], provider: "grafana" });
  });
});

describe("who is notified", () => {
  const receiver = "https://hooks.example.com/a";
  const shown = shopAlert({ name: "FewOrders", severity: "info" });

  it("is nobody at first", () => {
    expect(rules()[0]).not.toHaveProperty("notification_settings");
  });

  it("is the contact point, which is there before the rules", () => {
    expect(rules({ receiver })).toMatchObject([
      {
        notification_settings: {
          contact_point: "monitoring",
          group_by: expect.arrayContaining(["alertname", "grafana_folder"]) as string[],
        },
      },
    ]);
    expect(ruleGroup({ receiver })["depends_on"]).toEqual([
      "docker_container.grafana",
      "grafana_contact_point.notifications",
    ]);
  });

  it("is nobody of an alert that is only shown", () => {
    const group = shopAlerts({ alerts: [shopAlert(), shown] });
    expect(rules({ receiver, group }).map((rule) => "notification_settings" in rule)).toEqual([true, false]);
  });
});

describe("GrafanaAlertRules refuses", () => {
  const alert = (more: Parameters<typeof shopAlert>[0]) => build({ group: shopAlerts({ alerts: [shopAlert(more)] }) });

  it("an alert on a metric that nothing exposes", () => {
    expect(refusals(alert({ expression: "rate(order_total[5m]) > 0" }))).toEqual([
      expect.stringMatching(/^\[stack\/alerts\] group "shop": alert "NoOrders": .*order_total/),
    ]);
  });

  it("an alert whose window is shorter than four scrapes", () => {
    expect(refusals(alert({ expression: "rate(orders_total[59s]) == 0" }))).toEqual([
      expect.stringMatching(
        /^\[stack\/alerts\] group "shop": alert "NoOrders": .*fewer than 4 scrapes.* at "59s" \(character 19\)$/,
      ),
    ]);
  });

  it("an alert with Grafana's variables, which mean nothing in a rule", () => {
    expect(refusals(alert({ expression: "rate(orders_total[$__rate_interval]) == 0" }))).toEqual([
      expect.stringMatching(/^\[stack\/alerts\] group "shop": alert "NoOrders": .*\$__rate_interval/),
    ]);
  });

  it("an alert that is no instant vector", () => {
    expect(refusals(alert({ expression: "vector(1)[5m:]" }))).toEqual([expect.stringContaining("instant vector")]);
  });

  it("no alert that says why it is not checked", () => {
    expect(refusals(alert({ expression: "anything > 0", unchecked: "another Prometheus has it" }))).toEqual([]);
  });

  it("an interval that Grafana would refuse, and a wait that it does not fill", () => {
    const group = shopAlerts({ interval: "15s", alerts: [shopAlert({ for: "50s" })] });
    expect(refusals(build({ group }))).toEqual([
      '[stack/alerts] alert group "shop": interval must be a multiple of 10s, as Grafana demands: received "15s"',
      expect.stringMatching(
        /^\[stack\/alerts\] alert group "shop": alert "NoOrders" \(critical\): for must be a multiple/,
      ),
    ]);
  });

  it("the same alert twice", () => {
    expect(refusals(build({ group: shopAlerts({ alerts: [shopAlert(), shopAlert()] }) }))).toEqual([
      '[stack/alerts] alert group "shop": alert "NoOrders" (critical): is there more than once: change its name or its severity',
    ]);
  });
});
