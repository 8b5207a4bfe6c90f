import type { PrometheusOptions } from "../../constructs/prometheus";
import { prometheusWith as build, shopTarget } from "./samples";
import { containerNamed, refusals, resourcesOf, synthesize } from "./synthesize";

const container = (options: PrometheusOptions = {}) => containerNamed(synthesize(build(options)), "prometheus");

describe("Prometheus' container", () => {
  it("runs 3.14.0, unless it is told otherwise", () => {
    const imagesOf = (options?: PrometheusOptions) =>
      new Set(resourcesOf(synthesize(build(options)), "docker_image").map(({ name }) => name));
    expect(imagesOf()).toEqual(new Set(["prom/prometheus:v3.14.0"]));
    expect(imagesOf({ image: "prom/prometheus:v3.13.1" })).toEqual(new Set(["prom/prometheus:v3.13.1"]));
  });

  it("has 1024 MiB, unless it is told otherwise", () => {
    expect(container()).toMatchObject({ memory: 1024, memory_swap: 1024 });
    expect(container({ memory: 4096 })).toMatchObject({ memory: 4096, memory_swap: 4096 });
  });

  it("has 60 s to write its head block, unless it is told otherwise", () => {
    expect(container()).toMatchObject({ destroy_grace_seconds: 60, stop_timeout: 60 });
    expect(container({ stopGraceSeconds: 120 })).toMatchObject({ destroy_grace_seconds: 120, stop_timeout: 120 });
  });

  it("is reached on loopback at 9090, unless it is told otherwise", () => {
    expect(container()).toMatchObject({ ports: [{ internal: 9090, external: 9090, ip: "127.0.0.1" }] });
    expect(container({ port: 9999, listenAddress: "10.0.0.5" })).toMatchObject({
      ports: [{ internal: 9090, external: 9999, ip: "10.0.0.5" }],
    });
  });

  it("publishes nothing when it is told so", () => {
    expect(container({ port: false })).not.toHaveProperty("ports");
  });

  it("knows its host by name from the start, since adding the name later would replace it", () => {
    expect(container()).toMatchObject({ host: [{ host: "host.docker.internal", ip: "host-gateway" }] });
  });

  it("is waited for until promtool finds it ready", () => {
    expect(container()).toMatchObject({
      wait: true,
      wait_timeout: 120,
      healthcheck: { test: ["CMD", "/bin/promtool", "check", "ready", "--url=http://127.0.0.1:9090"] },
    });
  });

  it("reloads its configuration by itself, and has no other setting on its command line", () => {
    expect(container()["command"]).toEqual([
      "--config.file=/etc/prometheus/prometheus.yml",
      "--storage.tsdb.path=/prometheus",
      "--config.auto-reload",
      "--config.auto-reload-interval=5s",
      "--web.external-url=http://localhost:9090/",
      "--web.route-prefix=/",
    ]);
  });

  it("answers at / whatever path users open, so that healthcheck, scrape and datasource find it", () => {
    const command = container({ externalUrl: "https://ops.example.com/prometheus/" })["command"];
    expect(command).toContain("--web.route-prefix=/");
  });

  it("puts the address that users open into its links", () => {
    expect(container({ port: 9999 })["command"]).toContain("--web.external-url=http://localhost:9999/");
    expect(container({ externalUrl: "https://prometheus.example.com/" })["command"]).toContain(
      "--web.external-url=https://prometheus.example.com/",
    );
  });

  it("refuses limits that are no whole numbers", () => {
    expect(refusals(build({ scrapeLimits: { samples: 0, labels: 1.5 } }))).toEqual([
      "[stack/prometheus] scrapeLimits.samples must be a whole number, 1 or more: received 0",
      "[stack/prometheus] scrapeLimits.labels must be a whole number, 1 or more: received 1.5",
    ]);
  });

  it("keeps its samples in a named volume that is no resource, so that no plan can delete it", () => {
    const synthesized = synthesize(build());
    expect(container()["volumes"]).toContainEqual({ volume_name: "prometheus-data", container_path: "/prometheus" });
    expect(resourcesOf(synthesized, "docker_volume").map(({ name }) => name)).toEqual(["prometheus-config"]);
  });

  it("cannot write its configuration", () => {
    expect(container()["volumes"]).toContainEqual({
      volume_name: expect.stringMatching(/^\$\{docker_volume\.prometheus_config_volume_\w+\.name\}$/),
      container_path: "/etc/prometheus",
      read_only: true,
    });
  });

  it("gets its configuration from a container that never starts, and is there before it", () => {
    const synthesized = synthesize(build());
    const carrier = containerNamed(synthesized, "prometheus-config");
    expect(carrier).toMatchObject({ start: false, must_run: false, restart: "no", network_mode: "none" });
    expect(containerNamed(synthesized, "prometheus")["depends_on"]).toEqual([
      expect.stringMatching(/^docker_container\.prometheus_config_/),
    ]);
  });

  it("bears the prefix in every name that the engine knows", () => {
    const prefixed = synthesize(build({ port: 9091 }, undefined, { namePrefix: "shop-", subnet: "10.1.0.0/16" }));
    expect(containerNamed(prefixed, "shop-prometheus")["volumes"]).toContainEqual({
      volume_name: "shop-prometheus-data",
      container_path: "/prometheus",
    });
    expect(containerNamed(prefixed, "shop-prometheus-config")).toBeDefined();
    expect(resourcesOf(prefixed, "docker_volume")).toMatchObject([{ name: "shop-prometheus-config" }]);
  });
});

describe("Prometheus refuses", () => {
  it("everything that is wrong at once, each with its fix", () => {
    const options = {
      image: "prom/prometheus",
      memory: 1,
      port: 70_000,
      listenAddress: "localhost",
      scrapeInterval: "often",
      scrapeTimeout: "soon",
      evaluationInterval: "0s",
      retentionTime: "15 days",
      retentionSize: "10GiB",
      scrapeLimits: { bodySize: "big" },
      externalUrl: "monitor example.com",
    };
    expect(refusals(build(options))).toEqual([
      '[stack/prometheus] image must end in a tag or a digest, such as prom/prometheus:v3.14.0: received "prom/prometheus"',
      "[stack/prometheus] memory must be a whole number of MiB, 6 or more: received 1",
      "[stack/prometheus] port must be a whole number from 1 to 65535: received 70000",
      '[stack/prometheus] listenAddress must be an IPv4 address such as 127.0.0.1: received "localhost"',
      '[stack/prometheus] scrapeInterval must be a duration such as 30s, 5m or 15d, units descending: received "often"',
      '[stack/prometheus] scrapeTimeout must be a duration such as 30s, 5m or 15d, units descending: received "soon"',
      '[stack/prometheus] evaluationInterval must last longer than zero, such as 30s, 5m or 15d: received "0s"',
      '[stack/prometheus] retentionTime must be a duration such as 30s, 5m or 15d, units descending: received "15 days"',
      '[stack/prometheus] retentionSize must be a whole number and one of B, KB, MB, GB, TB, PB, EB, such as 10GB: received "10GiB"',
      '[stack/prometheus] scrapeLimits.bodySize must be a whole number and one of B, KB, MB, GB, TB, PB, EB, such as 10GB: received "big"',
      '[stack/prometheus] externalUrl must be an address of http:// or https://, a host and no blanks, such as https://ops.example.com/: received "monitor example.com"',
    ]);
  });

  it("external labels whose names Prometheus would not take", () => {
    expect(refusals(build({ externalLabels: { "data-center": "one", site: "two" } }))).toEqual([
      '[stack/prometheus] externalLabels must have names that match [a-zA-Z_][a-zA-Z0-9_]* and do not begin with "__": received "data-center"',
    ]);
  });

  it("a second stack on its port", () => {
    expect(refusals(build({}, undefined, { namePrefix: "shop-", subnet: "10.1.0.0/16" }))).toEqual([
      '[stack/prometheus] port must be given with namePrefix "shop-": two stacks on one engine cannot share one',
    ]);
  });

  it("a target that is there twice", () => {
    const twice = build({}, (prometheus) => {
      prometheus.addScrapeTarget(shopTarget());
      prometheus.addScrapeTarget(shopTarget());
    });
    expect(refusals(twice)).toEqual([
      '[stack/prometheus] duplicate scrape target: job "shop" has the address "shop:8000" twice: remove one',
      '[stack/prometheus] duplicate scrape target: job "shop" has the instance "docker-host:8000" twice: remove one',
    ]);
  });
});
