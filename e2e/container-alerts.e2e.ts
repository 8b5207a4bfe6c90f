import { Checkout, ROOT } from "./support/checkout";
import { run, succeed } from "./support/command";
import { removeVolumes } from "./support/engine";
import { PrometheusApi } from "./support/prometheus-api";
import { waitUntil } from "./support/wait-until";

/**
 * The same alerts as by default, with windows short enough to be waited for, and a share of the disk that a test can
 * write.
 */
const MAIN = `
import { App } from "cdktf";
import { MonitoringStack } from "./constructs";

const app = new App();
new MonitoringStack(app, "monitoring", {
  alerting: "prometheus",
  application: false,
  prometheus: { scrapeInterval: "2s", evaluationInterval: "2s" },
  cadvisor: { kernelLog: true },
  alerts: {
    host: { interval: "10s", outOfMemoryKill: { window: "1m" } },
    containers: {
      interval: "10s",
      expectedContainers: ["e2e-expected"],
      missing: { for: "10s" },
      restarting: { window: "1m" },
      memoryNearLimit: { for: "10s" },
      killedForMemory: { window: "1m" },
      cpuThrottled: { for: "10s", window: "1m" },
      filesystemFilling: { for: "10s", threshold: 0.0001 },
    },
  },
});
app.synth();
`;

const FILL_MEMORY = "dd if=/dev/zero of=/dev/shm/full bs=1M count=46; sleep 3600";

/** Containers that behave as nobody wants, and some that nobody has to hear of, by the arguments of `docker run`. */
const CONTAINERS: Readonly<Record<string, { readonly options: readonly string[]; readonly script: string }>> = {
  "e2e-expected": { options: [], script: "sleep 3600" },
  "e2e-idle": { options: ["--memory", "50m"], script: "sleep 3600" },
  // A run of ten seconds and more has the engine start the next one at once.
  "e2e-crashing": { options: ["--restart", "always"], script: "sleep 11; exit 1" },
  "e2e-full": { options: ["--memory", "50m", "--memory-swap", "50m"], script: FILL_MEMORY },
  "e2e-unlimited": { options: [], script: FILL_MEMORY },
  "e2e-killed": {
    options: ["--memory", "50m", "--memory-swap", "50m"],
    script: "while :; do sleep 5; tail /dev/zero; done",
  },
  "e2e-busy": { options: ["--cpus", "0.2"], script: "while :; do :; done" },
  "e2e-writing": { options: [], script: "dd if=/dev/zero of=/tmp/written bs=1M count=300; sleep 3600" },
};

const prometheus = new PrometheusApi("http://127.0.0.1:9090");

const docker = (...parameters: readonly string[]) => succeed("docker", parameters, { cwd: ROOT });

/** The names of the test's own containers for which an alert fires. */
async function firing(alertname: string): Promise<string[]> {
  const alerts = await prometheus.query(`ALERTS{alertname="${alertname}",alertstate="firing"}`);
  const names = alerts.map(({ metric }) => metric["name"] ?? "");
  return names.filter((name) => name.startsWith("e2e-")).sort();
}

/** cAdvisor looks at a container again after ten seconds to a minute, and at its layer once a minute. */
const SECONDS = 180;

const expectFiring = (alertname: string, name: string) =>
  waitUntil(`${alertname} of ${name}`, SECONDS, async () => (await firing(alertname)).includes(name));

describe("the alerts on containers", () => {
  let checkout: Checkout;

  beforeAll(async () => {
    checkout = await Checkout.copy();
    checkout.write("main.ts", MAIN);
    await checkout.succeed("npm", "run", "up");
    for (const [name, { options, script }] of Object.entries(CONTAINERS)) {
      await docker("run", "--detach", "--name", name, ...options, "busybox:1.37.0", "sh", "-c", script);
    }
    await waitUntil("cAdvisor to see the containers", 60, async () => {
      const seen = await prometheus.query('container_start_time_seconds{name=~"e2e-.*"}');
      return new Set(seen.map(({ metric }) => metric["name"])).size === Object.keys(CONTAINERS).length;
    });
  });

  afterAll(async () => {
    await run("docker", ["rm", "--force", ...Object.keys(CONTAINERS)], { cwd: ROOT });
    await checkout.run("npm", "run", "down");
    await removeVolumes("prometheus-data", "grafana-data", "alertmanager-data");
    checkout.remove();
  });

  it("fire when an expected container is stopped, and resolve when it is back", async () => {
    expect(await firing("ContainerMissing")).toEqual([]);
    await docker("stop", "--time", "1", "e2e-expected");
    await expectFiring("ContainerMissing", "e2e-expected");
    await docker("start", "e2e-expected");
    await waitUntil("the alert to resolve", 60, async () => (await firing("ContainerMissing")).length === 0);
  });

  it("fire for a container that crashes again and again", async () => {
    await expectFiring("ContainerRestarting", "e2e-crashing");
    expect(await firing("ContainerRestarting")).toEqual(["e2e-crashing"]);
  });

  it("fire for a container near its memory limit, and not for one without a limit", async () => {
    await expectFiring("ContainerMemoryNearLimit", "e2e-full");
    expect(await firing("ContainerMemoryNearLimit")).toEqual(["e2e-full"]);
  });

  it("fire for the host on which the kernel killed a process for memory, and for its container", async () => {
    await waitUntil("HostOutOfMemoryKill", SECONDS, async () => {
      const alerts = await prometheus.query('ALERTS{alertname="HostOutOfMemoryKill",alertstate="firing"}');
      return alerts.some(({ metric }) => metric["host"] === "docker-host");
    });
    await expectFiring("ContainerKilledForMemory", "e2e-killed");
    expect(await firing("ContainerKilledForMemory")).toEqual(["e2e-killed"]);
  });

  it("fire for a container that waits for its CPU quota", async () => {
    await expectFiring("ContainerCpuThrottled", "e2e-busy");
    expect(await firing("ContainerCpuThrottled")).toEqual(["e2e-busy"]);
  });

  it("fire for a container that fills its layer", async () => {
    await expectFiring("ContainerFilesystemFilling", "e2e-writing");
    expect(await firing("ContainerFilesystemFilling")).toEqual(["e2e-writing"]);
  });

  it("say nothing of any container while cAdvisor is down", async () => {
    await docker("stop", "cadvisor");
    await docker("stop", "--time", "1", "e2e-expected");
    await waitUntil("cAdvisor's target to be down", 30, async () => {
      return (await prometheus.targetHealth())["cadvisor"] === "down";
    });
    // Three evaluations and the time that the alert waits for.
    const evaluated = 'prometheus_rule_group_last_evaluation_timestamp_seconds{rule_group=~".*;containers"}';
    const start = (await prometheus.value(evaluated)) ?? Number.NaN;
    await waitUntil("three evaluations", 90, async () => ((await prometheus.value(evaluated)) ?? 0) >= start + 30);
    expect(await firing("ContainerMissing")).toEqual([]);
    await docker("start", "cadvisor");
    await expectFiring("ContainerMissing", "e2e-expected");
  });
});
