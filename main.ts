import { App } from "cdktf";
import { MonitoringStack, type MonitoringStackProps } from "./constructs";

/** What is deployed: every setting that is not here has its default. */
const settings: MonitoringStackProps = {
  backend: { type: "local" },
  host: { name: "docker-host" },
  application: { name: "api", target: "host.docker.internal:8000" },
};

const app = new App();
new MonitoringStack(app, "monitoring", settings);
app.synth();
