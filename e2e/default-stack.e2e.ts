import { join } from "node:path";
import { copyFileSync, existsSync, readdirSync } from "node:fs";
import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import { Checkout, ROOT } from "./support/checkout";
import { run, succeed } from "./support/command";
import { containersOf, inspect, networks, removeContainer, removeVolumes, volumes } from "./support/engine";
import { GrafanaApi } from "./support/grafana-api";
import { PrometheusApi } from "./support/prometheus-api";
import { withVariables } from "./support/queries";
import { ExampleService, type TrafficCounts } from "./support/service";
import { waitUntil } from "./support/wait-until";

const prometheus = new PrometheusApi("http://127.0.0.1:9090");
const grafana = new GrafanaApi("http://127.0.0.1:3000");
const here = { cwd: ROOT };

const OTHER_LOGIN = { TF_VAR_grafana_admin_password: "another-password" };

/** Where the dashboards lie that stand for what users export; none where this folder does not exist. */
const PUBLIC_DASHBOARDS = process.env["PUBLIC_DASHBOARDS"];

/** The first checkout keeps its state here, and the second one plans against it. */
const STATE = join(ROOT, "terraform.monitoring.tfstate");

const npm = (...parameters: readonly string[]) => succeed("npm", ["run", ...parameters], here);

const sum = (items: readonly { readonly count: number }[]) => items.reduce((total, { count }) => total + count, 0);

/** The tests go through the life of one deployment, each from where the last one left it. */
describe("the default stack", () => {
  let second: Checkout;

  beforeAll(async () => {
    second = await Checkout.copy();
    second.edit("main.ts", '{ type: "local" }', JSON.stringify({ type: "local", path: STATE }));
  });

  afterAll(async () => {
    // The last test has taken it down, unless one failed.
    const isLeft = (await containersOf("monitoring")).length > 0 || (await networks()).includes("monitoring");
    if (isLeft) await run("npm", ["run", "down"], here);
    await removeVolumes("prometheus-data", "grafana-data", "alertmanager-data");
    second.remove();
  });

  it("comes up with every container healthy", async () => {
    await npm("up");
    expect(await containersOf("monitoring")).toEqual([
      "cadvisor",
      "grafana",
      "node-exporter",
      "prometheus",
      "prometheus-config",
    ]);
    for (const name of ["cadvisor", "grafana", "node-exporter", "prometheus"]) {
      expect(await inspect(name)).toMatchObject({ status: "running", health: "healthy" });
    }
  });

  it("leaves nothing for a second plan to change", async () => {
    expect(await succeed("npx", ["cdktf", "diff"], here)).toContain("No changes.");
  });

  it("scrapes itself and both exporters", async () => {
    await waitUntil("the targets", 30, async () => {
      const { api: _, ...own } = await prometheus.targetHealth();
      return Object.values(own).every((health) => health === "up");
    });
    expect(Object.keys(await prometheus.targetHealth()).sort()).toEqual([
      "api",
      "cadvisor",
      "grafana",
      "node",
      "prometheus",
    ]);
  });

  it("reports the host's own network interfaces, and containers by name", async () => {
    const interfaces = await prometheus.query("node_network_info");
    expect(interfaces.map(({ metric }) => metric["device"])).toContain("docker0");
    await waitUntil("the containers' memory", 60, async () => {
      const named = await prometheus.query('container_memory_usage_bytes{name!=""}');
      const names = named.map(({ metric }) => metric["name"]);
      return ["cadvisor", "grafana", "node-exporter", "prometheus"].every((name) => names.includes(name));
    });
  });

  describe("with an application under traffic", () => {
    let service: ExampleService;
    let counts: TrafficCounts;

    beforeAll(async () => {
      service = await ExampleService.start();
      await waitUntil("the application's target", 60, async () => (await prometheus.targetHealth())["api"] === "up");
      // Longer than a scrape interval: a rate needs two scrapes that saw some of it.
      counts = await service.traffic("--seconds", "20", "--rate", "40");
      const total = sum(counts.requests) + sum(counts.jobs);
      await waitUntil("the last scrape", 60, async () => (await prometheus.value("sum(api_requests_total)")) === total);
    });

    afterAll(() => service.stop());

    it.each(Object.values(apiMetrics))(
      "has series of $name with exactly its labels",
      async ({ name, type, labelNames }) => {
        const [first] = await prometheus.query(type === "histogram" ? `${name}_bucket` : name);
        const { __name__: _, job, host, instance, le, ...own } = first?.metric ?? {};
        expect({ job, host, instance }).toEqual({ job: "api", host: "docker-host", instance: "docker-host:8000" });
        expect(Object.keys(own).sort()).toEqual([...labelNames].sort());
        expect(le !== undefined).toBe(type === "histogram");
      },
    );

    it("counts the requests that were sent", async () => {
      const counted = await prometheus.query("api_requests_total");
      const actual = counted.map(({ metric, value }) =>
        [metric["endpoint"], metric["method"], metric["status"], value].join(" "),
      );
      const sent = [...counts.requests, ...counts.jobs].map(({ endpoint, method, status, count }) =>
        [endpoint, method, status, count].join(" "),
      );
      expect(actual.sort()).toEqual(sent.sort());
    });

    it("counts the errors that were provoked", async () => {
      const errors = counts.requests.filter(({ status }) => status >= 500);
      expect(await prometheus.value('sum(api_requests_total{status=~"5.."})')).toBe(sum(errors));
    });

    it("counts the credits that were used", async () => {
      const counted = await prometheus.query("credit_usage_total > 0");
      const actual = counted.map(({ metric, value }) => [metric["operation"], metric["user"], value].join(" "));
      expect(actual.sort()).toEqual(
        counts.credits.map(({ operation, user, count }) => [operation, user, count].join(" ")).sort(),
      );
    });

    it("counts the distinct users", async () => {
      expect(await prometheus.value('active_users{timeframe="1h"}')).toBe(counts.users.length);
    });

    it("counts the anomalies by endpoint and reason", async () => {
      const counted = await prometheus.query("anomaly_detection_triggered_total > 0");
      const actual = counted.map(({ metric, value }) => [metric["endpoint"], metric["reason"], value].join(" "));
      expect(actual.sort()).toEqual(
        counts.anomalies.map(({ endpoint, reason, count }) => [endpoint, reason, count].join(" ")).sort(),
      );
    });

    it("finds the 95th percentile within one bucket of the injected latency", async () => {
      const { buckets } = apiMetrics.apiRequestLatencySeconds;
      const bucketOf = (seconds: number) => buckets.findIndex((bound) => seconds <= bound);
      expect(counts.latencies.length).toBeGreaterThan(0);
      for (const { endpoint, method, p95 } of counts.latencies) {
        const series = `api_request_latency_seconds_bucket{endpoint="${endpoint}",method="${method}"}`;
        const measured = await prometheus.value(`histogram_quantile(0.95, sum by (le) (${series}))`);
        expect(Math.abs(bucketOf(measured ?? NaN) - bucketOf(p95))).toBeLessThanOrEqual(1);
      }
    });

    it("answers every query of the dashboard, and those of requests, latency, errors, credits and anomalies with data", async () => {
      const silent: string[] = [];
      for (const { title = "", targets = [] } of await grafana.panels("api-monitoring")) {
        for (const { expr = "" } of targets) {
          const samples = await prometheus.query(withVariables(expr));
          if (samples.length === 0) silent.push(title);
        }
      }
      expect(silent.filter((title) => /request|latency|error|credit|anomal/i.test(title))).toEqual([]);
    });

    it("answers every alert's query without error", async () => {
      const rules = await waitUntil("the rules", 60, async () => {
        const found = await grafana.rules();
        return found.length > 0 && found;
      });
      expect(rules.map(({ name }) => name)).toEqual(
        expect.arrayContaining(["AnomalyDetected", "HighErrorRate", "HighLatency"]),
      );
      expect(rules.filter(({ health }) => health !== "ok")).toEqual([]);
    });

    it("exposes nothing that promtool complains of, but prom-client's own", async () => {
      const page = await (await fetch(`${service.url}/monitoring/metrics/`)).text();
      const checked = await promtoolCheck("metrics", page);
      const complaints = checked.split("\n").filter((line) => line !== "" && !/^nodejs_active_\w+_total /.test(line));
      expect(complaints).toEqual([]);
    });
  });

  it("finds no change from a second checkout, and exits with 2 once a setting is edited", async () => {
    expect((await second.run("npm", "run", "diff", "--", "--check")).code).toBe(0);
    second.edit("main.ts", "application: {", 'dashboardTitle: "Payments", application: {');
    expect((await second.run("npm", "run", "diff", "--", "--check")).code).toBe(2);
  });

  it("takes a further target within 30 s, without touching Prometheus' container", async () => {
    const before = await inspect("prometheus");
    second.edit("main.ts", "new MonitoringStack(app", "const { monitoring } = new MonitoringStack(app");
    second.edit("main.ts", "import { MonitoringStack", "import { MetricsExposer, MonitoringStack");
    second.edit(
      "main.ts",
      "app.synth();",
      'monitoring.addApplication(new MetricsExposer(app.node.findChild("monitoring"), "second", { host: monitoring.host, target: "host.docker.internal:8001", catalogue: {} }));\napp.synth();',
    );
    await second.succeed("npm", "run", "up");
    await waitUntil("the further target", 30, async () => "second" in (await prometheus.targetHealth()));
    expect(await inspect("prometheus")).toEqual(before);
  });

  it("renders a configuration and rules that promtool accepts", async () => {
    const check = "promtool check config /etc/prometheus/prometheus.yml";
    const checked = await succeed("docker", ["exec", "prometheus", "/bin/sh", "-c", check], here);
    expect(checked).toContain("SUCCESS");
    expect(checked).not.toMatch(/WARNING|FAILED/);
  });

  it("deploys dashboards that were exported from Grafana, and leaves nothing for a second plan to change", async () => {
    if (PUBLIC_DASHBOARDS === undefined || !existsSync(PUBLIC_DASHBOARDS)) {
      throw new Error("PUBLIC_DASHBOARDS must name a folder of exported dashboards");
    }
    const files = readdirSync(PUBLIC_DASHBOARDS).filter((file) => file.endsWith(".json"));
    for (const file of files) {
      copyFileSync(join(PUBLIC_DASHBOARDS, file), join(second.folder, "dashboards", "imported", file));
    }
    await second.succeed("npm", "run", "up");
    expect(await grafana.dashboards()).toHaveLength(files.length + 3);
    const { code, stdout } = await second.run("npm", "run", "diff", "--", "--check");
    expect([code, stdout]).toEqual([0, expect.stringContaining("no change")]);
  });

  it("brings Grafana back after its container was removed, with everything that was in it", async () => {
    const before = await grafana.dashboards();
    await removeContainer("grafana");
    await second.succeed("npm", "run", "up");
    expect(await grafana.dashboards()).toEqual(before);
  });

  it("moves to another subnet with every container that is attached to the network", async () => {
    second.edit("main.ts", 'host: { name: "docker-host" }', 'host: { name: "docker-host", subnet: "172.16.97.0/24" }');
    await second.succeed("npm", "run", "up");
    const subnet = ["network", "inspect", "monitoring", "--format", "{{(index .IPAM.Config 0).Subnet}}"];
    expect(await succeed("docker", subnet, here)).toBe("172.16.97.0/24\n");
    await waitUntil("the targets", 30, async () => {
      const { cadvisor, grafana, node, prometheus: itself } = await prometheus.targetHealth();
      return [cadvisor, grafana, node, itself].every((health) => health === "up");
    });
  });

  it("changes the password of an existing database", async () => {
    await succeed("npm", ["run", "up"], { cwd: second.folder, env: OTHER_LOGIN });
    await new GrafanaApi(grafana.url, OTHER_LOGIN.TF_VAR_grafana_admin_password).dashboards();
    await expect(grafana.dashboards()).rejects.toThrow("401");
  });

  it("finds its samples and its database again after cdktf destroyed it", async () => {
    await succeed("npx", ["cdktf", "destroy", "--auto-approve"], { cwd: second.folder, env: OTHER_LOGIN });
    expect(await containersOf("monitoring")).toEqual([]);
    await npm("up");
    // In the database that was there, by the password that is told now.
    await grafana.dashboards();
    await waitUntil("samples of the application from before", 30, async () => {
      const samples = await prometheus.value("count(last_over_time(api_requests_total[30m]))");
      return (samples ?? 0) > 0;
    });
  });

  it("goes without leaving a container or a network, and keeps its data", async () => {
    await npm("down");
    expect(await containersOf("monitoring")).toEqual([]);
    expect(await networks()).not.toContain("monitoring");
    expect(await volumes()).toEqual(expect.arrayContaining(["grafana-data", "prometheus-data"]));
  });
});

/** What `promtool check` says of a text, by way of the running Prometheus' own promtool. */
async function promtoolCheck(what: string, input: string): Promise<string> {
  const command = ["exec", "-i", "prometheus", "/bin/promtool", "check", what];
  const { stdout, stderr } = await run("docker", command, { ...here, input });
  return `${stdout}${stderr}`;
}
