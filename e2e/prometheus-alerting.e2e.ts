import { Checkout } from "./support/checkout";
import { succeed } from "./support/command";
import { containersOf, inspect, removeVolumes } from "./support/engine";
import { GrafanaApi } from "./support/grafana-api";
import { PrometheusApi } from "./support/prometheus-api";
import { ExampleService } from "./support/service";
import { waitUntil } from "./support/wait-until";
import { Webhook } from "./support/webhook";

/**
 * The same alerts as by default, with windows short enough to be waited for: an alert is a matter of seconds here, and of
 * minutes there.
 */
const MAIN = `
import { App } from "cdktf";
import { MonitoringStack } from "./constructs";

const app = new App();
new MonitoringStack(app, "monitoring", {
  alerting: "prometheus",
  notifications: { webhook: { url: "http://host.docker.internal:8099/", bearerToken: "secret" } },
  alertmanager: { groupWait: "5s", groupInterval: "20s", externalUrl: "https://ops.example.com/alertmanager/" },
  prometheus: { scrapeInterval: "2s", evaluationInterval: "2s", externalUrl: "https://ops.example.com/prometheus/" },
  alerts: {
    api: { interval: "10s", window: "20s", highErrorRate: { for: "10s" }, highLatency: { for: "10s" } },
    nodejs: false,
    host: false,
    containers: false,
    monitoring: false,
  },
});
app.synth();
`;

/** What errors and slow requests set off. */
const EXPECTED = ["AnomalyDetected", "HighErrorRate", "HighLatency"];

const prometheus = new PrometheusApi("http://127.0.0.1:9090");

describe("alerting by Prometheus", () => {
  let checkout: Checkout;
  let service: ExampleService;
  let webhook: Webhook;

  beforeAll(async () => {
    checkout = await Checkout.copy();
    checkout.write("main.ts", MAIN);
    webhook = await Webhook.listen(8099);
    service = await ExampleService.start();
    await checkout.succeed("npm", "run", "up");
    await waitUntil("the application's target", 30, async () => (await prometheus.targetHealth())["api"] === "up");
  });

  afterAll(async () => {
    await service.stop();
    await webhook.close();
    await checkout.run("npm", "run", "down");
    await removeVolumes("prometheus-data", "grafana-data", "alertmanager-data");
    checkout.remove();
  });

  it("runs an Alertmanager, and leaves Grafana without a rule", async () => {
    expect(await containersOf("monitoring")).toContain("alertmanager");
    expect(await inspect("alertmanager")).toMatchObject({ status: "running", health: "healthy" });
    expect(await new GrafanaApi("http://127.0.0.1:3000").rules()).toEqual([]);
  });

  it("answers at / where users open a path of a proxy", async () => {
    expect(await prometheus.targetHealth()).toMatchObject({ prometheus: "up", alertmanager: "up" });
  });

  it("renders a configuration and rules that promtool accepts", async () => {
    const check = ["exec", "prometheus", "/bin/promtool", "check", "config", "/etc/prometheus/prometheus.yml"];
    const checked = await succeed("docker", check, { cwd: checkout.folder });
    expect(checked).toMatch(/SUCCESS: \d+ rules found/);
    expect(checked).not.toMatch(/WARNING|FAILED/);
  });

  it("fires all three alerts under errors and slow requests", async () => {
    const traffic = service.traffic("--seconds", "35", "--rate", "20", "--errors", "0.4", "--slow", "0.3");
    const fired = new Set<string>();
    await waitUntil("the alerts to fire", 60, async () => {
      for (const name of await prometheus.alerts("firing")) fired.add(name);
      return EXPECTED.every((name) => fired.has(name));
    });
    await traffic;
    expect([...fired].sort()).toEqual(EXPECTED);
  });

  it("resolves all three once the traffic has ended", async () => {
    await waitUntil("the alerts to resolve", 90, async () => {
      const active = [...(await prometheus.alerts("firing")), ...(await prometheus.alerts("pending"))];
      return EXPECTED.every((name) => !active.includes(name));
    });
  });

  it.each(["HighErrorRate", "HighLatency"])(
    "tells the receiver once that %s fires, and once that it is over",
    async (name) => {
      await waitUntil(`the message that ${name} is over`, 120, () =>
        Promise.resolve(webhook.told(name, "resolved") > 0),
      );
      expect(webhook.told(name, "firing")).toBe(1);
      expect(webhook.told(name, "resolved")).toBe(1);
    },
    480_000,
  );

  it("only shows what is not to be sent", () => {
    expect(webhook.told("AnomalyDetected", "firing")).toBe(0);
  });
});
