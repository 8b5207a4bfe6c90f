import { DockerProvider } from "@cdktf/provider-docker/lib/provider";
import { App, LocalBackend, TerraformStack, TerraformVariable } from "cdktf";
import { MetricsExposer, Monitoring } from "cdktf-monitoring";
import type { Construct } from "constructs";
import { shopDashboard } from "./shop-dashboard";
import { shopMetrics } from "./shop-metrics";

/** A stack of one's own: beside whatever else runs on the engine, with names, a network and ports of its own. */
class ShopStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new LocalBackend(this, { path: "shop.tfstate" });
    const provider = new DockerProvider(this, "docker");
    const adminPassword = new TerraformVariable(this, "grafana_admin_password", { type: "string", sensitive: true });

    const monitoring = new Monitoring(this, "monitoring", {
      host: { name: "shop-1", provider, namePrefix: "shop-", subnet: "172.16.92.0/24" },
      prometheus: { port: 9190, retentionTime: "30d" },
      grafana: { port: 3100, adminPassword: adminPassword.stringValue },
      nodeExporter: { port: 9200 },
      cadvisor: { port: false },
      notifications: { webhook: { url: "https://hooks.example.com/monitoring" } },
    });

    const { host } = monitoring;
    monitoring.addApplication(new MetricsExposer(this, "shop", { host, target: "shop:8000", catalogue: shopMetrics }));
    monitoring.addExporter("redis-exporter", {
      image: "oliver006/redis_exporter:v1.80.0",
      port: 9121,
      environment: { REDIS_ADDR: "redis://redis:6379" },
    });
    monitoring.addDashboard(shopDashboard);
  }
}

const app = new App();
new ShopStack(app, "shop");
app.synth();
