import type { TerraformStack } from "cdktf";
import { MonitoringHost, type MonitoringHostProps } from "../../constructs/monitoring-host";
import { NodeExporter, type NodeExporterOptions } from "../../constructs/node-exporter";
import { built, containerNamed, filesOf, refusals, resourcesOf, synthesize, unknownValue } from "./synthesize";

const build =
  (options: NodeExporterOptions = {}, hostProps: MonitoringHostProps = {}) =>
  (stack: TerraformStack) =>
    new NodeExporter(stack, "node-exporter", { ...options, host: new MonitoringHost(stack, "host", hostProps) });

const container = (options: NodeExporterOptions = {}, hostProps: MonitoringHostProps = {}) =>
  containerNamed(synthesize(build(options, hostProps)), "node-exporter");

const listens = (options: NodeExporterOptions = {}, hostProps: MonitoringHostProps = {}) =>
  (container(options, hostProps)["command"] as string[])
    .filter((flag) => flag.startsWith("--web.listen-address="))
    .map((flag) => flag.replace("--web.listen-address=", ""));

const passwordHash = `$2y$10$${"a".repeat(53)}`;

const webConfig = { username: "prometheus", passwordHash, password: "s3cret" };

describe("Node Exporter's container", () => {
  it("runs 1.12.1, unless it is told otherwise", () => {
    const imageOf = (options?: NodeExporterOptions) =>
      resourcesOf(synthesize(build(options)), "docker_image").map(({ name }) => name);
    expect(imageOf()).toEqual(["prom/node-exporter:v1.12.1"]);
    expect(imageOf({ image: "prom/node-exporter:v1.11.0" })).toEqual(["prom/node-exporter:v1.11.0"]);
  });

  it("has 128 MiB, unless it is told otherwise", () => {
    expect(container()).toMatchObject({ memory: 128, memory_swap: 128 });
    expect(container({ memory: 64 })).toMatchObject({ memory: 64, memory_swap: 64 });
  });

  it("is in the host's network, so that it reports the host's interfaces and not its own", () => {
    const given = container();
    expect(given["network_mode"]).toBe("host");
    expect(given).not.toHaveProperty("networks_advanced");
    expect(given).not.toHaveProperty("ports");
    expect(given).not.toHaveProperty("host");
  });

  it("listens on loopback and on the monitoring network's gateway, and nowhere else", () => {
    expect(listens()).toEqual(["127.0.0.1:9100", "172.16.90.1:9100"]);
    expect(listens({ port: 9200 }, { subnet: "10.1.0.0/16" })).toEqual(["127.0.0.1:9200", "10.1.0.1:9200"]);
  });

  it("starts once the network, and with it the gateway's address, is there", () => {
    expect(container()["depends_on"]).toEqual(["docker_network.host"]);
  });

  it("reads the host's files without being able to write them", () => {
    const given = container();
    expect(given["volumes"]).toEqual([{ host_path: "/", container_path: "/host", read_only: true }]);
    expect(given).not.toHaveProperty("mounts");
    expect(given["command"]).toEqual(
      expect.arrayContaining([
        "--path.procfs=/host/proc",
        "--path.sysfs=/host/sys",
        "--path.rootfs=/host",
        "--path.udev.data=/host/run/udev/data",
      ]),
    );
  });

  it("has no capability", () => {
    expect(container()["capabilities"]).toEqual({ drop: ["ALL"] });
  });

  it("sees what the host mounts later where it is told so, still read-only", () => {
    const given = container({ mountPropagation: "rslave" });
    expect(given["mounts"]).toEqual([
      { type: "bind", source: "/", target: "/host", read_only: true, bind_options: { propagation: "rslave" } },
    ]);
    expect(given["volumes"]).toEqual([]);
  });

  it("is healthy when it answers, be it by asking for a password", () => {
    expect(container({ port: 9200 })).toMatchObject({
      wait: true,
      healthcheck: {
        test: [
          "CMD-SHELL",
          "wget -q -O /dev/null http://127.0.0.1:9200/ 2>&1 || wget -O /dev/null http://127.0.0.1:9200/ 2>&1 | grep -q 401",
        ],
      },
    });
  });

  it("says in its labels where it is reached, though no port is published", () => {
    expect(container()["labels"]).toContainEqual({ label: "cdktf-monitoring.url", value: "http://127.0.0.1:9100" });
  });
});

describe("Node Exporter as a target", () => {
  it("is the job node at the gateway, and told apart by its host's name", () => {
    expect(built(build()).scrapeConfig()).toEqual({
      job: "node",
      addresses: [{ address: "172.16.90.1:9100", instance: "docker-host:9100", host: "docker-host" }],
    });
  });

  it("follows the port, the subnet and the host's name", () => {
    const target = built(build({ port: 9200 }, { subnet: "10.1.0.0/16", name: "one" }));
    expect(target.scrapeConfig().addresses).toEqual([{ address: "10.1.0.1:9200", instance: "one:9200", host: "one" }]);
  });

  it("is known to expose Node Exporter's metrics", () => {
    expect([...built(build()).knownMetrics().keys()]).toContain("node_load1");
  });
});

describe("Node Exporter's authentication", () => {
  it("is off at first, without a file", () => {
    const synthesized = synthesize(build());
    expect(resourcesOf(synthesized, "docker_volume")).toEqual([]);
    expect(container()["command"]).not.toContain("--web.config.file=/etc/node-exporter/web.yml");
  });

  it("is read from a file that the container cannot write", () => {
    const given = container({ webConfig });
    expect(given["command"]).toContain("--web.config.file=/etc/node-exporter/web.yml");
    expect(given["volumes"]).toContainEqual({
      volume_name: expect.stringMatching(/^\$\{docker_volume\..*\.name\}$/) as string,
      container_path: "/etc/node-exporter",
      read_only: true,
    });
  });

  it("compares with the hash, and never learns the password", () => {
    const synthesized = synthesize(build({ webConfig }));
    expect(filesOf(synthesized, "node-exporter-config")).toEqual({
      "/configuration/web.yml": `{"basic_auth_users":{"prometheus":"${passwordHash}"}}`,
    });
    expect(JSON.stringify(synthesized)).not.toContain("s3cret");
  });

  it("has its file before the container starts", () => {
    expect(container({ webConfig })["depends_on"]).toEqual([
      "docker_network.host",
      expect.stringMatching(/^docker_container\.node-exporter_config_/),
    ]);
  });

  it("is what Prometheus shows", () => {
    expect(built(build({ webConfig })).scrapeConfig().credentials).toEqual({
      username: "prometheus",
      password: "s3cret",
    });
  });

  it("may be known to Terraform only", () => {
    const synthesized = synthesize((stack) =>
      build({ webConfig: { ...webConfig, passwordHash: unknownValue(stack, "hash") } })(stack),
    );
    expect(filesOf(synthesized, "node-exporter-config")).toEqual({
      "/configuration/web.yml": '{"basic_auth_users":{"prometheus":"${var.hash}"}}',
    });
  });
});

describe("Node Exporter refuses", () => {
  it("a hash that it could not compare with, without telling what was given instead", () => {
    expect(refusals(build({ webConfig: { ...webConfig, passwordHash: "s3cret" } }))).toEqual([
      "[stack/node-exporter] webConfig.passwordHash must be a bcrypt hash, as htpasswd -nBC 10 prints it: received something else",
    ]);
  });

  it("a name or a password that is empty, as a secret is that was not found", () => {
    expect(refusals(build({ webConfig: { ...webConfig, username: "", password: "" } }))).toEqual([
      "[stack/node-exporter] webConfig.username must not be empty: leave webConfig out where no password is asked for",
      "[stack/node-exporter] webConfig.password must not be empty: leave webConfig out where no password is asked for",
    ]);
  });

  it("everything that is wrong at once", () => {
    expect(refusals(build({ image: "", memory: 0, port: 99_999 }))).toEqual([
      '[stack/node-exporter] image must end in a tag or a digest, such as prom/prometheus:v3.14.0: received ""',
      "[stack/node-exporter] memory must be a whole number of MiB, 6 or more: received 0",
      "[stack/node-exporter] port must be a whole number from 1 to 65535: received 99999",
    ]);
  });

  it("a second stack on its port, which is the host's own", () => {
    expect(refusals(build({}, { namePrefix: "shop-", subnet: "10.1.0.0/16" }))).toEqual([
      '[stack/node-exporter] port must be given with namePrefix "shop-": two stacks on one engine cannot share one',
    ]);
  });
});
