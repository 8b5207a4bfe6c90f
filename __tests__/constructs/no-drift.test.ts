import { join } from "node:path";
import { MonitoringStack, type MonitoringStackProps } from "../../constructs/monitoring-stack";
import { isGrafanaUid } from "../../promql/grafana-uid";
import { shopAlert, shopAlerts, shopTarget } from "./samples";
import { newApp, resourcesOf, synthesizeStack, type Resource, type Synthesized } from "./synthesize";

/** The whole of a deployment, with everything that can be switched on. */
function deployment(alerting: "grafana" | "prometheus"): Synthesized {
  const props: MonitoringStackProps = {
    alerting,
    notifications: { webhook: { url: "https://hooks.example.com/a" } },
    nodeExporter: {
      webConfig: { username: "prometheus", passwordHash: `$2y$10$${"a".repeat(53)}`, password: "s3cret" },
    },
    cadvisor: { kernelLog: true },
    application: { container: { image: "shop/api:1.2.3", port: 8000 } },
    importedDashboards: join(__dirname, "fixtures", "project", "dashboards", "imported"),
  };
  const stack = new MonitoringStack(newApp(), "monitoring", props);
  const { monitoring } = stack;
  monitoring.addExporter("ping", { image: "shop/ping:1.0.0", port: 9000, capabilities: ["CAP_NET_RAW"] });
  monitoring.addScrapeTarget(shopTarget());
  monitoring.addAlerts(shopAlerts({ alerts: [shopAlert({ for: "90m", keepFiringFor: "1h" })] }));
  return synthesizeStack(stack);
}

const byGrafana = deployment("grafana");
const byPrometheus = deployment("prometheus");

/** Every resource of a type in either deployment; there is one at least. */
function every(type: string): Resource[] {
  const found = [byGrafana, byPrometheus].flatMap((synthesized) => resourcesOf(synthesized, type));
  if (found.length === 0) throw new Error(`there is no ${type}`);
  return found;
}

const containers = every("docker_container");
const running = containers.filter(({ start }) => start !== false);
const rules = every("grafana_rule_group").flatMap(({ rule }) => rule as Resource[]);
const dashboards = every("grafana_dashboard").map(({ config_json: json }) => String(json));

/** Every value that stands under the key, anywhere. */
function valuesOf(key: string, within: unknown): unknown[] {
  if (typeof within !== "object" || within === null) return [];
  return Object.entries<unknown>(within as Resource).flatMap(([name, value]) => [
    ...(name === key ? [value] : []),
    ...valuesOf(key, value),
  ]);
}

/** What Go prints a duration as, which the providers read back. */
const GO_DURATION = /^(?:(?:\d+h)?[1-5]?\dm)?[1-5]?\ds$/;

/** What Terraform would read as a template; what is escaped is none. */
const INTERPOLATION = /(?<!\$)\$\{|(?<!%)%\{/;

describe("a second plan is empty, since each container", () => {
  it("sets its swap with its memory, which the engine would double", () => {
    expect(running.map(({ memory_swap: swap }) => swap)).toEqual(running.map(({ memory }) => memory));
    expect(containers.filter((container) => "memory" in container !== "memory_swap" in container)).toEqual([]);
  });

  it("sets its network mode, which the engine would fill in", () => {
    expect(new Set(containers.map(({ network_mode: mode }) => mode))).toEqual(new Set(["bridge", "host", "none"]));
  });

  it("writes capabilities as the engine reads them back", () => {
    const added = valuesOf("add", containers).flat();
    expect(new Set(added)).toEqual(new Set(["CAP_NET_RAW", "CAP_SYSLOG"]));
    expect(new Set(valuesOf("drop", containers).flat())).toEqual(new Set(["ALL"]));
  });

  it("writes durations as Go prints them", () => {
    const durations = ["interval", "timeout", "start_period"].flatMap((key) => valuesOf(key, containers));
    expect(durations).not.toEqual([]);
    expect(durations.filter((duration) => !GO_DURATION.test(String(duration)))).toEqual([]);
  });

  it("uses volumes, since mounts need a newer engine", () => {
    expect(valuesOf("mounts", containers)).toEqual([]);
  });

  it("says how long it may take to stop, which would be no time at all", () => {
    expect(running.filter(({ destroy_grace_seconds: seconds }) => Number(seconds) < 30)).toEqual([]);
    expect(running.filter((container) => !("destroy_grace_seconds" in container))).toEqual([]);
  });

  it("runs an image by its full tag and not by its id", () => {
    const images = containers.map(({ image }) => String(image));
    expect(images.filter((image) => !/^\$\{docker_image\.[\w-]+\.name\}$/.test(image))).toEqual([]);
    expect(every("docker_image").filter(({ keep_locally: keep }) => keep !== true)).toEqual([]);
  });
});

describe("a second plan is empty, since each dashboard", () => {
  it("holds no null, which Grafana would drop", () => {
    const holdsNull = (value: unknown): boolean =>
      value === null || (typeof value === "object" && Object.values(value).some(holdsNull));
    expect(dashboards.map((json) => JSON.parse(json) as unknown).filter(holdsNull)).toEqual([]);
  });

  it("says its uid and its schema", () => {
    for (const model of dashboards.map((json) => JSON.parse(json) as Resource)) {
      expect(model).toMatchObject({ uid: expect.any(String) as string, schemaVersion: expect.any(Number) as number });
    }
  });

  it("names its datasource by a literal uid", () => {
    const sources = dashboards.flatMap((json) => valuesOf("datasource", JSON.parse(json)));
    const uids = new Set(sources.map((source) => (source as Resource)["uid"]));
    expect(uids).toEqual(new Set(["prometheus", "-- Grafana --"]));
  });

  it("holds nothing that Terraform would fill in", () => {
    expect(dashboards.filter((json) => INTERPOLATION.test(json))).toEqual([]);
    expect(dashboards.some((json) => json.includes("$${"))).toBe(true);
  });
});

describe("a second plan is empty, since each alert rule", () => {
  const models = rules
    .flatMap(({ data }) => data as Resource[])
    .map(({ model }) => JSON.parse(String(model)) as Resource);

  it("has a uid of its own, by which Grafana knows it in whatever order", () => {
    const uids = rules.map(({ uid }) => uid);
    expect(uids).not.toContain(undefined);
    expect(new Set(uids).size).toBe(uids.length);
  });

  it("says in each query what the server would add", () => {
    expect(models.length).toBeGreaterThan(rules.length);
    for (const model of models) expect(model).toMatchObject({ intervalMs: 1000, maxDataPoints: 43_200 });
  });

  it("names its datasources by literal uids", () => {
    const uids = valuesOf("datasource_uid", rules);
    expect(new Set(uids)).toEqual(new Set(["prometheus", "__expr__"]));
    expect(models.map(({ datasource }) => (datasource as Resource)["uid"])).toEqual(uids);
  });

  it("leaves the query type out of the model and out of its data alike", () => {
    expect([...valuesOf("query_type", rules), ...valuesOf("queryType", models)]).toEqual([]);
  });

  it("groups by what the server would add", () => {
    const groups = valuesOf("group_by", rules);
    expect(groups).not.toEqual([]);
    for (const labels of groups) expect(labels).toEqual(expect.arrayContaining(["alertname", "grafana_folder"]));
  });

  it("writes durations as Go prints them", () => {
    const durations = ["for", "keep_firing_for"].flatMap((key) => valuesOf(key, rules));
    expect(durations).toEqual(expect.arrayContaining(["1h30m0s", "1h0m0s", "5m0s", "0s"]));
    expect(durations.filter((duration) => !GO_DURATION.test(String(duration)))).toEqual([]);
  });

  it("holds nothing that Terraform would fill in but its folder", () => {
    expect(rules.filter((rule) => INTERPOLATION.test(JSON.stringify(rule)))).toEqual([]);
  });

  it("is evaluated every so many 10 s, which Grafana demands", () => {
    const intervals = every("grafana_rule_group").map(({ interval_seconds: seconds }) => Number(seconds));
    expect(intervals.filter((seconds) => seconds <= 0 || seconds % 10 !== 0)).toEqual([]);
  });
});

describe("Grafana keeps every uid, since it", () => {
  it("has at most 40 characters and is not all digits", () => {
    const uids = [
      ...["grafana_folder", "grafana_data_source"].flatMap((type) => every(type).map(({ uid }) => uid)),
      ...dashboards.map((json) => (JSON.parse(json) as Resource)["uid"]),
      ...rules.map(({ uid }) => uid),
    ];
    expect(uids.filter((uid) => typeof uid !== "string" || !isGrafanaUid(uid))).toEqual([]);
  });
});
