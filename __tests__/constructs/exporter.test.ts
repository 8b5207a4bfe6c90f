import type { TerraformStack } from "cdktf";
import { Exporter, type ExporterOptions } from "../../constructs/exporter";
import { MonitoringHost, type MonitoringHostProps } from "../../constructs/monitoring-host";
import { containerNamed, refusals, synthesize, unknownValue } from "./synthesize";

const options: ExporterOptions = { image: "oliver006/redis_exporter:v1.80.0", port: 9121 };

const build =
  (more: Partial<ExporterOptions> = {}, hostProps: MonitoringHostProps = {}) =>
  (stack: TerraformStack) =>
    new Exporter(stack, "redis", { ...options, ...more, host: new MonitoringHost(stack, "host", hostProps) });

const container = (more: Partial<ExporterOptions> = {}) => containerNamed(synthesize(build(more)), "redis");

describe("a container of the stack", () => {
  it("runs the full tag of an image that stays on the engine", () => {
    const { resource } = synthesize(build());
    expect(Object.values(resource["docker_image"] ?? {})).toMatchObject([
      { name: "oliver006/redis_exporter:v1.80.0", keep_locally: true },
    ]);
    expect(container()["image"]).toMatch(/^\$\{docker_image\..*\.name\}$/);
  });

  it("may do nothing but its work", () => {
    expect(container()).toMatchObject({
      read_only: true,
      capabilities: { drop: ["ALL"] },
      security_opts: ["no-new-privileges:true"],
      tmpfs: { "/tmp": "rw,noexec,nosuid,size=64m" },
    });
    expect(container()).not.toHaveProperty("privileged");
  });

  it("gets back the capabilities that it is given", () => {
    expect(container({ capabilities: ["CAP_NET_RAW"] })).toMatchObject({
      capabilities: { drop: ["ALL"], add: ["CAP_NET_RAW"] },
    });
  });

  it("has 128 MiB and no swap beyond, unless it is told otherwise", () => {
    expect(container()).toMatchObject({ memory: 128, memory_swap: 128 });
    expect(container({ memory: 64 })).toMatchObject({ memory: 64, memory_swap: 64 });
  });

  it("rotates its log at 10 MB, three files, unless it is told otherwise", () => {
    expect(container()).toMatchObject({ log_driver: "json-file", log_opts: { "max-size": "10m", "max-file": "3" } });
    expect(container({ logMaxSize: "1m", logMaxFiles: 1 })).toMatchObject({
      log_opts: { "max-size": "1m", "max-file": "1" },
    });
  });

  it("is started again unless somebody stopped it", () => {
    expect(container()).toMatchObject({ restart: "unless-stopped", must_run: true });
    expect(container({ restart: "on-failure" })).toMatchObject({ restart: "on-failure" });
  });

  it("has 30 s to stop, unless it is told otherwise", () => {
    expect(container()).toMatchObject({ destroy_grace_seconds: 30, stop_timeout: 30 });
    expect(container({ stopGraceSeconds: 5 })).toMatchObject({ destroy_grace_seconds: 5, stop_timeout: 5 });
  });

  it("joins the monitoring network under its own name, whatever the prefix", () => {
    const prefixed = synthesize(build({}, { namePrefix: "shop-", subnet: "10.1.0.0/16" }));
    expect(containerNamed(prefixed, "shop-redis")).toMatchObject({
      network_mode: "bridge",
      networks_advanced: [{ name: "${docker_network.host.name}", aliases: ["redis"] }],
    });
  });

  it("reaches its host by name", () => {
    expect(container()).toMatchObject({ host: [{ host: "host.docker.internal", ip: "host-gateway" }] });
  });

  it("says in its labels what it is", () => {
    expect(container()).toMatchObject({
      labels: [
        { label: "cdktf-monitoring.component", value: "exporter" },
        { label: "cdktf-monitoring.stack", value: "monitoring" },
        { label: "cdktf-monitoring.job", value: "redis" },
      ],
    });
  });
});

describe("Exporter", () => {
  it("is scraped under its id, and told apart by its host's name", () => {
    const configs: unknown[] = [];
    synthesize((stack) => configs.push(build()(stack).scrapeConfig()));
    expect(configs).toEqual([
      {
        job: "redis",
        path: undefined,
        interval: undefined,
        addresses: [{ address: "redis:9121", instance: "docker-host:9121", host: "docker-host" }],
      },
    ]);
  });

  it("publishes no port", () => {
    expect(container()).not.toHaveProperty("ports");
  });

  it("hands on its command, environment and user", () => {
    const given = container({ command: ["--debug"], environment: { REDIS_ADDR: "redis://redis" }, user: "59000" });
    expect(given).toMatchObject({ command: ["--debug"], env: ["REDIS_ADDR=redis://redis"], user: "59000" });
  });

  it("gets its command and environment as they were written where Terraform would read a template", () => {
    const given = container({ command: ["--format=%{host}"], environment: { FORMAT: "${host}" } });
    expect(given).toMatchObject({ command: ["--format=%%{host}"], env: ["FORMAT=$${host}"] });
  });

  it("exposes what it is said to expose, and nothing that is known otherwise", () => {
    const metrics = new Map([["redis_up", { type: "gauge" as const, labels: [] }]]);
    const known: unknown[] = [];
    synthesize((stack) => known.push(build({ metrics })(stack).knownMetrics()));
    synthesize((stack) => known.push(build()(stack).knownMetrics()));
    expect(known).toEqual([metrics, new Map()]);
  });

  it("takes what only Terraform knows where nothing is made from it, and refuses it by name elsewhere", () => {
    const later = (stack: TerraformStack) => unknownValue(stack, "later");
    const given = (stack: TerraformStack) =>
      build({ path: later(stack), logMaxSize: "10m", user: "1", capabilities: [], writableFolders: ["/data"] })(stack);
    expect(refusals(given)).toEqual([]);
    expect(refusals((stack) => build({ writableFolders: [later(stack)] })(stack))).toEqual([
      "[stack/redis] writableFolders must be a literal, since synth reads it: received a value that only Terraform knows",
    ]);
  });

  it("names everything that is wrong at once", () => {
    expect(refusals(build({ image: "redis_exporter", port: 0, path: "metrics", memory: 1 }))).toEqual([
      '[stack/redis] image must end in a tag or a digest, such as prom/prometheus:v3.14.0: received "redis_exporter"',
      "[stack/redis] memory must be a whole number of MiB, 6 or more: received 1",
      "[stack/redis] port must be a whole number from 1 to 65535: received 0",
      '[stack/redis] path must begin with "/": received "metrics"',
    ]);
  });
});
