import type { TerraformStack } from "cdktf";
import { Grafana } from "../../../constructs/grafana";
import { GrafanaAlertRules } from "../../../constructs/grafana-alert-rules";
import { GrafanaDashboard } from "../../../constructs/grafana-dashboard";
import { GrafanaDatasource } from "../../../constructs/grafana-datasource";
import { GrafanaFolder } from "../../../constructs/grafana-folder";
import { GrafanaNotifications } from "../../../constructs/grafana-notifications";
import { MonitoringHost } from "../../../constructs/monitoring-host";
import { shopAlerts, shopDashboard, shopSource } from "../samples";
import { refusals } from "../synthesize";

const prometheus = { networkUrl: "http://prometheus:9090", scrapeInterval: "15s" };
const receiver = { webhook: { url: "https://hooks.example.com" } };

/** One piece of each kind of content, with the ids that Grafana tells them apart by. */
function addContent(stack: TerraformStack, grafana: Grafana, id: string, name: string) {
  const folder = new GrafanaFolder(stack, `${id}-folder`, { grafana, title: "Shop", uid: name });
  new GrafanaDatasource(stack, `${id}-datasource`, { grafana, prometheus, uid: name });
  new GrafanaNotifications(stack, `${id}-notifications`, { grafana, receiver, name });
  const dashboard = shopDashboard(undefined, { uid: name });
  const model = { ...dashboard.model, uid: name };
  new GrafanaDashboard(stack, `${id}-dashboard`, { grafana, dashboard: { ...dashboard, model } });
  const alerts = { grafana, folder, group: shopAlerts(), datasourceUid: name, metrics: shopSource };
  new GrafanaAlertRules(stack, `${id}-alerts`, alerts);
}

const grafanaOf = (stack: TerraformStack, id: string, port: number) =>
  new Grafana(stack, id, {
    host: new MonitoringHost(stack, `${id}-host`, { namePrefix: `${id}-`, subnet: `172.16.${port % 100}.0/24` }),
    port,
  });

describe("content of one Grafana", () => {
  it("is refused where two pieces would be one to Grafana, by the later of them", () => {
    const problems = refusals((stack) => {
      const grafana = grafanaOf(stack, "one", 3001);
      addContent(stack, grafana, "a", "shop");
      addContent(stack, grafana, "b", "shop");
    });
    const taken = (identity: string, part: string) =>
      `[stack/b-${part}] ${identity} is that of "stack/a-${part}" in the same Grafana too: give one of them another`;
    expect(problems.sort()).toEqual([
      taken('rule group "shop" of the folder "shop"', "alerts"),
      taken('dashboard uid "shop"', "dashboard"),
      taken('datasource uid "shop"', "datasource"),
      taken('folder uid "shop"', "folder"),
      taken('contact point "shop"', "notifications"),
    ]);
  });

  it("is taken where each has an id of its own, or another Grafana", () => {
    const problems = refusals((stack) => {
      const grafana = grafanaOf(stack, "one", 3001);
      addContent(stack, grafana, "a", "shop");
      addContent(stack, grafana, "b", "store");
      addContent(stack, grafanaOf(stack, "two", 3002), "c", "shop");
    });
    expect(problems).toEqual([]);
  });
});
