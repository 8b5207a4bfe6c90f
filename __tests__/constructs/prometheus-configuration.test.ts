import { parse } from "yaml";
import type { PrometheusOptions } from "../../constructs/prometheus";
import { type AddTo, prometheusWith as build, shopTarget } from "./samples";
import { filesOf, synthesize, unknownValue, type Resource, type Synthesized } from "./synthesize";

const files = (options: PrometheusOptions = {}, add?: AddTo) =>
  filesOf(synthesize(build(options, add)), "prometheus-config");

const configuration = (options: PrometheusOptions = {}, add?: AddTo) =>
  parse(files(options, add)["/configuration/prometheus.yml"] ?? "") as Resource;

describe("prometheus.yml", () => {
  it("has Prometheus scrape itself, and whatever is added later", () => {
    const { scrape_configs: jobs } = configuration({}, (prometheus) => prometheus.addScrapeTarget(shopTarget()));
    expect(jobs).toEqual([
      {
        job_name: "prometheus",
        static_configs: [
          { targets: ["localhost:9090"], labels: { instance: "docker-host:9090", host: "docker-host" } },
        ],
      },
      {
        job_name: "shop",
        static_configs: [{ targets: ["shop:8000"], labels: { instance: "docker-host:8000", host: "docker-host" } }],
      },
    ]);
  });

  it("writes what a target says of itself", () => {
    const target = shopTarget({
      path: "/monitoring/metrics/",
      scheme: "https",
      interval: "1m",
      timeout: "30s",
      limits: { samples: 10 },
      labels: { team: "shop" },
    });
    expect(configuration({}, (prometheus) => prometheus.addScrapeTarget(target))).toHaveProperty("scrape_configs.1", {
      job_name: "shop",
      metrics_path: "/monitoring/metrics/",
      scheme: "https",
      scrape_interval: "1m",
      scrape_timeout: "30s",
      sample_limit: 10,
      static_configs: [
        { targets: ["shop:8000"], labels: { team: "shop", instance: "docker-host:8000", host: "docker-host" } },
      ],
    });
  });

  it("scrapes every 15 s for at most 10 s, and evaluates rules every 15 s, unless it is told otherwise", () => {
    expect(configuration()["global"]).toMatchObject({
      scrape_interval: "15s",
      scrape_timeout: "10s",
      evaluation_interval: "15s",
    });
    const options = { scrapeInterval: "1m", scrapeTimeout: "20s", evaluationInterval: "30s" };
    expect(configuration(options)["global"]).toMatchObject({
      scrape_interval: "1m",
      scrape_timeout: "20s",
      evaluation_interval: "30s",
    });
  });

  it.each(["5s", "500ms", "9s500ms"])("lets a scrape take no longer than an interval of %s", (scrapeInterval) => {
    expect(configuration({ scrapeInterval })["global"]).toMatchObject({ scrape_timeout: scrapeInterval });
  });

  it("keeps 15 days and 10 GB of samples, whichever is less, unless it is told otherwise", () => {
    expect(configuration()["storage"]).toEqual({ tsdb: { retention: { time: "15d", size: "10GB" } } });
    expect(configuration({ retentionTime: "90d", retentionSize: "200GB" })["storage"]).toEqual({
      tsdb: { retention: { time: "90d", size: "200GB" } },
    });
  });

  it("bounds what one scrape may bring", () => {
    expect(configuration()["global"]).toMatchObject({
      sample_limit: 50_000,
      label_limit: 40,
      label_name_length_limit: 200,
      label_value_length_limit: 2048,
      body_size_limit: "32MB",
    });
  });

  it("changes the limits that it is told, and keeps the others", () => {
    expect(configuration({ scrapeLimits: { samples: 10, bodySize: "1MB" } })["global"]).toMatchObject({
      sample_limit: 10,
      label_limit: 40,
      body_size_limit: "1MB",
    });
  });

  it("has external labels only when it is told some", () => {
    expect(configuration()["global"]).not.toHaveProperty("external_labels");
    expect(configuration({ externalLabels: { site: "one" } })["global"]).toMatchObject({
      external_labels: { site: "one" },
    });
  });

  it("sends alerts to the receivers that are added, and to nobody without", () => {
    expect(configuration()).not.toHaveProperty("alerting");
    const told = configuration({}, (prometheus) =>
      prometheus.addAlertReceiver({ alertmanagerAddress: "alertmanager:9093" }),
    );
    expect(told["alerting"]).toEqual({ alertmanagers: [{ static_configs: [{ targets: ["alertmanager:9093"] }] }] });
  });

  it("arrives as it was written where Terraform would read a template", () => {
    const target = shopTarget({ labels: { note: "${x} %{ if y }" } });
    const { "/configuration/prometheus.yml": content } = files({}, (prometheus) => prometheus.addScrapeTarget(target));
    expect(content).toContain("note: $${x} %%{ if y }");
  });

  it("changes the carrier's upload and nothing else when a target changes", () => {
    const withTarget = (address: string) =>
      synthesize(
        build({}, (prometheus) =>
          prometheus.addScrapeTarget(shopTarget({ addresses: [{ address, instance: address, host: "one" }] })),
        ),
      );
    const withoutUpload = (synthesized: Synthesized) =>
      JSON.parse(
        JSON.stringify(synthesized, (key, value: unknown) => (key === "upload" ? undefined : value)),
      ) as unknown;
    const [before, after] = [withTarget("shop:8000"), withTarget("shop:8001")];
    expect(withoutUpload(before)).toEqual(withoutUpload(after));
    expect(filesOf(before, "prometheus-config")).not.toEqual(filesOf(after, "prometheus-config"));
  });
});

describe("what Prometheus shows a target", () => {
  it("is a token in a file of its own", () => {
    const carried = files({}, (prometheus) =>
      prometheus.addScrapeTarget(shopTarget({ credentials: { bearerToken: "s3cret" } })),
    );
    expect(carried["/configuration/credentials-shop"]).toBe("s3cret");
    expect(carried["/configuration/prometheus.yml"]).not.toContain("s3cret");
    expect(parse(carried["/configuration/prometheus.yml"] ?? "")).toHaveProperty("scrape_configs.1.authorization", {
      credentials_file: "/etc/prometheus/credentials-shop",
    });
  });

  it("is a name, and a password in a file of its own", () => {
    const carried = files({}, (prometheus) =>
      prometheus.addScrapeTarget(shopTarget({ credentials: { username: "prometheus", password: "s3cret" } })),
    );
    expect(carried["/configuration/credentials-shop"]).toBe("s3cret");
    expect(carried["/configuration/prometheus.yml"]).not.toContain("s3cret");
    expect(parse(carried["/configuration/prometheus.yml"] ?? "")).toHaveProperty("scrape_configs.1.basic_auth", {
      username: "prometheus",
      password_file: "/etc/prometheus/credentials-shop",
    });
  });

  it("may be known to Terraform only", () => {
    const carried = files({}, (prometheus, stack) =>
      prometheus.addScrapeTarget(shopTarget({ credentials: { bearerToken: unknownValue(stack, "token") } })),
    );
    expect(carried["/configuration/credentials-shop"]).toBe("${var.token}");
    expect(carried["/configuration/prometheus.yml"]).not.toContain("var.token");
  });

  it("arrives as it was written where Terraform would read a template", () => {
    const carried = files({}, (prometheus) =>
      prometheus.addScrapeTarget(shopTarget({ credentials: { bearerToken: "a${b}%{c}" } })),
    );
    expect(carried["/configuration/credentials-shop"]).toBe("a$${b}%%{c}");
  });
});
