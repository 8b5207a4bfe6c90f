import { DockerProvider } from "@cdktf/provider-docker/lib/provider";
import type { TerraformStack } from "cdktf";
import { Cadvisor } from "../../constructs/cadvisor";
import { MonitoringHost } from "../../constructs/monitoring-host";
import { refusals, synthesize, unknownValue } from "./synthesize";

const networkOf = (props: ConstructorParameters<typeof MonitoringHost>[2]) =>
  synthesize((stack) => new MonitoringHost(stack, "host", props)).resource["docker_network"]?.["host"];

describe("MonitoringHost", () => {
  it("makes a network whose first address is the gateway", () => {
    expect(networkOf({})).toMatchObject({
      name: "monitoring",
      driver: "bridge",
      ipam_config: [{ subnet: "172.16.90.0/24", gateway: "172.16.90.1" }],
    });
  });

  it("takes another subnet", () => {
    expect(networkOf({ subnet: "10.1.0.0/16" })).toMatchObject({
      ipam_config: [{ subnet: "10.1.0.0/16", gateway: "10.1.0.1" }],
    });
  });

  it("puts the prefix before the network's name", () => {
    expect(networkOf({ namePrefix: "shop-", subnet: "10.1.0.0/16" })).toMatchObject({ name: "shop-monitoring" });
  });

  it("makes a docker provider where the stack has none", () => {
    const { provider } = synthesize((stack) => new MonitoringHost(stack, "host"));
    expect(provider["docker"]).toHaveLength(1);
  });

  it("uses the stack's docker provider", () => {
    const { provider } = synthesize((stack) => {
      new DockerProvider(stack, "remote", { host: "ssh://ops@one" });
      new MonitoringHost(stack, "host");
    });
    expect(provider["docker"]).toEqual([{ host: "ssh://ops@one" }]);
  });

  it("uses the provider that it is given", () => {
    const { resource } = synthesize((stack) => {
      const provider = new DockerProvider(stack, "remote", { alias: "one", host: "ssh://ops@one" });
      new MonitoringHost(stack, "host", { provider });
    });
    expect(resource["docker_network"]?.["host"]).toMatchObject({ provider: "docker.one" });
  });

  it("accepts every release of the docker provider that the bindings are valid for", () => {
    const { terraform } = synthesize((stack) => new MonitoringHost(stack, "host"));
    expect(terraform.required_providers["docker"]?.version).toBe(">= 3.6.2, < 5.0.0");
  });

  it("pulls default images from the registry that it is told", () => {
    const images = { plain: "", other: "" };
    synthesize((stack) => {
      const host = new MonitoringHost(stack, "host", { registry: "mirror.example.com:5000" });
      images.plain = host.image("prom/prometheus:v3.14.0");
      images.other = host.image("ghcr.io/google/cadvisor:v0.60.5");
    });
    expect(images).toEqual({
      plain: "mirror.example.com:5000/prom/prometheus:v3.14.0",
      other: "mirror.example.com:5000/google/cadvisor:v0.60.5",
    });
  });

  it("names everything that is wrong at once", () => {
    const problems = refusals(
      (stack) => new MonitoringHost(stack, "host", { name: "not a host", subnet: "172.16.90.1/24", namePrefix: "-" }),
    );
    expect(problems).toEqual([
      '[stack/host] name must be a host name of letters, digits, "." and "-": received "not a host"',
      '[stack/host] subnet must be an IPv4 network of /8 to /28 such as 172.16.90.0/24: received "172.16.90.1/24", which is an address within 172.16.90.0/24: write that',
      '[stack/host] namePrefix must begin with a letter or digit, then letters, digits, "_", "." and "-": received "-"',
    ]);
  });

  it("refuses what only Terraform knows where names, labels and addresses are made from it", () => {
    const problems = refusals((stack) => {
      const later = unknownValue(stack, "later");
      new MonitoringHost(stack, "host", { name: later, subnet: later, namePrefix: later });
    });
    expect(problems).toEqual(
      ["name", "subnet", "namePrefix"].map(
        (option) =>
          `[stack/host] ${option} must be a literal, since synth reads it: received a value that only Terraform knows`,
      ),
    );
  });

  it("refuses a registry once, and not again for each image that would come from it", () => {
    const build = (stack: TerraformStack) => {
      const host = new MonitoringHost(stack, "host", { registry: "my mirror/" });
      new Cadvisor(stack, "cadvisor", { host });
    };
    expect(refusals(build)).toEqual([
      '[stack/host] registry must be a host, its port and a path where it has them, without a scheme and without a slash at the end, such as mirror.example.com:5000: received "my mirror/"',
    ]);
  });

  it("refuses a prefix without a subnet of its own", () => {
    expect(refusals((stack) => new MonitoringHost(stack, "host", { namePrefix: "shop-" }))).toEqual([
      '[stack/host] subnet must be given with namePrefix "shop-": two stacks on one engine cannot share 172.16.90.0/24',
    ]);
  });
});
