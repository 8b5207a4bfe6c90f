import type { TerraformStack } from "cdktf";
import { Grafana } from "../../constructs/grafana";
import { GrafanaDatasource, type GrafanaDatasourceProps } from "../../constructs/grafana-datasource";
import { MonitoringHost } from "../../constructs/monitoring-host";
import { Prometheus } from "../../constructs/prometheus";
import { built, onlyResource, refusals, synthesize } from "./synthesize";

type Options = Partial<Omit<GrafanaDatasourceProps, "grafana">>;

const build =
  (options: Options = {}) =>
  (stack: TerraformStack): GrafanaDatasource => {
    const host = new MonitoringHost(stack, "host");
    const grafana = new Grafana(stack, "grafana", { host });
    const prometheus = options.prometheus ?? new Prometheus(stack, "prometheus", { host, scrapeInterval: "30s" });
    return new GrafanaDatasource(stack, "datasource", { grafana, ...options, prometheus });
  };

const datasource = (options: Options = {}) => onlyResource(synthesize(build(options)), "grafana_data_source");

const jsonData = (options: Options = {}) => JSON.parse(String(datasource(options)["json_data_encoded"])) as unknown;

describe("GrafanaDatasource", () => {
  it("is the Prometheus that everything asks unless it is told otherwise", () => {
    expect(datasource()).toMatchObject({
      type: "prometheus",
      uid: "prometheus",
      name: "Prometheus",
      url: "http://prometheus:9090",
      access_mode: "proxy",
      is_default: true,
    });
  });

  it("takes another uid and name, and need not be the default", () => {
    const options = { uid: "second", name: "Second", isDefault: false };
    expect(datasource(options)).toMatchObject({ uid: "second", name: "Second", is_default: false });
    expect(built(build(options)).uid).toBe("second");
  });

  it("counts in Prometheus' scrape intervals, so that no window is shorter than four scrapes", () => {
    expect(jsonData()).toEqual({ httpMethod: "POST", timeInterval: "30s" });
  });

  it("asks a Prometheus that is somewhere else", () => {
    const prometheus = { networkUrl: "http://10.0.0.5:9090", scrapeInterval: "1m" };
    expect(datasource({ prometheus })).toMatchObject({ url: "http://10.0.0.5:9090" });
    expect(jsonData({ prometheus })).toMatchObject({ timeInterval: "1m" });
  });

  it("has its name as it was written where Terraform would read a template", () => {
    expect(datasource({ name: "${shop}" })).toMatchObject({ name: "$${shop}" });
  });

  it("is made once Grafana is healthy, through the provider that leads there", () => {
    expect(datasource()).toMatchObject({ depends_on: ["docker_container.grafana"], provider: "grafana" });
  });

  it("names everything that is wrong at once", () => {
    const prometheus = { networkUrl: "10.0.0.5:9090", scrapeInterval: "often" };
    expect(refusals(build({ uid: "42", name: " ", prometheus }))).toEqual([
      '[stack/datasource] uid must be at most 40 letters, digits, "-" and "_", and not all digits: received "42"',
      '[stack/datasource] prometheus.networkUrl must be an address of http:// or https://, a host and no blanks, such as https://ops.example.com/: received "10.0.0.5:9090"',
      '[stack/datasource] prometheus.scrapeInterval must be a duration such as 30s, 5m or 15d, units descending: received "often"',
      "[stack/datasource] name must not be empty",
    ]);
  });
});
