import { Monitoring } from "../../constructs/monitoring";
import { MonitoringStack, type MonitoringStackProps } from "../../constructs/monitoring-stack";
import { shopAlert, shopAlerts, shopDashboard, shopTarget } from "./samples";
import { newApp, refusals, refusalsOf, synthesize } from "./synthesize";

describe("whatever is wrong with a stack", () => {
  const build = (stack: ConstructorParameters<typeof Monitoring>[0]) => {
    const monitoring = new Monitoring(stack, "monitoring", {
      prometheus: { port: 0, retentionTime: "15 days" },
      grafana: { image: "grafana/grafana:" },
      cadvisor: { listenAddress: "0.0.0.0" },
    });
    monitoring.addScrapeTarget(shopTarget());
    monitoring.addScrapeTarget(shopTarget());
    monitoring.addDashboard(shopDashboard());
    monitoring.addDashboard(shopDashboard());
    monitoring.addAlerts(shopAlerts({ alerts: [shopAlert({ expression: "rate(orders_total[59s]) == 0" })] }));
  };

  const expected = [
    '[stack/monitoring] duplicate dashboard uid "shop": give one of them another',
    "[stack/monitoring/prometheus] port must be a whole number from 1 to 65535: received 0",
    '[stack/monitoring/prometheus] retentionTime must be a duration such as 30s, 5m or 15d, units descending: received "15 days"',
    '[stack/monitoring/prometheus] duplicate scrape target: job "shop" has the address "shop:8000" twice: remove one',
    '[stack/monitoring/prometheus] duplicate scrape target: job "shop" has the instance "docker-host:8000" twice: remove one',
    '[stack/monitoring/grafana] image must end in a tag or a digest, such as prom/prometheus:v3.14.0: received "grafana/grafana:"',
    '[stack/monitoring/grafana] adminPassword must not be "admin" while a port is published beyond loopback: give a password of your own',
    '[stack/monitoring/alerts-shop] group "shop": alert "NoOrders": a window of 59s holds fewer than 4 scrapes at an interval of 15s: write 1m or more, or set a shorter prometheus.scrapeInterval at "59s" (character 19)',
  ];

  it("is said at once, each with the path of its construct", () => {
    expect(refusals(build)).toEqual(expected);
  });

  it("keeps synth from writing anything", () => {
    expect(() => synthesize(build)).toThrow(
      `Validation failed with the following errors:\n  ${expected.join("\n  ")}\n`,
    );
  });
});

describe("a wrong value is refused once, where it was set", () => {
  const refusalsWith = (props: MonitoringStackProps) => refusalsOf(new MonitoringStack(newApp(), "monitoring", props));

  it("though containers are named after the host, and expected by those names", () => {
    expect(refusalsWith({ host: { name: "server 1", subnet: "172.16.90.5/24" } })).toEqual([
      '[monitoring/monitoring/host] name must be a host name of letters, digits, "." and "-": received "server 1"',
      '[monitoring/monitoring/host] subnet must be an IPv4 network of /8 to /28 such as 172.16.90.0/24: received "172.16.90.5/24", which is an address within 172.16.90.0/24: write that',
    ]);
  });

  it("though other containers are expected than those of the stack", () => {
    const alerts = { containers: { expectedContainers: ["shop db"] } };
    expect(refusalsWith({ host: { name: "server 1" }, alerts })).toEqual([
      '[monitoring] alert group "containers": expectedContainers must have names of a letter or digit, then letters, digits, _, . and -: received "shop db"',
      '[monitoring/monitoring/host] name must be a host name of letters, digits, "." and "-": received "server 1"',
    ]);
  });

  it("though the datasource is told how often Prometheus scrapes", () => {
    expect(refusalsWith({ prometheus: { scrapeInterval: "15" } })).toEqual([
      '[monitoring/monitoring/prometheus] scrapeInterval must be a duration such as 30s, 5m or 15d, units descending: received "15"',
    ]);
  });

  it("though every target is scraped with Prometheus' timeout", () => {
    expect(refusalsWith({ prometheus: { scrapeTimeout: "20s" } })).toEqual([
      "[monitoring/monitoring/prometheus] scrapeTimeout must be no longer than the scrape interval 15s: received 20s",
    ]);
  });

  it("though Prometheus takes over how the application is scraped", () => {
    const application = {
      path: "metrics",
      scrapeInterval: "often",
      credentials: { bearerToken: "" },
      limits: { samples: 0 },
      labels: { job: "shop" },
    };
    expect(refusalsWith({ application })).toEqual([
      '[monitoring/api] path must begin with "/" and hold only letters, digits and -._~$&+,;=:@%/, since clients send other characters encoded, or not at all: received "metrics"',
      '[monitoring/api] scrapeInterval must be a duration such as 30s, 5m or 15d, units descending: received "often"',
      "[monitoring/api] limits.samples must be a whole number, 1 or more: received 0",
      "[monitoring/api] credentials.bearerToken must not be empty: leave credentials out where none are asked for",
      '[monitoring/api] labels must be valid names other than job, instance, host: received "job"',
    ]);
  });

  it("though the application's container is expected, and scraped by its name", () => {
    const container = { image: "shop/api:1.0.0", port: 8000 };
    expect(refusalsWith({ application: { name: "my api", container } })).toEqual([
      '[monitoring/my api] id must be a container\'s name of a letter or digit, then letters, digits, _, . and -: received "my api"',
    ]);
  });

  it("though Prometheus sends the password that Node Exporter asks for", () => {
    const webConfig = { username: "prometheus", password: "", passwordHash: `$2y$10$${"a".repeat(53)}` };
    expect(refusalsWith({ nodeExporter: { webConfig } })).toEqual([
      "[monitoring/monitoring/node-exporter] webConfig.password must not be empty: leave webConfig out where no password is asked for",
    ]);
  });
});

describe("settings of a part that is switched off", () => {
  const refusalsWith = (props: MonitoringStackProps) => refusalsOf(new MonitoringStack(newApp(), "monitoring", props));

  it.each<[MonitoringStackProps, string, string]>([
    [{ application: false, alerts: { api: { window: "10m" } } }, "alerts.api", "application"],
    [{ application: false, alerts: { nodejs: {} } }, "alerts.nodejs", "application"],
    [{ application: false, dashboardTitle: "Shop" }, "dashboardTitle", "application"],
    [{ nodeExporter: false, alerts: { host: {} } }, "alerts.host", "nodeExporter"],
    [{ nodeExporter: false, dashboards: { host: {} } }, "dashboards.host", "nodeExporter"],
    [{ cadvisor: false, alerts: { containers: {} } }, "alerts.containers", "cadvisor"],
    [{ cadvisor: false, dashboards: { containers: {} } }, "dashboards.containers", "cadvisor"],
  ])("are refused rather than lost: %j", (props, option, part) => {
    expect(refusalsWith(props)).toEqual([
      `[monitoring] ${option} is set while ${part} is false, so nothing reads it: leave one of them out`,
    ]);
  });

  it("may be switched off too", () => {
    const none = { host: false, containers: false } as const;
    const alerts = { ...none, api: false, nodejs: false } as const;
    expect(
      refusalsWith({ application: false, nodeExporter: false, cadvisor: false, alerts, dashboards: none }),
    ).toEqual([]);
  });
});
