import type { TerraformStack } from "cdktf";
import { Cadvisor, type CadvisorOptions } from "../../constructs/cadvisor";
import { MonitoringHost, type MonitoringHostProps } from "../../constructs/monitoring-host";
import { built, containerNamed, refusals, resourcesOf, synthesize } from "./synthesize";

const build =
  (options: CadvisorOptions = {}, hostProps: MonitoringHostProps = {}) =>
  (stack: TerraformStack) =>
    new Cadvisor(stack, "cadvisor", { ...options, host: new MonitoringHost(stack, "host", hostProps) });

const container = (options: CadvisorOptions = {}) => containerNamed(synthesize(build(options)), "cadvisor");

const flag = (name: string, options: CadvisorOptions = {}) =>
  (container(options)["command"] as string[])
    .filter((argument) => argument.startsWith(`--${name}=`))
    .map((argument) => argument.slice(name.length + 3));

describe("cAdvisor's container", () => {
  it("runs 0.60.5, unless it is told otherwise", () => {
    const imageOf = (options?: CadvisorOptions) =>
      resourcesOf(synthesize(build(options)), "docker_image").map(({ name }) => name);
    expect(imageOf()).toEqual(["ghcr.io/google/cadvisor:v0.60.5"]);
    expect(imageOf({ image: "gcr.io/cadvisor/cadvisor:v0.52.1" })).toEqual(["gcr.io/cadvisor/cadvisor:v0.52.1"]);
  });

  it("has 256 MiB, unless it is told otherwise", () => {
    expect(container()).toMatchObject({ memory: 256, memory_swap: 256 });
    expect(container({ memory: 512 })).toMatchObject({ memory: 512, memory_swap: 512 });
  });

  it("is reached on loopback at 8080, unless it is told otherwise", () => {
    expect(container()).toMatchObject({ ports: [{ internal: 8080, external: 8080, ip: "127.0.0.1" }] });
    expect(container({ port: 8081 })).toMatchObject({ ports: [{ internal: 8080, external: 8081, ip: "127.0.0.1" }] });
    expect(container({ port: false })).not.toHaveProperty("ports");
  });

  it("has neither privileges nor capabilities nor devices", () => {
    const given = container();
    expect(given).not.toHaveProperty("privileged");
    expect(given).not.toHaveProperty("devices");
    expect(given["capabilities"]).toEqual({ drop: ["ALL"] });
  });

  it("reads the host's files without being able to write them", () => {
    expect(container()["volumes"]).toEqual([
      { host_path: "/", container_path: "/rootfs", read_only: true },
      { host_path: "/var/run", container_path: "/var/run", read_only: true },
      { host_path: "/sys", container_path: "/sys", read_only: true },
      { host_path: "/var/lib/docker", container_path: "/var/lib/docker", read_only: true },
    ]);
  });

  it("finds the engine's data where it is told", () => {
    expect(container({ dockerRoot: "/data/docker" })["volumes"]).toContainEqual({
      host_path: "/data/docker",
      container_path: "/data/docker",
      read_only: true,
    });
  });

  it("reads the kernel's log only where it is told so", () => {
    expect(container({ kernelLog: true })).toMatchObject({
      devices: [{ host_path: "/dev/kmsg", container_path: "/dev/kmsg", permissions: "r" }],
      capabilities: { drop: ["ALL"], add: ["CAP_SYSLOG"] },
    });
  });

  it("is waited for until it answers", () => {
    expect(container()).toMatchObject({
      wait: true,
      healthcheck: { test: ["CMD-SHELL", "wget -q -O /dev/null http://127.0.0.1:8080/healthz || exit 1"] },
    });
  });
});

describe("cAdvisor reports", () => {
  it("containers alone, every 10 s", () => {
    expect(flag("docker_only")).toEqual(["true"]);
    expect(flag("housekeeping_interval")).toEqual(["10s"]);
  });

  it("none of the expensive metric groups, unless it is told which to leave out", () => {
    expect(flag("disable_metrics")).toEqual([
      "advtcp,cpu_topology,cpuset,hugetlb,memory_numa,percpu,process,referenced_memory,resctrl,sched,tcp,udp",
    ]);
    expect(flag("disable_metrics", { disabledMetrics: ["percpu", "udp"] })).toEqual(["percpu,udp"]);
  });

  it("no label of a container but the restarts, unless it is told which", () => {
    expect(flag("store_container_labels")).toEqual(["false"]);
    expect(flag("whitelisted_container_labels")).toEqual(["restartcount"]);
    expect(flag("whitelisted_container_labels", { containerLabels: ["com.example.team", "tier"] })).toEqual([
      "com.example.team,tier",
    ]);
  });
});

describe("cAdvisor as a target", () => {
  const labelsOf = (name: string, options: CadvisorOptions = {}) =>
    built(build(options)).knownMetrics().get(name)?.labels ?? [];

  it("is scraped under its name, and told apart by its host's name", () => {
    expect(built(build()).scrapeConfig()).toEqual({
      job: "cadvisor",
      addresses: [{ address: "cadvisor:8080", instance: "docker-host:8080", host: "docker-host" }],
    });
  });

  it("is known to put the restarts on every container's series", () => {
    expect(labelsOf("container_memory_usage_bytes")).toEqual(
      expect.arrayContaining(["name", "container_label_restartcount"]),
    );
  });

  it("is known to put the labels on that it is told, as Prometheus writes their names", () => {
    const labels = labelsOf("container_memory_usage_bytes", { containerLabels: ["com.example.team"] });
    expect(labels).toContain("container_label_com_example_team");
    expect(labels).not.toContain("container_label_restartcount");
  });

  it("is known to put no container's label on the machine's series", () => {
    expect(labelsOf("machine_cpu_cores")).not.toContain("container_label_restartcount");
  });
});

describe("cAdvisor refuses", () => {
  it("everything that is wrong at once", () => {
    const options = { image: "cadvisor", memory: 2, port: -1, listenAddress: "0", dockerRoot: "data/docker" };
    expect(refusals(build(options))).toEqual([
      '[stack/cadvisor] image must end in a tag or a digest, such as prom/prometheus:v3.14.0: received "cadvisor"',
      "[stack/cadvisor] memory must be a whole number of MiB, 6 or more: received 2",
      "[stack/cadvisor] port must be a whole number from 1 to 65535: received -1",
      '[stack/cadvisor] listenAddress must be an IPv4 address such as 127.0.0.1: received "0"',
      '[stack/cadvisor] dockerRoot must be an absolute path: received "data/docker"',
    ]);
  });

  it("a second stack on its port", () => {
    expect(refusals(build({}, { namePrefix: "shop-", subnet: "10.1.0.0/16" }))).toEqual([
      '[stack/cadvisor] port must be given with namePrefix "shop-": two stacks on one engine cannot share one',
    ]);
  });
});
