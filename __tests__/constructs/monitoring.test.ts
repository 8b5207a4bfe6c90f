import type { TerraformStack } from "cdktf";
import { parse } from "yaml";
import { Monitoring, type MonitoringProps } from "../../constructs/monitoring";
import { shopAlert, shopAlerts, shopDashboard, shopRecording, shopTarget } from "./samples";
import {
  built,
  containerNamed,
  environmentOf,
  filesOf,
  onlyResource,
  refusals,
  resourcesOf,
  synthesize,
  warnings,
  type Resource,
  type Synthesized,
} from "./synthesize";

type Fill = (monitoring: Monitoring, stack: TerraformStack) => void;

const build =
  (props: MonitoringProps = {}, fill: Fill = () => undefined) =>
  (stack: TerraformStack): Monitoring => {
    const monitoring = new Monitoring(stack, "monitoring", props);
    fill(monitoring, stack);
    return monitoring;
  };

const byDefault = synthesize(build());

const containerNames = (synthesized: Synthesized) =>
  resourcesOf(synthesized, "docker_container").map(({ name }) => name);

const prometheusFiles = (synthesized: Synthesized) => filesOf(synthesized, "prometheus-config");

const configuration = (synthesized: Synthesized) =>
  parse(prometheusFiles(synthesized)["/configuration/prometheus.yml"] ?? "") as {
    readonly scrape_configs: readonly { readonly job_name: string }[];
    readonly alerting?: unknown;
  };

const jobs = (synthesized: Synthesized) => configuration(synthesized).scrape_configs.map(({ job_name: name }) => name);

/** The alerts that are evaluated, by whom. */
const evaluated = (synthesized: Synthesized) => ({
  grafana: resourcesOf(synthesized, "grafana_rule_group").flatMap(({ rule }) =>
    (rule as Resource[]).map(({ name }) => name),
  ),
  prometheus: Object.values(prometheusFiles(synthesized)).flatMap((content) =>
    [...content.matchAll(/alert: (.*)/g)].map(([, name]) => name),
  ),
});

const withShop: Fill = (monitoring) => {
  monitoring.addScrapeTarget(shopTarget());
  monitoring.addAlerts(shopAlerts({ recordings: [shopRecording] }));
};

const webhook = { url: "https://hooks.example.com/a" };
const email = {
  to: ["ops@example.com"],
  from: "alerts@example.com",
  smarthost: "mail.example.com:587",
  username: "alerts",
  password: "s3cret",
};

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
    expect(prometheusFiles(synthesized)["/configuration/prometheus.yml"]).toContain("host: one");
  });

  it("meet in a datasource that counts in Prometheus' scrape intervals", () => {
    const synthesized = synthesize(build({ prometheus: { scrapeInterval: "30s" } }));
    expect(onlyResource(synthesized, "grafana_data_source")).toMatchObject({
      uid: "prometheus",
      url: "http://prometheus:9090",
      json_data_encoded: JSON.stringify({ httpMethod: "POST", timeInterval: "30s" }),
    });
  });

  it("have a folder for their content", () => {
    const renamed = synthesize(build({ folderTitle: "Shop" }));
    expect(onlyResource(byDefault, "grafana_folder")).toMatchObject({ title: "Monitoring", uid: "monitoring" });
    expect(onlyResource(renamed, "grafana_folder")).toMatchObject({ title: "Shop", uid: "shop" });
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
      build({ notifications: { webhook } }, (monitoring, stack) => {
        withShop(monitoring, stack);
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

describe("who evaluates alerts", () => {
  it("is Grafana, while Prometheus has the recordings", () => {
    const synthesized = synthesize(build({}, withShop));
    expect(evaluated(synthesized)).toEqual({ grafana: ["NoOrders"], prometheus: [] });
    expect(prometheusFiles(synthesized)["/configuration/rules-shop.yml"]).toContain("record: job:orders:rate5m");
    expect(containerNames(synthesized)).not.toContain("alertmanager");
    expect(configuration(synthesized)).not.toHaveProperty("alerting");
  });

  it("is Prometheus with an Alertmanager, where it is told so, and nobody else", () => {
    const synthesized = synthesize(build({ alerting: "prometheus", notifications: { webhook } }, withShop));
    expect(evaluated(synthesized)).toEqual({ grafana: [], prometheus: ["NoOrders"] });
    expect(prometheusFiles(synthesized)["/configuration/rules-shop.yml"]).toContain("record: job:orders:rate5m");
    expect(synthesized.resource).not.toHaveProperty("grafana_contact_point");
    expect(containerNames(synthesized)).toContain("alertmanager");
    expect(jobs(synthesized)).toContain("alertmanager");
    expect(configuration(synthesized)["alerting"]).toEqual({
      alertmanagers: [{ static_configs: [{ targets: ["alertmanager:9093"] }] }],
    });
  });

  it("is nobody of a group that only records", () => {
    const onlyRecords: Fill = (monitoring) => {
      monitoring.addScrapeTarget(shopTarget());
      monitoring.addAlerts(shopAlerts({ alerts: [], recordings: [shopRecording] }));
    };
    expect(evaluated(synthesize(build({}, onlyRecords)))).toEqual({ grafana: [], prometheus: [] });
  });

  it("may ask for what rules record", () => {
    const alert = shopAlert({ expression: "job:orders:rate5m == 0" });
    const group = shopAlerts({ alerts: [alert], recordings: [shopRecording] });
    for (const alerting of ["grafana", "prometheus"] as const) {
      const fill: Fill = (monitoring) => {
        monitoring.addScrapeTarget(shopTarget());
        monitoring.addAlerts(group);
      };
      expect(refusals(build({ alerting }, fill))).toEqual([]);
    }
  });
});

describe("who is notified", () => {
  it("is nobody at first, of which synth warns", () => {
    const warning =
      "[stack/monitoring] alerts are shown and nobody is notified: give `notifications` a webhook or an e-mail receiver";
    expect(warnings(build())).toEqual([warning]);
    expect(warnings(build({ alerting: "prometheus" }))).toEqual([warning]);
    expect(warnings(build({ notifications: { webhook } }))).toEqual([]);
  });

  it("is a contact point of Grafana's, which each rule names", () => {
    const synthesized = synthesize(build({ notifications: { webhook } }, withShop));
    expect(onlyResource(synthesized, "grafana_contact_point")).toMatchObject({ name: "monitoring" });
    expect(onlyResource(synthesized, "grafana_rule_group")).toMatchObject({
      rule: [{ notification_settings: { contact_point: "monitoring" } }],
    });
  });

  it("is a receiver of Alertmanager's where alerts come from Prometheus", () => {
    const synthesized = synthesize(build({ alerting: "prometheus", notifications: { webhook } }));
    expect(filesOf(synthesized, "alertmanager-config")).toMatchObject({
      "/configuration/webhook-url": "https://hooks.example.com/a",
    });
  });

  it("is written to by Grafana, which then knows the mail server", () => {
    expect(environmentOf(synthesize(build({ notifications: { email } })), "grafana")).toMatchObject({
      GF_SMTP_HOST: "mail.example.com:587",
      GF_SMTP_PASSWORD: "s3cret",
    });
  });

  it("is written to by Alertmanager, and Grafana never learns the mail server's password", () => {
    const synthesized = synthesize(build({ alerting: "prometheus", notifications: { email } }));
    expect(JSON.stringify(containerNamed(synthesized, "grafana"))).not.toContain("s3cret");
  });

  it("has to be somebody who can be reached", () => {
    const notifications = { webhook: { url: "hooks.example.com" } };
    const text = 'receiver.webhook.url must begin with http:// or https://: received "hooks.example.com"';
    expect(refusals(build({ notifications }))).toEqual([`[stack/monitoring/notifications] ${text}`]);
    expect(refusals(build({ notifications, alerting: "prometheus" }))).toEqual([
      `[stack/monitoring/alertmanager] ${text}`,
    ]);
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
    const twice = build({ alerting }, (monitoring, stack) => {
      withShop(monitoring, stack);
      monitoring.addAlerts(shopAlerts());
    });
    expect(refusals(twice)).toEqual([
      '[stack/monitoring] alert group "shop": is there more than once: give each group a name of its own',
    ]);
  });

  it.each(["grafana", "prometheus"] as const)(
    "a series that two groups record, said once, with alerting by %s",
    (alerting) => {
      const twice = build({ alerting }, (monitoring, stack) => {
        withShop(monitoring, stack);
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
      const clash = build({ alerting }, (monitoring, stack) => {
        withShop(monitoring, stack);
        monitoring.addAlerts(shopAlerts({ name: "Shop" }));
      });
      expect(refusals(clash)).toEqual([
        expect.stringMatching(/alert group "Shop": alert "NoOrders" \(critical\): has the uid of alert group "shop"/),
      ]);
    },
  );

  it("a second stack on the first one's subnet and ports, each part by its name", () => {
    const problems = refusals(build({ host: { namePrefix: "shop-" }, alerting: "prometheus" }));
    const port = 'port must be given (or false) with namePrefix "shop-": two stacks on one engine cannot share one';
    expect(problems.sort()).toEqual([
      `[stack/monitoring/alertmanager] ${port}`,
      `[stack/monitoring/cadvisor] ${port}`,
      `[stack/monitoring/grafana] ${port}`,
      '[stack/monitoring/host] subnet must be given with namePrefix "shop-": two stacks on one engine cannot share 172.16.90.0/24',
      `[stack/monitoring/node-exporter] ${port}`,
      `[stack/monitoring/prometheus] ${port}`,
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
