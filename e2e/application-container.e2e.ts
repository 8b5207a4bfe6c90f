import { join } from "node:path";
import { Checkout, ROOT } from "./support/checkout";
import { succeed } from "./support/command";
import { inspect, removeVolumes } from "./support/engine";
import { PrometheusApi } from "./support/prometheus-api";
import { waitUntil } from "./support/wait-until";

const MAIN = `
import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import { App, TerraformVariable } from "cdktf";
import { MetricsExposer, MonitoringStack } from "./constructs";

const app = new App();
const stack = new MonitoringStack(app, "monitoring", { application: false, nodeExporter: false, cadvisor: false });
const token = new TerraformVariable(stack, "api_token", { type: "string", sensitive: true });
const { monitoring } = stack;
monitoring.addApplication(
  new MetricsExposer(stack, "api", {
    host: monitoring.host,
    catalogue: apiMetrics,
    container: { image: "cdktf-monitoring-example-api:0.1.0", port: 8000, publishedPort: 8000 },
    credentials: { bearerToken: token.stringValue },
  }),
);
app.synth();
`;

const TOKEN = 'a "token" with ${braces}: and # signs';

describe("an application as a container of the stack", () => {
  const prometheus = new PrometheusApi("http://127.0.0.1:9090");
  let checkout: Checkout;
  let env: Record<string, string>;

  beforeAll(async () => {
    const example = { cwd: join(ROOT, "examples", "api") };
    await succeed("npm", ["run", "build"], example);
    await succeed("docker", ["build", "-t", "cdktf-monitoring-example-api:0.1.0", "."], example);
    checkout = await Checkout.copy();
    checkout.write("main.ts", MAIN);
    env = { TF_VAR_api_token: TOKEN };
    await succeed("npm", ["run", "up"], { cwd: checkout.folder, env });
  });

  afterAll(async () => {
    await succeed("npm", ["run", "down"], { cwd: checkout.folder, env });
    await removeVolumes("prometheus-data", "grafana-data");
    checkout.remove();
  });

  it("runs with a read-only root and without capabilities", async () => {
    expect(await inspect("api")).toMatchObject({ status: "running" });
  });

  it("asks for the token that the stack was given", async () => {
    const url = "http://127.0.0.1:8000/monitoring/metrics/";
    expect((await fetch(url)).status).toBe(401);
    expect((await fetch(url, { headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(200);
  });

  it("is scraped with that token", async () => {
    await waitUntil("the application's target", 30, async () => (await prometheus.targetHealth())["api"] === "up");
    expect(await prometheus.value('up{job="api",host="docker-host",instance="docker-host:8000"}')).toBe(1);
  });

  it("leaves nothing for a second plan to change", async () => {
    await succeed("npm", ["run", "diff", "--", "--check"], { cwd: checkout.folder, env });
  });
});
