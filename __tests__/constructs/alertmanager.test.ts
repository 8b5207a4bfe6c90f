import type { TerraformStack } from "cdktf";
import { parse } from "yaml";
import { Alertmanager, type AlertmanagerProps } from "../../constructs/alertmanager";
import { MonitoringHost, type MonitoringHostProps } from "../../constructs/monitoring-host";
import {
  built,
  containerNamed,
  fileOf,
  filesOf,
  refusals,
  resourcesOf,
  synthesize,
  unknownValue,
  type Synthesized,
} from "./synthesize";

type Options = Omit<AlertmanagerProps, "host">;

const build =
  (options: Options = {}, hostProps: MonitoringHostProps = {}) =>
  (stack: TerraformStack) =>
    new Alertmanager(stack, "alertmanager", { ...options, host: new MonitoringHost(stack, "host", hostProps) });

const container = (options: Options = {}) => containerNamed(synthesize(build(options)), "alertmanager");

const routeOf = (synthesized: Synthesized): unknown => {
  const content = fileOf(synthesized, "alertmanager-config", "/configuration/alertmanager.yml");
  return (parse(content) as { route: unknown }).route;
};

const webhook = { url: "https://hooks.example.com/a", bearerToken: "s3cret" };

describe("Alertmanager's container", () => {
  it("runs 0.34.0, unless it is told otherwise", () => {
    const imagesOf = (options?: Options) =>
      new Set(resourcesOf(synthesize(build(options)), "docker_image").map(({ name }) => name));
    expect(imagesOf()).toEqual(new Set(["prom/alertmanager:v0.34.0"]));
    expect(imagesOf({ image: "prom/alertmanager:v0.31.1" })).toEqual(new Set(["prom/alertmanager:v0.31.1"]));
  });

  it("has 128 MiB, unless it is told otherwise", () => {
    expect(container()).toMatchObject({ memory: 128, memory_swap: 128 });
    expect(container({ memory: 256 })).toMatchObject({ memory: 256, memory_swap: 256 });
  });

  it("is reached on loopback at 9093, unless it is told otherwise", () => {
    expect(container()).toMatchObject({ ports: [{ internal: 9093, external: 9093, ip: "127.0.0.1" }] });
    expect(container({ port: 9999 })).toMatchObject({ ports: [{ internal: 9093, external: 9999, ip: "127.0.0.1" }] });
    expect(container({ port: false })).not.toHaveProperty("ports");
  });

  it("looks for no peers", () => {
    expect(container()["command"]).toEqual([
      "--config.file=/etc/alertmanager/alertmanager.yml",
      "--storage.path=/alertmanager",
      "--cluster.listen-address=",
      "--web.external-url=http://localhost:9093/",
      "--web.route-prefix=/",
    ]);
  });

  it("answers at / whatever path users open, so that its healthcheck and Prometheus find it", () => {
    const command = container({ externalUrl: "https://ops.example.com/alertmanager/" })["command"];
    expect(command).toContain("--web.route-prefix=/");
  });

  it("puts the address that users open into its links", () => {
    const links = container({ externalUrl: "https://alerts.example.com/" })["command"];
    expect(links).toContain("--web.external-url=https://alerts.example.com/");
  });

  it("keeps silences in a named volume that is no resource, so that no plan can delete it", () => {
    expect(container()["volumes"]).toContainEqual({
      volume_name: "alertmanager-data",
      container_path: "/alertmanager",
    });
    expect(resourcesOf(synthesize(build()), "docker_volume")).toMatchObject([{ name: "alertmanager-config" }]);
  });

  it("cannot write its configuration", () => {
    expect(container()["volumes"]).toContainEqual({
      volume_name: expect.stringMatching(/^\$\{docker_volume\.alertmanager_config_volume_\w+\.name\}$/) as string,
      container_path: "/etc/alertmanager",
      read_only: true,
    });
  });

  it("is replaced when its configuration changes, since it does not reload by itself", () => {
    // Terraform's JSON takes an address in both places, and no interpolation.
    const { lifecycle, depends_on: dependencies } = container();
    expect(dependencies).toEqual([expect.stringMatching(/^docker_container\.alertmanager_config_\w+$/)]);
    expect(lifecycle).toMatchObject({
      replace_triggered_by: expect.arrayContaining(dependencies as string[]) as string[],
    });
  });

  it("reaches a receiver on its host by name", () => {
    expect(container()).toMatchObject({ host: [{ host: "host.docker.internal", ip: "host-gateway" }] });
  });

  it("is waited for until it is ready", () => {
    expect(container()).toMatchObject({
      wait: true,
      healthcheck: { test: ["CMD-SHELL", "wget -q -O /dev/null http://127.0.0.1:9093/-/ready || exit 1"] },
    });
  });
});

describe("Alertmanager's configuration", () => {
  it("waits 30 s for a group's first alerts and 5 m for its next ones, and repeats itself every 4 h", () => {
    expect(routeOf(synthesize(build()))).toMatchObject({
      group_wait: "30s",
      group_interval: "5m",
      repeat_interval: "4h",
    });
  });

  it("waits and repeats itself as it is told", () => {
    const options = { groupWait: "1s", groupInterval: "10s", repeatInterval: "1d" };
    expect(routeOf(synthesize(build(options)))).toMatchObject({
      group_wait: "1s",
      group_interval: "10s",
      repeat_interval: "1d",
    });
  });

  it("sends to nobody where there is no receiver", () => {
    const synthesized = synthesize(build());
    expect(Object.keys(filesOf(synthesized, "alertmanager-config"))).toEqual(["/configuration/alertmanager.yml"]);
    expect(routeOf(synthesized)).toMatchObject({ receiver: "nobody" });
  });

  it("sends to the receiver, but for what is only shown", () => {
    expect(routeOf(synthesize(build({ receiver: { webhook } })))).toMatchObject({
      receiver: "receiver",
      routes: [{ receiver: "nobody", matchers: ['notify="none"'] }, expect.anything()],
    });
  });

  it("repeats the Watchdog often, so that its absence is noticed soon", () => {
    expect(routeOf(synthesize(build({ receiver: { webhook } })))).toMatchObject({
      routes: [expect.anything(), { matchers: ['alertname="Watchdog"'], repeat_interval: "5m" }],
    });
  });

  it("tells of the graver one where one thing is wrong in two grades", () => {
    const content = fileOf(
      synthesize(build({ receiver: { webhook } })),
      "alertmanager-config",
      "/configuration/alertmanager.yml",
    );
    expect(parse(content)).toMatchObject({
      inhibit_rules: [{ source_matchers: ['severity="critical"'], target_matchers: ['severity="warning"'] }],
    });
  });

  it("carries secrets in files of their own", () => {
    const files = filesOf(synthesize(build({ receiver: { webhook } })), "alertmanager-config");
    expect(files).toMatchObject({
      "/configuration/receiver-secret": "s3cret",
      "/configuration/webhook-url": "https://hooks.example.com/a",
    });
    expect(files["/configuration/alertmanager.yml"]).not.toMatch(/s3cret|hooks\.example\.com/);
  });

  it("carries secrets that are known to Terraform only", () => {
    const synthesized = synthesize((stack) =>
      build({ receiver: { webhook: { url: unknownValue(stack, "url"), bearerToken: unknownValue(stack, "token") } } })(
        stack,
      ),
    );
    expect(filesOf(synthesized, "alertmanager-config")).toMatchObject({
      "/configuration/receiver-secret": "${var.token}",
      "/configuration/webhook-url": "${var.url}",
    });
  });

  it("carries secrets as they were written where Terraform would read a template", () => {
    const receiver = { webhook: { url: "https://hooks.example.com/${a}", bearerToken: "%{b}" } };
    expect(filesOf(synthesize(build({ receiver })), "alertmanager-config")).toMatchObject({
      "/configuration/receiver-secret": "%%{b}",
      "/configuration/webhook-url": "https://hooks.example.com/$${a}",
    });
  });
});

describe("Alertmanager among the others", () => {
  it("is where Prometheus sends alerts", () => {
    expect(built(build()).alertmanagerAddress).toBe("alertmanager:9093");
  });

  it("is scraped under its name, and told apart by its host's name", () => {
    expect(built(build()).scrapeConfig()).toEqual({
      job: "alertmanager",
      addresses: [{ address: "alertmanager:9093", instance: "docker-host:9093", host: "docker-host" }],
    });
  });

  it("is known to expose Alertmanager's own metrics", () => {
    expect([...built(build()).knownMetrics().keys()]).toContain("alertmanager_alerts");
  });
});

describe("Alertmanager refuses", () => {
  it("everything that is wrong at once", () => {
    const options = {
      image: "alertmanager",
      port: 0,
      receiver: { webhook: { url: "hooks.example.com" } },
      externalUrl: "127.0.0.1:9093",
      groupWait: "soon",
      groupInterval: "5 m",
      repeatInterval: "0s",
    };
    expect(refusals(build(options))).toEqual([
      '[stack/alertmanager] image must end in a tag or a digest, such as prom/prometheus:v3.14.0: received "alertmanager"',
      "[stack/alertmanager] port must be a whole number from 1 to 65535: received 0",
      '[stack/alertmanager] receiver.webhook.url must be an address of http:// or https://, a host and no blanks, such as https://ops.example.com/: received "hooks.example.com"',
      '[stack/alertmanager] externalUrl must be an address of http:// or https://, a host and no blanks, such as https://ops.example.com/: received "127.0.0.1:9093"',
      '[stack/alertmanager] groupWait must be a duration such as 30s, 5m or 15d, units descending: received "soon"',
      '[stack/alertmanager] groupInterval must be a duration such as 30s, 5m or 15d, units descending: received "5 m"',
      '[stack/alertmanager] repeatInterval must last longer than zero, such as 30s, 5m or 15d: received "0s"',
    ]);
  });

  it("a second stack on its port", () => {
    expect(refusals(build({}, { namePrefix: "shop-", subnet: "10.1.0.0/16" }))).toEqual([
      '[stack/alertmanager] port must be given with namePrefix "shop-": two stacks on one engine cannot share one',
    ]);
  });
});
