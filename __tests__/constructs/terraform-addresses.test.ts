import { MonitoringStack, type MonitoringStackProps } from "../../constructs/monitoring-stack";
import { newApp, synthesizeStack } from "./synthesize";

const addresses = (props: MonitoringStackProps = {}) =>
  Object.entries(synthesizeStack(new MonitoringStack(newApp(), "monitoring", props)).resource)
    .flatMap(([type, resources]) => Object.keys(resources).map((id) => `${type}.${id}`))
    .sort();

const byDefault = addresses();

/** A changed address has Terraform replace what stands there: these are a contract. */
describe("the addresses of the default deployment", () => {
  it("are these", () => {
    expect(byDefault).toMatchInlineSnapshot(`
     [
       "docker_container.monitoring_cadvisor_0F033208",
       "docker_container.monitoring_grafana_37F5F7A4",
       "docker_container.monitoring_node-exporter_443F7BB8",
       "docker_container.monitoring_prometheus_E6B71C96",
       "docker_container.monitoring_prometheus_config_76474E75",
       "docker_image.monitoring_cadvisor_image_13B69605",
       "docker_image.monitoring_grafana_image_EF185EFA",
       "docker_image.monitoring_node-exporter_image_EF65B67D",
       "docker_image.monitoring_prometheus_config_image_0C08F209",
       "docker_image.monitoring_prometheus_image_170E70A8",
       "docker_network.monitoring_host_FABABEE8",
       "docker_volume.monitoring_prometheus_config_volume_62E887A6",
       "grafana_dashboard.monitoring_dashboard-api-monitoring_B0FA24E4",
       "grafana_dashboard.monitoring_dashboard-container-monitoring_971560D3",
       "grafana_dashboard.monitoring_dashboard-host-monitoring_64A92EF3",
       "grafana_data_source.monitoring_datasource_4C5AA9FD",
       "grafana_folder.monitoring_folder_3975DB0C",
       "grafana_rule_group.monitoring_alerts-api_409DBB37",
       "grafana_rule_group.monitoring_alerts-containers_EAE5FC73",
       "grafana_rule_group.monitoring_alerts-host_DD92E1CA",
       "grafana_rule_group.monitoring_alerts-monitoring_C5F752C1",
       "grafana_rule_group.monitoring_alerts-nodejs_E8EFA95D",
     ]
    `);
  });

  it("are these more and less where alerts come from Prometheus", () => {
    const changed = addresses({ alerting: "prometheus" });
    expect({
      more: changed.filter((address) => !byDefault.includes(address)),
      less: byDefault.filter((address) => !changed.includes(address)),
    }).toMatchInlineSnapshot(`
     {
       "less": [
         "grafana_rule_group.monitoring_alerts-api_409DBB37",
         "grafana_rule_group.monitoring_alerts-containers_EAE5FC73",
         "grafana_rule_group.monitoring_alerts-host_DD92E1CA",
         "grafana_rule_group.monitoring_alerts-monitoring_C5F752C1",
         "grafana_rule_group.monitoring_alerts-nodejs_E8EFA95D",
       ],
       "more": [
         "docker_container.monitoring_alertmanager_BD497958",
         "docker_container.monitoring_alertmanager_config_39B38E44",
         "docker_image.monitoring_alertmanager_config_image_47B76ABD",
         "docker_image.monitoring_alertmanager_image_8B0BA054",
         "docker_volume.monitoring_alertmanager_config_volume_AA617BED",
       ],
     }
    `);
  });

  it("do not depend on any setting of a part", () => {
    const changed = addresses({
      host: { name: "one", subnet: "10.1.0.0/16" },
      prometheus: { port: 9091, retentionTime: "30d" },
      grafana: { adminPassword: "s3cret" },
      dashboardTitle: "Shop",
    });
    expect(changed).toEqual(byDefault);
  });
});
