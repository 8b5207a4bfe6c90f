import { parse } from "yaml";
import type { MonitoringProps } from "../../constructs/monitoring";
import { addShop, monitoringWith as build } from "./monitoring-samples";
import { shopAlerts, shopDashboard, shopRecording, shopTarget } from "./samples";
import { built, fileOf, onlyResource, refusals, resourcesOf, synthesize, type Synthesized } from "./synthesize";

const byDefault = synthesize(build());

const containerNames = (synthesized: Synthesized) =>
  resourcesOf(synthesized, "docker_container").map(({ name }) => name);

const prometheusYml = (synthesized: Synthesized) =>
  fileOf(synthesized, "prometheus-config", "/configuration/prometheus.yml");

const jobs = (synthesized: Synthesized) =>
  (parse(prometheusYml(synthesized)) as { scrape_configs: { job_name: string }[] }).scrape_configs.map(
    ({ job_name: name }) => name,
  );

describe("the parts of Monitoring", () => {
  it("are Prometheus, Grafana, Node Exporter and cAdvisor", () => {
    expect(containerNames(byDefault).sort()).toEqual([
      "cadvisor",
      "grafana",
      "node-exporter",
      "prometheus",
      "prometheus-config",
    ]);
    expect(jobs(byDefault)).toEqual(["prometheus", "grafana", "node", "cadvisor"]);
  });

  it("can do without Node Exporter", () => {
    const synthesized = synthesize(build({ nodeExporter: false }));
    expect(containerNames(synthesized)).not.toContain("node-exporter");
    expect(jobs(synthesized)).not.toContain("node");
  });

  it("can do without cAdvisor", () => {
    const synthesized = synthesize(build({ cadvisor: false }));
    expect(containerNames(synthesized)).not.toContain("cadvisor");
    expect(jobs(synthesized)).not.toContain("cadvisor");
  });

  it("are told what Monitoring is told of them", () => {
    const synthesized = synthesize(
      build({
        host: { name: "one", subnet: "10.1.0.0/16" },
        alerting: "prometheus",
        prometheus: { memory: 101 },
        grafana: { memory: 102 },
        nodeExporter: { memory: 103 },
        cadvisor: { memory: 104 },
        alertmanager: { memory: 105 },
      }),
    );
    const memory = Object.fromEntries(
      resourcesOf(synthesized, "docker_container").map(({ name, memory }) => [name, memory]),
    );
    expect(memory).toMatchObject({
      prometheus: 101,
      grafana: 102,
      "node-exporter": 103,
      cadvisor: 104,
      alertmanager: 105,
    });
    expect(onlyResource(synthesized, "docker_network")).toMatchObject({ ipam_config: [{ subnet: "10.1.0.0/16" }] });
    expect(prometheusYml(synthesized)).toContain("host: one");
  });

  it("meet in a datasource that counts in Prometheus' scrape intervals", () => {
    const synthesized = synthesize(build({ prometheus: { scrapeInterval: "30s" } }));
    expect(onlyResource(synthesized, "grafana_data_source")).toMatchObject({
      uid: "prometheus",
      url: "http://prometheus:9090",
      json_data_encoded: JSON.stringify({ httpMethod: "POST", timeInterval: "30s" }),
    });
  });

  it("have a folder for their content, which a new title renames in place", () => {
    const renamed = synthesize(build({ folderTitle: "Shop" }));
    expect(onlyResource(byDefault, "grafana_folder")).toMatchObject({ title: "Monitoring", uid: "monitoring" });
    // Terraform would delete a folder of another uid, with whatever users put there.
    expect(onlyResource(renamed, "grafana_folder")).toMatchObject({ title: "Shop", uid: "monitoring" });
  });

  it("are there for a stack author to build on", () => {
    const { host, prometheus, grafana, nodeExporter, cadvisor, alertmanager, datasource, folder } = built(build());
    expect([host.networkName, prometheus.networkUrl, grafana.url]).toEqual([
      "monitoring",
      "http://prometheus:9090",
      "http://localhost:3000/",
    ]);
    expect([nodeExporter, cadvisor, datasource, folder]).not.toContain(undefined);
    expect(alertmanager).toBeUndefined();
  });
});

describe("what is added to Monitoring", () => {
  it("is scraped, be it a target or a further exporter on the host", () => {
    const synthesized = synthesize(
      build({}, (monitoring) => {
        monitoring.addScrapeTarget(shopTarget());
        monitoring.addExporter("redis", { image: "oliver006/redis_exporter:v1.80.0", port: 9121 });
      }),
    );
    expect(jobs(synthesized).slice(4)).toEqual(["shop", "redis"]);
    expect(containerNames(synthesized)).toContain("redis");
  });

  it("is a dashboard in the stack's folder", () => {
    const synthesized = synthesize(
      build({}, (monitoring) => {
        monitoring.addScrapeTarget(shopTarget());
        monitoring.addDashboard(shopDashboard());
      }),
    );
    expect(onlyResource(synthesized, "grafana_dashboard")).toMatchObject({
      folder: expect.stringMatching(/^\$\{grafana_folder\.\w+\.uid\}$/) as string,
    });
  });

  it("is checked as a whole, so that the order does not matter", () => {
    const dashboardFirst = build({}, (monitoring) => {
      monitoring.addDashboard(shopDashboard());
      monitoring.addScrapeTarget(shopTarget());
    });
    expect(refusals(dashboardFirst)).toEqual([]);
    const dashboardAlone = build({}, (monitoring) => monitoring.addDashboard(shopDashboard()));
    expect(refusals(dashboardAlone)).toEqual([
      expect.stringMatching(
        /^\[stack\/monitoring\/dashboard-shop\] dashboard "Shop": panel "Orders": unknown metric "orders_total"/,
      ),
    ]);
  });

  it("comes once Grafana is healthy, whatever it is", () => {
    const synthesized = synthesize(
      build({ notifications: { webhook: { url: "https://hooks.example.com/a" } } }, (monitoring) => {
        addShop(monitoring);
        monitoring.addDashboard(shopDashboard());
      }),
    );
    const content = Object.entries(synthesized.resource).filter(([type]) => type.startsWith("grafana_"));
    expect(content.map(([type]) => type).sort()).toEqual([
      "grafana_contact_point",
      "grafana_dashboard",
      "grafana_data_source",
      "grafana_folder",
      "grafana_rule_group",
    ]);
    for (const { depends_on: dependencies } of content.flatMap(([, resources]) => Object.values(resources))) {
      expect(dependencies).toContainEqual(expect.stringMatching(/^docker_container\.monitoring_grafana_\w+$/));
    }
  });
});

describe("Monitoring refuses", () => {
  it("two dashboards of one uid", () => {
    const twice = build({}, (monitoring) => {
      monitoring.addScrapeTarget(shopTarget());
      monitoring.addDashboard(shopDashboard());
      monitoring.addDashboard({ ...shopDashboard(), title: "Shop again" });
      monitoring.addDashboard({ ...shopDashboard(), title: "Shop once more" });
    });
    expect(refusals(twice)).toEqual(['[stack/monitoring] duplicate dashboard uid "shop": give one of them another']);
  });

  it.each(["grafana", "prometheus"] as const)("two groups of one name, with alerting by %s", (alerting) => {
    const twice = build({ alerting }, (monitoring) => {
      addShop(monitoring);
      monitoring.addAlerts(shopAlerts());
    });
    expect(refusals(twice)).toEqual([
      '[stack/monitoring] alert group "shop": is there more than once: give each group a name of its own',
    ]);
  });

  it.each(["grafana", "prometheus"] as const)(
    "a series that two groups record, said once, with alerting by %s",
    (alerting) => {
      const twice = build({ alerting }, (monitoring) => {
        addShop(monitoring);
        monitoring.addAlerts(shopAlerts({ name: "night", alerts: [], recordings: [shopRecording] }));
      });
      expect(refusals(twice)).toEqual([
        '[stack/monitoring/prometheus] alert group "night": recording "job:orders:rate5m": is recorded in the group "shop" too, with the same labels: keep one of them',
      ]);
    },
  );

  it.each(["grafana", "prometheus"] as const)("a bad recording, said once, with alerting by %s", (alerting) => {
    const bad = build({ alerting }, (monitoring) => {
      monitoring.addScrapeTarget(shopTarget());
      monitoring.addAlerts(shopAlerts({ recordings: [{ ...shopRecording, record: "job-orders" }] }));
    });
    expect(refusals(bad)).toEqual([
      '[stack/monitoring/prometheus] alert group "shop": recording "job-orders": record must match [a-zA-Z_:][a-zA-Z0-9_:]*: received "job-orders"',
    ]);
  });

  it.each(["grafana", "prometheus"] as const)(
    "alerts of two groups that would have one uid, said once, with alerting by %s",
    (alerting) => {
      const clash = build({ alerting }, (monitoring) => {
        addShop(monitoring);
        monitoring.addAlerts(shopAlerts({ name: "Shop" }));
      });
      expect(refusals(clash)).toEqual([
        expect.stringMatching(/alert group "Shop": alert "NoOrders" \(critical\): has the uid of alert group "shop"/),
      ]);
    },
  );

  it("a second stack on the first one's subnet and ports, each part by its name", () => {
    const problems = refusals(build({ host: { namePrefix: "shop-" }, alerting: "prometheus" }));
    const port = 'port must be given with namePrefix "shop-": two stacks on one engine cannot share one';
    expect(problems.sort()).toEqual([
      `[stack/monitoring/alertmanager] ${port}`,
      `[stack/monitoring/cadvisor] ${port}`,
      `[stack/monitoring/grafana] ${port}`,
      '[stack/monitoring/host] subnet must be given with namePrefix "shop-": two stacks on one engine cannot share 172.16.90.0/24',
      `[stack/monitoring/node-exporter] ${port}`,
      `[stack/monitoring/prometheus] ${port}`,
    ]);
  });

  it("two parts on one port of the host", () => {
    expect(refusals(build({ grafana: { port: 9090 }, cadvisor: { port: 9100 } }))).toEqual([
      '[stack/monitoring/grafana] port 9090 on 127.0.0.1 is taken by "stack/monitoring/prometheus" on the same engine: give one of them another',
      '[stack/monitoring/cadvisor] port 9100 on 127.0.0.1 is taken by "stack/monitoring/node-exporter" on the same engine: give one of them another',
    ]);
  });

  it("settings of an Alertmanager that is not there", () => {
    expect(refusals(build({ alertmanager: { groupWait: "1m" } }))).toEqual([
      '[stack/monitoring] alertmanager is set while Grafana alerts, so there is none: set alerting to "prometheus", or leave it out',
    ]);
  });

  it("no second stack with a subnet and ports of its own", () => {
    const second = build({
      host: { namePrefix: "shop-", subnet: "172.16.92.0/24" },
      prometheus: { port: 9190 },
      grafana: { port: 3100 },
      nodeExporter: { port: 9200 },
      cadvisor: { port: false },
    });
    expect(refusals(second)).toEqual([]);
  });

  describe("the password admin", () => {
    const refused = expect.stringMatching(
      /^\[stack\/monitoring\/grafana\] adminPassword must not be "admin"/,
    ) as string;
    const wide = { listenAddress: "0.0.0.0" };

    it.each<MonitoringProps>([
      { prometheus: wide },
      { grafana: wide },
      { cadvisor: wide },
      { alerting: "prometheus", alertmanager: wide },
    ])("with %j", (props) => {
      expect(refusals(build(props))).toEqual([refused]);
      expect(refusals(build({ ...props, grafana: { ...props.grafana, adminPassword: "s3cret" } }))).toEqual([]);
    });

    it("also where allowDefaultPassword is there and says nothing", () => {
      expect(refusals(build({ cadvisor: wide, grafana: { allowDefaultPassword: undefined } }))).toEqual([refused]);
    });

    it("not where the wider address publishes nothing", () => {
      expect(refusals(build({ prometheus: { ...wide, port: false } }))).toEqual([]);
    });
  });
});
