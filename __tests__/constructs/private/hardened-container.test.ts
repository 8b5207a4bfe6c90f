import { DockerProvider } from "@cdktf/provider-docker/lib/provider";
import { TerraformStack } from "cdktf";
import { Alertmanager } from "../../../constructs/alertmanager";
import { Exporter } from "../../../constructs/exporter";
import { Grafana } from "../../../constructs/grafana";
import { MonitoringHost } from "../../../constructs/monitoring-host";
import { NodeExporter } from "../../../constructs/node-exporter";
import { containerNamed, newApp, synthesize, synthesizeStack, unknownValue } from "../synthesize";

const NETWORK = "docker_network.host.id";

const lifecycleOf = (name: string, build: (stack: TerraformStack, host: MonitoringHost) => void): unknown =>
  containerNamed(
    synthesize((stack) => build(stack, new MonitoringHost(stack, "host"))),
    name,
  )["lifecycle"];

describe("a container on the monitoring network", () => {
  it("is replaced with the network, which a container that stays would keep from being removed", () => {
    const lifecycle = lifecycleOf(
      "redis",
      (stack, host) => new Exporter(stack, "redis", { image: "oliver006/redis_exporter:v1.80.0", port: 9121, host }),
    );
    // The id, which no change in place touches, as text: Terraform's JSON takes no interpolation here.
    expect(lifecycle).toEqual({ replace_triggered_by: [NETWORK] });
  });

  it("is still replaced with what its part names beside", () => {
    expect(lifecycleOf("alertmanager", (stack, host) => new Alertmanager(stack, "alertmanager", { host }))).toEqual({
      replace_triggered_by: [expect.stringMatching(/^docker_container\.alertmanager_config_\w+$/), NETWORK],
    });
  });

  it("keeps the conditions of its part", () => {
    const build = (stack: TerraformStack, host: MonitoringHost) =>
      new Grafana(stack, "grafana", { adminPassword: unknownValue(stack, "p"), listenAddress: "0.0.0.0", host });
    expect(lifecycleOf("grafana", build)).toEqual({
      precondition: [expect.anything(), expect.anything()],
      replace_triggered_by: [NETWORK],
    });
  });

  it("does not follow the network of another stack, which Terraform could not", () => {
    const app = newApp();
    const host = new MonitoringHost(new TerraformStack(app, "one"), "host");
    const stack = new TerraformStack(app, "two");
    new DockerProvider(stack, "docker");
    new Exporter(stack, "redis", { image: "oliver006/redis_exporter:v1.80.0", port: 9121, host });
    expect(containerNamed(synthesizeStack(stack), "redis")).not.toHaveProperty("lifecycle");
  });
});

describe("a container in the host's own network", () => {
  it("stays when the monitoring network is replaced, since it is not attached to it", () => {
    expect(lifecycleOf("node-exporter", (stack, host) => new NodeExporter(stack, "node", { host }))).toBeUndefined();
  });
});
