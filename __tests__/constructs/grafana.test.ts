import type { TerraformStack } from "cdktf";
import { Grafana, type GrafanaOptions } from "../../constructs/grafana";
import { MonitoringHost, type MonitoringHostProps } from "../../constructs/monitoring-host";
import { built, containerNamed, environmentOf, refusals, resourcesOf, synthesize, unknownValue } from "./synthesize";

const build =
  (options: GrafanaOptions = {}, hostProps: MonitoringHostProps = {}) =>
  (stack: TerraformStack) =>
    new Grafana(stack, "grafana", { ...options, host: new MonitoringHost(stack, "host", hostProps) });

const container = (options: GrafanaOptions = {}) => containerNamed(synthesize(build(options)), "grafana");

const provider = (options: GrafanaOptions = {}) => synthesize(build(options)).provider["grafana"]?.[0];

describe("Grafana's container", () => {
  it("runs 12.4.3, unless it is told otherwise", () => {
    const imageOf = (options?: GrafanaOptions) =>
      resourcesOf(synthesize(build(options)), "docker_image").map(({ name }) => name);
    expect(imageOf()).toEqual(["grafana/grafana:12.4.3"]);
    expect(imageOf({ image: "grafana/grafana-oss:12.4.3" })).toEqual(["grafana/grafana-oss:12.4.3"]);
  });

  it("has 512 MiB, unless it is told otherwise", () => {
    expect(container()).toMatchObject({ memory: 512, memory_swap: 512 });
    expect(container({ memory: 1024 })).toMatchObject({ memory: 1024, memory_swap: 1024 });
  });

  it("is reached on loopback at 3000, unless it is told otherwise", () => {
    expect(container()).toMatchObject({ ports: [{ internal: 3000, external: 3000, ip: "127.0.0.1" }] });
    expect(container({ port: 3100, listenAddress: "10.0.0.5", adminPassword: "s3cret" })).toMatchObject({
      ports: [{ internal: 3000, external: 3100, ip: "10.0.0.5" }],
    });
  });

  it("keeps its database in a named volume that is no resource, so that no plan can delete it", () => {
    expect(container()["volumes"]).toEqual([{ volume_name: "grafana-data", container_path: "/var/lib/grafana" }]);
    expect(resourcesOf(synthesize(build()), "docker_volume")).toEqual([]);
  });

  it("is waited for until its API answers", () => {
    expect(container()).toMatchObject({
      wait: true,
      wait_timeout: 120,
      healthcheck: {
        test: ["CMD-SHELL", "wget -q -O /dev/null http://127.0.0.1:3000/api/health || exit 1"],
        interval: "5s",
        timeout: "5s",
      },
    });
  });

  it("sets the password on an existing database too, before Grafana starts", () => {
    expect(container()["entrypoint"]).toEqual([
      "/bin/sh",
      "-c",
      expect.stringMatching(/admin reset-admin-password "\$GF_SECURITY_ADMIN_PASSWORD" .*; exec \/run\.sh$/),
    ]);
  });

  it("is told its settings in its environment", () => {
    const told = environmentOf(
      synthesize(build({ adminUser: "ops", adminPassword: "s3cret", environment: { GF_LOG_LEVEL: "warn" } })),
      "grafana",
    );
    expect(told).toMatchObject({
      GF_SECURITY_ADMIN_USER: "ops",
      GF_SECURITY_ADMIN_PASSWORD: "s3cret",
      GF_LOG_LEVEL: "warn",
    });
  });

  it("is told of the mail server that it sends with", () => {
    const smtp = { from: "grafana@example.com", smarthost: "mail.example.com:587" };
    expect(environmentOf(synthesize(build({ smtp })), "grafana")).toMatchObject({
      GF_SMTP_ENABLED: "true",
      GF_SMTP_HOST: "mail.example.com:587",
      GF_SMTP_FROM_ADDRESS: "grafana@example.com",
    });
  });

  it("refuses a mail server that it could not send with", () => {
    const smtp = { from: "grafana", smarthost: "mail.example.com", username: "ops", password: "" };
    expect(refusals(build({ smtp }))).toEqual([
      '[stack/grafana] smtp must have mailboxes such as ops@example.com: received "grafana"',
      '[stack/grafana] smtp.smarthost must be host:port: received "mail.example.com"',
      "[stack/grafana] smtp.password must not be empty: leave both out where no login is asked for",
    ]);
  });

  it("takes a password that is known to Terraform only", () => {
    const synthesized = synthesize((stack) => build({ adminPassword: unknownValue(stack, "password") })(stack));
    expect(environmentOf(synthesized, "grafana")).toMatchObject({ GF_SECURITY_ADMIN_PASSWORD: "${var.password}" });
  });

  it("is scraped under its name, and told apart by its host's name", () => {
    expect(built(build()).scrapeConfig()).toEqual({
      job: "grafana",
      addresses: [{ address: "grafana:3000", instance: "docker-host:3000", host: "docker-host" }],
    });
  });

  it("is known to expose Grafana's own metrics", () => {
    expect([...built(build()).knownMetrics().keys()]).toContain("grafana_http_request_duration_seconds");
  });
});

describe("the address that users open", () => {
  it("is the published port on this machine", () => {
    expect(built(build()).url).toBe("http://localhost:3000/");
    expect(built(build({ port: 3100 })).url).toBe("http://localhost:3100/");
  });

  it("is the one that is given, by which Grafana knows itself", () => {
    const rootUrl = "https://grafana.example.com/";
    expect(built(build({ rootUrl })).url).toBe(rootUrl);
    expect(environmentOf(synthesize(build({ rootUrl })), "grafana")).toMatchObject({ GF_SERVER_ROOT_URL: rootUrl });
  });
});

describe("Grafana's provider", () => {
  it("reaches the published port with the default login, and asks again while Grafana is not ready", () => {
    expect(provider()).toEqual({ url: "http://127.0.0.1:3000", auth: "admin:admin", retries: 5, retry_wait: 2 });
  });

  it("follows the port, the address and the login", () => {
    const options = { port: 3100, listenAddress: "10.0.0.5", adminUser: "ops", adminPassword: "s3cret" };
    expect(provider(options)).toMatchObject({ url: "http://10.0.0.5:3100", auth: "ops:s3cret" });
  });

  it("reaches a port that is published everywhere on loopback", () => {
    expect(provider({ listenAddress: "0.0.0.0", adminPassword: "s3cret" })).toMatchObject({
      url: "http://127.0.0.1:3000",
    });
  });

  it("takes another address, as for a proxy in front of Grafana", () => {
    const options = { port: false as const, apiUrl: "https://grafana.example.com" };
    expect(provider(options)).toMatchObject({ url: "https://grafana.example.com" });
  });

  it("asks Terraform for variables, and for nothing that exists after an apply only", () => {
    const { provider: providers } = synthesize((stack) =>
      build({ adminUser: unknownValue(stack, "user"), adminPassword: unknownValue(stack, "password") })(stack),
    );
    expect(providers["grafana"]).toMatchObject([{ url: "http://127.0.0.1:3000", auth: "${var.user}:${var.password}" }]);
    expect(JSON.stringify(providers["grafana"])).not.toContain("docker_");
  });

  it("logs in with a password as it was written where Terraform would read a template", () => {
    const synthesized = synthesize(build({ adminPassword: "a${b}%{c}" }));
    expect(synthesized.provider["grafana"]).toMatchObject([{ auth: "admin:a$${b}%%{c}" }]);
    expect(environmentOf(synthesized, "grafana")).toMatchObject({ GF_SECURITY_ADMIN_PASSWORD: "a$${b}%%{c}" });
  });

  it("may be any release that the bindings are valid for", () => {
    expect(synthesize(build()).terraform.required_providers["grafana"]?.version).toBe(">= 4.45.1, < 5.0.0");
  });

  it("has an alias of its own in a stack that has another Grafana", () => {
    const { provider: providers } = synthesize((stack) => {
      for (const [index, id] of ["one", "two", "three"].entries()) {
        const own = { namePrefix: `v1.${index}-`, subnet: `10.${index}.0.0/16` };
        const host = new MonitoringHost(stack, `host-${index}`, own);
        new Grafana(stack, id, { host, port: 3000 + index });
      }
    });
    const aliases = (providers["grafana"] ?? []).map(({ alias }) => alias);
    expect(aliases[0]).toBeUndefined();
    expect(new Set(aliases).size).toBe(3);
    // What Terraform takes as a name.
    expect(aliases.slice(1)).toEqual([
      expect.stringMatching(/^[a-zA-Z][\w-]*$/),
      expect.stringMatching(/^[a-zA-Z][\w-]*$/),
    ]);
  });
});

describe("the password admin", () => {
  const refused =
    'adminPassword must not be "admin" while a port is published beyond loopback: give a password of your own';
  const lifecycle = (options: GrafanaOptions): unknown =>
    containerNamed(
      synthesize((stack) => build({ adminPassword: unknownValue(stack, "password"), ...options })(stack)),
      "grafana",
    )["lifecycle"];

  it("is accepted on loopback", () => {
    expect(refusals(build())).toEqual([]);
  });

  it("is refused at synth where the port is published wider", () => {
    expect(refusals(build({ listenAddress: "0.0.0.0" }))).toEqual([`[stack/grafana] ${refused}`]);
    expect(refusals(build({ listenAddress: "0.0.0.0", adminPassword: "s3cret" }))).toEqual([]);
  });

  it("is refused by the plan, with the same text, where it comes from a variable", () => {
    expect(lifecycle({ listenAddress: "0.0.0.0" })).toMatchObject({
      precondition: [
        expect.anything(),
        { condition: '${(var.password != "admin")}', error_message: `[stack/grafana] ${refused}` },
      ],
    });
    expect(
      refusals((stack) => build({ adminPassword: unknownValue(stack, "password"), listenAddress: "0.0.0.0" })(stack)),
    ).toEqual([]);
  });

  it("is no question of the plan on loopback", () => {
    expect(lifecycle({})).toMatchObject({ precondition: [{ error_message: expect.not.stringContaining(refused) }] });
  });

  it("is accepted where nothing is published", () => {
    expect(refusals(build({ port: false, listenAddress: "0.0.0.0", apiUrl: "http://10.0.0.5:3000" }))).toEqual([]);
  });

  it("is accepted or refused as allowDefaultPassword says", () => {
    expect(refusals(build({ listenAddress: "0.0.0.0", allowDefaultPassword: true }))).toEqual([]);
    expect(refusals(build({ allowDefaultPassword: false }))).toEqual([`[stack/grafana] ${refused}`]);
  });
});

describe("Grafana refuses", () => {
  it("a password that Grafana would refuse", () => {
    expect(refusals(build({ adminPassword: "abc" }))).toEqual([
      "[stack/grafana] adminPassword must have 4 characters or more: Grafana refuses shorter ones",
    ]);
  });

  it("a password that its command line would take for an option", () => {
    expect(refusals(build({ adminPassword: "-secret" }))).toEqual([
      '[stack/grafana] adminPassword must not begin with "-": Grafana\'s command line takes it for an option',
    ]);
  });

  it("by the plan the same from a variable, as a resource's condition, which does not show the password", () => {
    const { lifecycle } = containerNamed(
      synthesize((stack) => build({ adminPassword: unknownValue(stack, "password") })(stack)),
      "grafana",
    );
    expect(lifecycle).toMatchObject({
      precondition: [
        {
          condition: '${!startswith(var.password, "-")}',
          error_message:
            '[stack/grafana] adminPassword must not begin with "-": Grafana\'s command line takes it for an option',
        },
      ],
    });
  });

  it("a name that is empty, as a variable is that was not set", () => {
    expect(refusals(build({ adminUser: "" }))).toEqual([
      "[stack/grafana] adminUser must not be empty: Terraform could not log in",
    ]);
  });

  it("addresses that are none", () => {
    expect(refusals(build({ rootUrl: "grafana.example.com", apiUrl: "127.0.0.1:3000" }))).toEqual(
      Object.entries({ rootUrl: "grafana.example.com", apiUrl: "127.0.0.1:3000" }).map(
        ([option, url]) =>
          `[stack/grafana] ${option} must be an address of http:// or https://, a host and no blanks, such as https://ops.example.com/: received "${url}"`,
      ),
    );
  });

  it("a name that would end where the password begins", () => {
    expect(refusals(build({ adminUser: "a:b" }))).toEqual(['[stack/grafana] adminUser must not contain ":"']);
  });

  it("to be without a port and without an address for Terraform", () => {
    expect(refusals(build({ port: false }))).toEqual([
      "[stack/grafana] apiUrl must be given where port is false: Terraform has to reach Grafana's API",
    ]);
  });

  it("an address that is not known before the container exists", () => {
    expect(refusals((stack) => build({ apiUrl: unknownValue(stack, "url") })(stack))).toEqual([
      "[stack/grafana] apiUrl must be a literal: a plan needs it before the container exists",
    ]);
  });

  it("a second stack on its port", () => {
    expect(refusals(build({}, { namePrefix: "shop-", subnet: "10.1.0.0/16" }))).toEqual([
      '[stack/grafana] port must be given with namePrefix "shop-": two stacks on one engine cannot share one',
    ]);
  });

  it("everything that is wrong at once", () => {
    const options = { image: "grafana/grafana", memory: 1, port: 0, listenAddress: "anywhere", adminPassword: "a" };
    expect(refusals(build(options))).toEqual([
      '[stack/grafana] image must end in a tag or a digest, such as prom/prometheus:v3.14.0: received "grafana/grafana"',
      "[stack/grafana] memory must be a whole number of MiB, 6 or more: received 1",
      "[stack/grafana] port must be a whole number from 1 to 65535: received 0",
      '[stack/grafana] listenAddress must be an IPv4 address such as 127.0.0.1: received "anywhere"',
      "[stack/grafana] adminPassword must have 4 characters or more: Grafana refuses shorter ones",
    ]);
  });
});
