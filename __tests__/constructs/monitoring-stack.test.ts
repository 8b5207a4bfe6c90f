import { join } from "node:path";
import { parse } from "yaml";
import { apiAlerts, grafanaRuleGroup, type AlertGroup } from "../../alerts";
import { MonitoringStack, type MonitoringStackProps } from "../../constructs/monitoring-stack";
import { apiMonitoring, containerMonitoring, hostMonitoring } from "../../dashboards";
import {
  containerNamed,
  environmentOf,
  fileOf,
  newApp,
  refusalsOf,
  resourcesOf,
  synthesizeStack,
  type Resource,
  type Synthesized,
} from "./synthesize";

const stack = (props: MonitoringStackProps = {}) => new MonitoringStack(newApp(), "monitoring", props);

const synthesize = (props: MonitoringStackProps = {}) => synthesizeStack(stack(props));

const byDefault = synthesize();

/** Parts that a test is not about: each has dashboards and alerts, which take their time. */
const NO_EXPORTERS = { nodeExporter: false, cadvisor: false } as const;
const ONLY_CONTAINERS = { nodeExporter: false, application: false } as const;

const uidsOf = (group: AlertGroup) =>
  grafanaRuleGroup(group, { datasourceUid: "prometheus" }).rule.map(({ uid }) => uid);

const rulesOf = (synthesized: Synthesized, group: string): Resource[] =>
  resourcesOf(synthesized, "grafana_rule_group")
    .filter(({ name }) => name === group)
    .flatMap(({ rule }) => rule as Resource[]);

const groupOf = (synthesized: Synthesized, group: string) => rulesOf(synthesized, group).map(({ uid }) => uid);

const fixtures = (...folders: string[]) => join(__dirname, "fixtures", ...folders);

/** What `run` returns when it is run in that folder. */
function within<Result>(folder: string, run: () => Result): Result {
  const before = process.cwd();
  process.chdir(folder);
  try {
    return run();
  } finally {
    process.chdir(before);
  }
}

const prometheusYml = (synthesized: Synthesized) =>
  fileOf(synthesized, "prometheus-config", "/configuration/prometheus.yml");

const lastJob = (synthesized: Synthesized) =>
  (parse(prometheusYml(synthesized)) as { scrape_configs: Resource[] }).scrape_configs.at(-1);

const dashboards = (synthesized: Synthesized) =>
  resourcesOf(synthesized, "grafana_dashboard").map(
    ({ config_json: json }) => JSON.parse(String(json).replaceAll("$${", "${")) as Resource,
  );

const uidsIn = (synthesized: Synthesized) => dashboards(synthesized).map(({ uid }) => uid);

const dashboardOf = (synthesized: Synthesized, wanted: string) =>
  dashboards(synthesized).find(({ uid }) => uid === wanted);

describe("the default deployment", () => {
  it("has Prometheus scrape itself, Grafana, both exporters and the application", () => {
    expect(prometheusYml(byDefault)).toMatchInlineSnapshot(`
     "global:
       scrape_interval: 15s
       scrape_timeout: 10s
       evaluation_interval: 15s
       sample_limit: 50000
       label_limit: 40
       label_name_length_limit: 200
       label_value_length_limit: 2048
       body_size_limit: 32MB
     storage:
       tsdb:
         retention:
           time: 15d
           size: 10GB
     scrape_configs:
       - job_name: prometheus
         static_configs:
           - targets:
               - localhost:9090
             labels:
               instance: docker-host:9090
               host: docker-host
       - job_name: grafana
         static_configs:
           - targets:
               - grafana:3000
             labels:
               instance: docker-host:3000
               host: docker-host
       - job_name: node
         static_configs:
           - targets:
               - 172.16.90.1:9100
             labels:
               instance: docker-host:9100
               host: docker-host
       - job_name: cadvisor
         static_configs:
           - targets:
               - cadvisor:8080
             labels:
               instance: docker-host:8080
               host: docker-host
       - job_name: api
         metrics_path: /monitoring/metrics/
         sample_limit: 45000
         label_value_length_limit: 768
         body_size_limit: 57600000B
         static_configs:
           - targets:
               - host.docker.internal:8000
             labels:
               instance: docker-host:8000
               host: docker-host
     "
    `);
  });

  it("has the application's dashboard and its alerts", () => {
    expect(dashboardOf(byDefault, "api-monitoring")).toMatchObject({ title: "Django API Monitoring" });
    expect(groupOf(byDefault, "api")).toEqual(uidsOf(apiAlerts()));
  });

  it("has the alerts of the host, of containers, of the application's process and of the monitoring itself", () => {
    const names = resourcesOf(byDefault, "grafana_rule_group").map(({ name }) => name);
    expect(names.sort()).toEqual(["api", "containers", "host", "monitoring", "nodejs"]);
  });

  it("expects its own containers to run", () => {
    const [missing] = rulesOf(byDefault, "containers").filter(({ name }) => name === "ContainerMissing");
    for (const name of ["prometheus", "grafana", "node-exporter", "cadvisor"]) {
      expect(JSON.stringify(missing)).toContain(name);
    }
  });

  it("expects the containers beside its own that it is told", () => {
    const synthesized = synthesize({ ...ONLY_CONTAINERS, alerts: { containers: { expectedContainers: ["redis"] } } });
    const [missing] = rulesOf(synthesized, "containers").filter(({ name }) => name === "ContainerMissing");
    for (const name of ["prometheus", "redis"]) expect(JSON.stringify(missing)).toContain(name);
  });

  it("tunes the alert on its own containers without naming others", () => {
    const synthesized = synthesize({ ...ONLY_CONTAINERS, alerts: { containers: { missing: { for: "5m" } } } });
    const [missing] = rulesOf(synthesized, "containers").filter(({ name }) => name === "ContainerMissing");
    expect(missing).toMatchObject({ for: "5m0s" });
  });

  it("tells kills by container where cAdvisor reads the kernel's log, and nowhere else", () => {
    const names = (props: MonitoringStackProps) =>
      rulesOf(synthesize({ ...ONLY_CONTAINERS, ...props }), "containers").map(({ name }) => name);
    expect(names({})).not.toContain("ContainerKilledForMemory");
    expect(names({ cadvisor: { kernelLog: true } })).toContain("ContainerKilledForMemory");
    const off = { containers: { killedForMemory: false } } as const;
    expect(names({ cadvisor: { kernelLog: true }, alerts: off })).not.toContain("ContainerKilledForMemory");
    expect(names({ alerts: off })).not.toContain("ContainerKilledForMemory");
  });

  it("refuses settings of the alert on kills by container while cAdvisor cannot tell them", () => {
    expect(
      refusalsOf(stack({ ...ONLY_CONTAINERS, alerts: { containers: { killedForMemory: { window: "1m" } } } })),
    ).toEqual([
      "[monitoring] alerts.containers.killedForMemory is set while cAdvisor cannot tell such kills by container: " +
        "set cadvisor.kernelLog to true, or leave it out",
    ]);
  });

  it("shows the Watchdog, and sends it only where it is told so", () => {
    const sent = (props: MonitoringStackProps) => {
      const notifications = { webhook: { url: "https://hooks.example.com/a" } };
      const rules = rulesOf(synthesize({ ...NO_EXPORTERS, application: false, notifications, ...props }), "monitoring");
      return rules.some(({ name, notification_settings: to }) => name === "Watchdog" && to !== undefined);
    };
    expect(sent({})).toBe(false);
    expect(sent({ alerts: { monitoring: { watchdog: { notify: true } } } })).toBe(true);
  });

  it("has no alerts on what it does not run", () => {
    const synthesized = synthesize({ nodeExporter: false, cadvisor: false, application: false });
    const names = resourcesOf(synthesized, "grafana_rule_group").map(({ name }) => name);
    expect(names).toEqual(["monitoring"]);
  });

  it("leaves out the alerts that are switched off", () => {
    const off = { api: false, nodejs: false, host: false, containers: false, monitoring: false } as const;
    expect(resourcesOf(synthesize({ alerts: off }), "grafana_rule_group")).toEqual([]);
  });

  it("takes what Monitoring takes", () => {
    const synthesized = synthesize({ prometheus: { port: 9091 }, cadvisor: false, application: false });
    expect(containerNamed(synthesized, "prometheus")).toMatchObject({ ports: [{ external: 9091 }] });
    expect(resourcesOf(synthesized, "docker_container").map(({ name }) => name)).not.toContain("cadvisor");
  });
});

describe("the login", () => {
  it("is a pair of variables, each admin until it is set, the password sensitive", () => {
    expect(byDefault.variable).toMatchObject({
      grafana_admin_user: {
        type: "string",
        default: "admin",
        description: "The name of Grafana's administrator.",
        sensitive: false,
      },
      grafana_admin_password: {
        type: "string",
        default: "admin",
        description: "The password of Grafana's administrator.",
        sensitive: true,
      },
    });
  });

  it("is refused by the plan where Grafana would refuse it, with the variable that is to be set", () => {
    const rulesOf = (name: string) => byDefault.variable?.[name]?.["validation"];
    expect(rulesOf("grafana_admin_password")).toEqual([
      {
        condition: "${(length(var.grafana_admin_password) >= 4)}",
        error_message:
          "grafana_admin_password must have 4 characters or more: Grafana refuses shorter ones. " +
          'Set TF_VAR_grafana_admin_password to such a value, or unset it to have "admin".',
      },
    ]);
    expect(rulesOf("grafana_admin_user")).toEqual([
      {
        condition: "${(length(var.grafana_admin_user) >= 1)}",
        error_message:
          "grafana_admin_user must not be empty: Terraform could not log in. " +
          'Set TF_VAR_grafana_admin_user to such a value, or unset it to have "admin".',
      },
      {
        condition: '${!strcontains(var.grafana_admin_user, ":")}',
        error_message:
          'grafana_admin_user must not contain ":". ' +
          'Set TF_VAR_grafana_admin_user to such a value, or unset it to have "admin".',
      },
    ]);
  });

  it("reaches Grafana and the provider by the variables alone", () => {
    expect(environmentOf(byDefault, "grafana")).toMatchObject({
      GF_SECURITY_ADMIN_USER: "${var.grafana_admin_user}",
      GF_SECURITY_ADMIN_PASSWORD: "${var.grafana_admin_password}",
    });
    expect(byDefault.provider["grafana"]).toMatchObject([
      { auth: "${var.grafana_admin_user}:${var.grafana_admin_password}" },
    ]);
  });

  it("may not stay admin where any port is published beyond loopback, which the plan says", () => {
    const wider = synthesize({ prometheus: { listenAddress: "0.0.0.0" }, application: false });
    expect(JSON.stringify(containerNamed(byDefault, "grafana")["lifecycle"])).not.toContain('\\"admin\\"');
    expect(containerNamed(wider, "grafana")["lifecycle"]).toMatchObject({
      precondition: [
        expect.anything(),
        {
          condition: '${(var.grafana_admin_password != "admin")}',
          error_message:
            '[monitoring/monitoring/grafana] adminPassword must not be "admin" while a port is published beyond loopback: give a password of your own',
        },
      ],
    });
  });

  it("may be given here", () => {
    const login = { adminUser: "ops", adminPassword: "s3cret" };
    const { provider, variable } = synthesize({ grafana: login, application: false });
    expect(provider["grafana"]).toMatchObject([{ auth: "ops:s3cret" }]);
    // What nothing reads is not asked for either.
    expect(variable).toBeUndefined();
  });
});

describe("the application", () => {
  it("may be none, and then has neither target nor dashboard nor alerts of its own", () => {
    const synthesized = synthesize({ application: false });
    expect(prometheusYml(synthesized)).not.toContain("api");
    expect(uidsIn(synthesized)).not.toContain("api-monitoring");
    const names = resourcesOf(synthesized, "grafana_rule_group").map(({ name }) => name);
    expect(names.sort()).toEqual(["containers", "host", "monitoring"]);
  });

  it("has another name and another place where it is told so", () => {
    const application = { name: "shop", target: "shop.example.com:80", path: "/metrics" };
    expect(lastJob(synthesize({ ...NO_EXPORTERS, application }))).toMatchObject({
      job_name: "shop",
      metrics_path: "/metrics",
      static_configs: [{ targets: ["shop.example.com:80"] }],
    });
  });

  it("runs as a container where it is given an image, and is scraped there", () => {
    const synthesized = synthesize({
      ...NO_EXPORTERS,
      application: { container: { image: "shop/api:1.2.3", port: 3000 } },
    });
    expect(containerNamed(synthesized, "api")).toBeDefined();
    expect(lastJob(synthesized)).toMatchObject({ static_configs: [{ targets: ["api:3000"] }] });
  });

  it("has the title that it is given on its dashboard, at the same address", () => {
    expect(dashboardOf(synthesize({ ...NO_EXPORTERS, dashboardTitle: "Shop" }), "api-monitoring")).toMatchObject({
      title: "Shop",
    });
  });

  it("has the alerts that it is told, and its panels draw their lines where those begin", () => {
    const api = { name: "shop", highErrorRate: { threshold: 0.02 }, highLatency: false } as const;
    const synthesized = synthesize({ ...NO_EXPORTERS, alerts: { api } });
    expect(groupOf(synthesized, "shop")).toEqual(uidsOf(apiAlerts(api)));
    const { model } = apiMonitoring({ thresholds: { highErrorRate: 0.02 } });
    expect(dashboardOf(synthesized, "api-monitoring")).toEqual(model);
  });
});

describe("the dashboards of the host and of its containers", () => {
  it("are there by default", () => {
    expect(dashboardOf(byDefault, "host-monitoring")).toEqual(hostMonitoring().model);
    expect(dashboardOf(byDefault, "container-monitoring")).toEqual(containerMonitoring().model);
  });

  it("are there only with what they show", () => {
    expect(uidsIn(synthesize(NO_EXPORTERS))).toEqual(["api-monitoring"]);
  });

  it("are none where they are switched off", () => {
    expect(uidsIn(synthesize({ dashboards: { host: false, containers: false } }))).toEqual(["api-monitoring"]);
  });

  it("take the settings that they are given", () => {
    const settings = { host: { title: "Servers", timezone: "utc" }, containers: { uid: "docker" } };
    const synthesized = synthesize({ application: false, dashboards: settings });
    expect(dashboardOf(synthesized, "host-monitoring")).toEqual(hostMonitoring(settings.host).model);
    expect(dashboardOf(synthesized, "docker")).toEqual(containerMonitoring(settings.containers).model);
  });

  it("draw their lines where the alerts begin", () => {
    const synthesized = synthesize({
      application: false,
      alerts: {
        host: { highCpu: { threshold: 0.5 }, highMemory: { thresholds: { critical: 0.7 } } },
        containers: { cpuThrottled: { severity: "warning" } },
      },
    });
    const host = { highCpu: { warning: 0.5 }, highMemory: { critical: 0.7 } };
    expect(dashboardOf(synthesized, "host-monitoring")).toEqual(hostMonitoring({ thresholds: host }).model);
    const containers = { cpuThrottled: { warning: 0.25 } };
    expect(dashboardOf(synthesized, "container-monitoring")).toEqual(
      containerMonitoring({ thresholds: containers }).model,
    );
  });

  it("keep the alerts' own lines where those are off", () => {
    const synthesized = synthesize({
      application: false,
      alerts: { host: false, containers: { memoryNearLimit: false } },
    });
    expect(dashboardOf(synthesized, "host-monitoring")).toEqual(hostMonitoring().model);
    expect(dashboardOf(synthesized, "container-monitoring")).toEqual(containerMonitoring().model);
  });

  it("are refused with whatever else is wrong, and a threshold that an alert refuses only once", () => {
    const problems = refusalsOf(
      stack({
        alerts: { host: { highCpu: { threshold: -1 } } },
        dashboards: { host: { uid: "1" }, containers: { refresh: "1s" } },
      }),
    );
    expect(problems).toEqual([
      expect.stringContaining('alert group "host": highCpu.threshold'),
      expect.stringContaining('dashboard "Hosts": uid must be'),
      expect.stringContaining('dashboard "Containers": refresh must be'),
    ]);
  });
});

describe("the state", () => {
  it("is a file in the folder that the deployment is made from", () => {
    expect(byDefault.terraform.backend).toEqual({
      local: { path: join(process.cwd(), "terraform.monitoring.tfstate") },
    });
  });

  it.each([
    [{ type: "local", path: "state.tfstate" }, { local: { path: "state.tfstate" } }],
    [
      { type: "s3", bucket: "states", key: "monitoring", region: "eu-west-1" },
      { s3: { bucket: "states", key: "monitoring", region: "eu-west-1" } },
    ],
    [{ type: "http", address: "https://states.example.com" }, { http: { address: "https://states.example.com" } }],
  ] as const)("is where %j says", (backend, expected) => {
    expect(synthesize({ ...NO_EXPORTERS, backend, application: false }).terraform.backend).toEqual(expected);
  });
});

describe("dashboards that were exported from Grafana", () => {
  it("are deployed with the rest, bound to the stack's datasource", () => {
    const synthesized = synthesize({
      ...NO_EXPORTERS,
      importedDashboards: fixtures("project", "dashboards", "imported"),
    });
    const imported = dashboardOf(synthesized, "orders");
    expect(imported).toMatchObject({
      title: "Orders",
      panels: [{ datasource: { type: "prometheus", uid: "prometheus" } }],
    });
    expect(imported).not.toHaveProperty("__inputs");
  });

  it("may ask for anything", () => {
    expect(refusalsOf(stack({ importedDashboards: fixtures("project", "dashboards", "imported") }))).toEqual([]);
  });

  it("are looked for in dashboards/imported, where the deployment has that folder", () => {
    const found = (folder: string) => within(folder, () => uidsIn(synthesize(NO_EXPORTERS)));
    expect(found(fixtures("project"))).toEqual(["api-monitoring", "orders"]);
    expect(found(fixtures("broken"))).toEqual(["api-monitoring"]);
  });

  it("are none where it is told so", () => {
    const props = { importedDashboards: false } as const;
    expect(within(fixtures("project"), () => uidsIn(synthesize(props)))).not.toContain("orders");
  });

  it("are refused by the file's name", () => {
    expect(refusalsOf(stack({ importedDashboards: fixtures("broken") }))).toEqual([
      expect.stringMatching(/^\[monitoring\] .*fixtures[/\\]broken[/\\]list\.json: /),
    ]);
  });
});

describe("what is wrong with the content", () => {
  it("is said at once with what is wrong with the containers", () => {
    const problems = refusalsOf(
      stack({
        prometheus: { port: 0 },
        alerts: { api: { highErrorRate: { threshold: 2 }, highLatency: { threshold: 60 } } },
        importedDashboards: fixtures("broken"),
      }),
    );
    expect(problems).toEqual(
      expect.arrayContaining([
        "[monitoring/monitoring/prometheus] port must be a whole number from 1 to 65535: received 0",
        expect.stringContaining('[monitoring] alert group "api": highErrorRate.threshold'),
        expect.stringContaining('[monitoring] alert group "api": highLatency.threshold'),
        expect.stringContaining("list.json: "),
      ]),
    );
    expect(problems).toHaveLength(4);
  });
});

describe("a stack that scrapes seldom", () => {
  const expressionsOf = (synthesized: Synthesized) =>
    JSON.stringify([resourcesOf(synthesized, "grafana_rule_group"), dashboards(synthesized)]);

  it("has alerts and panels whose windows hold four scrapes all the same", () => {
    const props = { prometheus: { scrapeInterval: "2m" } };
    expect(refusalsOf(stack(props))).toEqual([]);
    expect(expressionsOf(synthesize(props))).not.toContain("[5m]");
  });

  it("has them for an application too that is scraped more seldom than the rest", () => {
    const expressions = expressionsOf(synthesize({ ...NO_EXPORTERS, application: { scrapeInterval: "2m" } }));
    expect(expressions).toContain("rate(api_requests_total[8m])");
    expect(expressions).not.toMatch(/api_\w+\{[^}]*\}\[5m\]|api_\w+\[5m\]/);
  });

  it("refuses a window that was given and is too short, once for each alert that has it", () => {
    const props = { prometheus: { scrapeInterval: "2m" }, alerts: { host: { networkErrors: { window: "5m" } } } };
    expect(refusalsOf(stack(props))).toEqual([
      expect.stringMatching(
        /^\[monitoring\/monitoring\/alerts-host\] group "host": alert "HostNetworkErrors": a window of 5m holds fewer than 4 scrapes at an interval of 2m: write 8m or more, or set a shorter prometheus\.scrapeInterval at "5m" \(characters /,
      ),
    ]);
  });
});
