import { apiMetrics, counter, defineCatalogue } from "cdktf-monitoring-metrics/definitions";
import type { TerraformStack } from "cdktf";
import {
  MetricsExposer,
  type MetricsExposerContainer,
  type MetricsExposerOptions,
} from "../../constructs/metrics-exposer";
import { MonitoringHost, type MonitoringHostProps } from "../../constructs/monitoring-host";
import { built, containerNamed, environmentOf, refusals, resourcesOf, synthesize, unknownValue } from "./synthesize";

interface Options extends Partial<MetricsExposerOptions> {
  readonly container?: MetricsExposerContainer;
}

const build =
  (options: Options = { target: "host.docker.internal:8000" }, hostProps: MonitoringHostProps = {}) =>
  (stack: TerraformStack) =>
    new MetricsExposer(stack, "api", {
      catalogue: apiMetrics,
      ...options,
      host: new MonitoringHost(stack, "host", hostProps),
    });

const image = { image: "shop/api:1.2.3", port: 8000 };

const container = (more: Partial<MetricsExposerContainer> = {}, options: Options = {}) =>
  containerNamed(synthesize(build({ ...options, container: { ...image, ...more } })), "api");

const addresses = (options: Options, hostProps?: MonitoringHostProps) =>
  built(build(options, hostProps)).scrapeConfig().addresses;

describe("the line budget of an exposer", () => {
  const limits = (options: Options) => built(build({ target: "api.example.com:80", ...options })).scrapeConfig().limits;

  it("is 20,000 lines, unless it is told otherwise, and every limit of the target lies above it", () => {
    expect(limits({})).toEqual({ samples: 45_000, labelValueLength: 768, bodySize: "57600000B" });
    expect(limits({ lineBudget: 1_000 })).toEqual({ samples: 7_000, labelValueLength: 768, bodySize: "8960000B" });
  });

  it("leaves limits that are given as they are", () => {
    expect(limits({ limits: { samples: 10 } })).toMatchObject({ samples: 10, labelValueLength: 768 });
  });

  it("is handed to the container", () => {
    const synthesized = synthesize(build({ lineBudget: 1_000, container: image }));
    expect(environmentOf(synthesized, "api")).toMatchObject({ METRICS_LINE_BUDGET: "1000" });
  });

  it("has to be a whole number", () => {
    expect(refusals(build({ target: "api.example.com:80", lineBudget: 0 }))).toEqual([
      "[stack/api] lineBudget must be a whole number, 1 or more: received 0",
    ]);
  });
});

describe("a program that is not ours", () => {
  it("runs with the command, user, capabilities and folders that it is given", () => {
    const program = {
      command: ["serve"],
      user: "1000",
      capabilities: ["CAP_NET_BIND_SERVICE"],
      writableFolders: ["/app/cache"],
    };
    expect(container(program)).toMatchObject({
      command: ["serve"],
      user: "1000",
      capabilities: { drop: ["ALL"], add: ["CAP_NET_BIND_SERVICE"] },
      tmpfs: { "/tmp": "rw,noexec,nosuid,size=64m", "/app/cache": "rw,noexec,nosuid,size=64m" },
    });
  });

  it("is refused where the engine would refuse it, each option by its name", () => {
    const program = { capabilities: ["NET_RAW"], writableFolders: ["cache"], logMaxFiles: 0, logMaxSize: "1M" };
    const more = { ...program, stopGraceSeconds: -1 };
    expect(refusals(build({ container: { ...image, ...more } }))).toEqual([
      "[stack/api] container.stopGraceSeconds must be a whole number, 0 or more: received -1",
      '[stack/api] container.logMaxSize must be a whole number and one of k, m, g, such as 10m: received "1M"',
      "[stack/api] container.logMaxFiles must be a whole number, 1 or more: received 0",
      '[stack/api] container.capabilities must be written as CAP_NET_RAW is: received "NET_RAW"',
      '[stack/api] container.writableFolders must be absolute paths: received "cache"',
    ]);
  });
});

describe("an application that runs by itself", () => {
  it("has no container here", () => {
    const synthesized = synthesize(build());
    expect(resourcesOf(synthesized, "docker_container")).toEqual([]);
    expect(built(build()).container).toBeUndefined();
  });

  it("is scraped under the construct's id at /monitoring/metrics/, as often as Prometheus says", () => {
    expect(built(build()).scrapeConfig()).toMatchObject({
      job: "api",
      path: "/monitoring/metrics/",
      addresses: [{ address: "host.docker.internal:8000", instance: "docker-host:8000", host: "docker-host" }],
    });
  });

  it("is scraped as it is told", () => {
    const options = {
      target: "api.example.com:443",
      path: "/metrics",
      scrapeInterval: "1m",
      credentials: { bearerToken: "s3cret" },
      limits: { samples: 10 },
      labels: { team: "shop" },
    };
    expect(built(build(options)).scrapeConfig()).toMatchObject({
      path: "/metrics",
      interval: "1m",
      credentials: { bearerToken: "s3cret" },
      limits: { samples: 10 },
      labels: { team: "shop" },
    });
  });

  it.each(["host.docker.internal:8000", "localhost:8000"])("at %s bears its host's name", (target) => {
    expect(addresses({ target }, { name: "one" })).toEqual([{ address: target, instance: "one:8000", host: "one" }]);
  });

  it("may be on a host that Terraform only knows", () => {
    const { host, exposer } = built((stack) => {
      const host = unknownValue(stack, "api_host");
      return { host, exposer: build({ target: `${host}:8000` })(stack) };
    });
    expect(exposer.scrapeConfig().addresses).toEqual([{ address: `${host}:8000`, instance: `${host}:8000`, host }]);
    expect(exposer.node.validate()).toEqual([]);
  });

  it("elsewhere names its own host", () => {
    expect(addresses({ target: "api.example.com:8000" })).toEqual([
      { address: "api.example.com:8000", instance: "api.example.com:8000", host: "api.example.com" },
    ]);
  });

  it("may have several instances", () => {
    const target = ["one.example.com:8000", "two.example.com:8000"];
    expect(addresses({ target }).map(({ instance }) => instance)).toEqual(target);
  });
});

describe("an application that runs as a container", () => {
  it("is scraped at its port in the monitoring network, and bears its host's name", () => {
    expect(addresses({ container: image })).toEqual([
      { address: "api:8000", instance: "docker-host:8000", host: "docker-host" },
    ]);
  });

  it("is scraped where it is told, as behind a proxy", () => {
    expect(addresses({ container: image, target: "proxy:80" })).toEqual([
      { address: "proxy:80", instance: "proxy:80", host: "proxy" },
    ]);
  });

  it("has 128 MiB, unless it is told otherwise", () => {
    expect(container()).toMatchObject({ memory: 128, memory_swap: 128 });
    expect(container({ memory: 512 })).toMatchObject({ memory: 512, memory_swap: 512 });
  });

  it("publishes no port, unless it is told one, and that on loopback", () => {
    expect(container()).not.toHaveProperty("ports");
    expect(container({ publishedPort: 9000 })).toMatchObject({
      ports: [{ internal: 8000, external: 9000, ip: "127.0.0.1" }],
    });
  });

  it("is told where to serve its metrics, beside its own settings", () => {
    const synthesized = synthesize(build({ container: { ...image, environment: { LOG_LEVEL: "debug" } } }));
    expect(environmentOf(synthesized, "api")).toEqual({ METRICS_PATH: "/monitoring/metrics/", LOG_LEVEL: "debug" });
  });

  it("serves its metrics where Prometheus asks for them", () => {
    const options = { path: "/metrics", container: image };
    expect(environmentOf(synthesize(build(options)), "api")).toEqual({ METRICS_PATH: "/metrics" });
    expect(built(build(options)).scrapeConfig().path).toBe("/metrics");
  });

  it("asks for the token that Prometheus shows", () => {
    const synthesized = synthesize((stack) =>
      build({ container: image, credentials: { bearerToken: unknownValue(stack, "token") } })(stack),
    );
    expect(environmentOf(synthesized, "api")).toMatchObject({ METRICS_BEARER_TOKEN: "${var.token}" });
  });

  it("asks for the name and the password that Prometheus shows", () => {
    const credentials = { username: "prometheus", password: "s3cret" };
    const options = { container: image, credentials };
    expect(environmentOf(synthesize(build(options)), "api")).toMatchObject({
      METRICS_USERNAME: "prometheus",
      METRICS_PASSWORD: "s3cret",
    });
    expect(built(build(options)).scrapeConfig().credentials).toEqual(credentials);
  });

  it("lets its own settings win", () => {
    const options = { container: { ...image, environment: { METRICS_PATH: "/elsewhere" } } };
    expect(environmentOf(synthesize(build(options)), "api")).toMatchObject({ METRICS_PATH: "/elsewhere" });
  });
});

describe("what an application is known to expose", () => {
  const catalogue = defineCatalogue({
    ordersTotal: counter({ name: "orders_total", help: "Orders.", labels: { channel: {} } }),
  });

  it("is its catalogue, with the labels of every target", () => {
    expect(
      built(build({ catalogue, target: "shop:8000" }))
        .knownMetrics()
        .get("orders_total"),
    ).toMatchObject({
      type: "counter",
      labels: ["channel", "job", "instance", "host"],
    });
  });

  it("is what the exposer tells of itself, and what Node tells of its process", () => {
    const names = [
      ...built(build({ catalogue, target: "shop:8000" }))
        .knownMetrics()
        .keys(),
    ];
    expect(names).toEqual(expect.arrayContaining(["metrics_collect_errors_total", "nodejs_heap_size_used_bytes"]));
  });
});

describe("MetricsExposer refuses", () => {
  it("to be nowhere", () => {
    expect(refusals(build({}))).toEqual([
      "[stack/api] target must be given as host:port, unless a container runs the application",
    ]);
    expect(refusals(build({ target: [] }))).toHaveLength(1);
  });

  it.each(["api", "api:", "api:http", "api:0", "api:70000", "http://api:8000", "api:8000/metrics", "a b:1", ""])(
    "the target %j",
    (target) => {
      expect(refusals(build({ target }))).toEqual([`[stack/api] target must be host:port: received "${target}"`]);
    },
  );

  it("a target whose port is not known at synth", () => {
    expect(refusals((stack) => build({ target: unknownValue(stack, "target") })(stack))).toEqual([
      "[stack/api] target must be host:port: received a value whose port only Terraform knows",
    ]);
  });

  it("everything that is wrong with a scrape at once", () => {
    expect(refusals(build({ target: "api", path: "metrics", scrapeInterval: "often" }))).toEqual([
      '[stack/api] target must be host:port: received "api"',
      '[stack/api] path must begin with "/" and hold only letters, digits and -._~$&+,;=:@%/, since clients send other characters encoded, or not at all: received "metrics"',
      '[stack/api] scrapeInterval must be a duration such as 30s, 5m or 15d, units descending: received "often"',
    ]);
  });

  it.each(["/métrics", "/metrics?format=text", "/a b", "/metrics(1)", "/${path}", ""])(
    "the path %j, which the exposer itself would refuse",
    (path) => {
      expect(refusals(build({ target: "api:8000", path }))).toEqual([
        `[stack/api] path must begin with "/" and hold only letters, digits and -._~$&+,;=:@%/, since clients send other characters encoded, or not at all: received "${path}"`,
      ]);
    },
  );

  it("no path of the characters that every client sends as they are", () => {
    expect(refusals(build({ target: "api:8000", path: "/a-b/c.d_e~$&+,;=:@%20/9" }))).toEqual([]);
  });

  it("everything that is wrong with a container at once, by the option's name", () => {
    const bad = { image: "shop/api", memory: 1, port: 0, publishedPort: 70_000 };
    expect(refusals(build({ target: "api:8000", container: bad }))).toEqual([
      '[stack/api] container.image must end in a tag or a digest, such as prom/prometheus:v3.14.0: received "shop/api"',
      "[stack/api] container.memory must be a whole number of MiB, 6 or more: received 1",
      "[stack/api] container.port must be a whole number from 1 to 65535: received 0",
      "[stack/api] container.publishedPort must be a whole number from 1 to 65535: received 70000",
    ]);
  });

  it("no second stack, which publishes no port of its own accord", () => {
    const prefixed = build({ container: image }, { namePrefix: "shop-", subnet: "10.1.0.0/16" });
    expect(refusals(prefixed)).toEqual([]);
  });
});
