import { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import { TerraformStack } from "cdktf";
import { Grafana, type IGrafana } from "../../../constructs/grafana";
import { GrafanaAlertRules } from "../../../constructs/grafana-alert-rules";
import { GrafanaDashboard } from "../../../constructs/grafana-dashboard";
import { GrafanaDatasource } from "../../../constructs/grafana-datasource";
import { GrafanaFolder } from "../../../constructs/grafana-folder";
import { GrafanaNotifications } from "../../../constructs/grafana-notifications";
import { MonitoringHost } from "../../../constructs/monitoring-host";
import { shopAlerts, shopDashboard, shopSource } from "../samples";
import { newApp, refusalsOf, synthesizeStack } from "../synthesize";

/** A stack with a Grafana, and one with content that reaches it as told. */
function contentOf(reach: (first: Grafana, stack: TerraformStack) => IGrafana): TerraformStack {
  const app = newApp();
  const first = new TerraformStack(app, "first");
  const stack = new TerraformStack(app, "second");
  const grafana = reach(new Grafana(first, "grafana", { host: new MonitoringHost(first, "host") }), stack);
  const folder = new GrafanaFolder(stack, "folder", { grafana, title: "Shop" });
  const prometheus = { networkUrl: "http://prometheus:9090", scrapeInterval: "15s" };
  const { uid: datasourceUid } = new GrafanaDatasource(stack, "datasource", { grafana, prometheus });
  const receiver = { webhook: { url: "https://hooks.example.com" } };
  const notifications = new GrafanaNotifications(stack, "notifications", { grafana, receiver });
  new GrafanaDashboard(stack, "dashboard", { grafana, folder, dashboard: shopDashboard(), metrics: shopSource });
  const alerts = { grafana, folder, group: shopAlerts(), datasourceUid, metrics: shopSource, notifications };
  new GrafanaAlertRules(stack, "alerts", alerts);
  return stack;
}

const own = (stack: TerraformStack) =>
  new GrafanaProvider(stack, "grafana", { url: "http://127.0.0.1:3000", auth: "admin:admin" });

const refused =
  'grafana must be reached from this stack, "second", and belongs to another: give { provider: new GrafanaProvider(…), dependencies: [] } with a provider of this stack, and deploy that one first';

describe("content in another stack than its Grafana", () => {
  it("is taken with a provider of its own stack", () => {
    const stack = contentOf((_, second) => ({ provider: own(second), dependencies: [] }));
    expect(refusalsOf(stack)).toEqual([]);
    expect(synthesizeStack(stack).resource["grafana_dashboard"]).toHaveProperty("dashboard.provider", "grafana");
  });

  it("is refused with a provider of the other, by each part of it", () => {
    const refusals = refusalsOf(contentOf((first) => first)).filter((refusal) => refusal.includes(refused));
    const parts = ["folder", "datasource", "notifications", "dashboard", "alerts"];
    expect(refusals).toEqual(parts.map((part) => `[second/${part}] ${refused}`));
  });

  it("is refused where it waits for a container of the other, which Terraform cannot", () => {
    const stack = contentOf(({ dependencies }, second) => ({ provider: own(second), dependencies }));
    expect(refusalsOf(stack)).toHaveLength(5);
  });
});
