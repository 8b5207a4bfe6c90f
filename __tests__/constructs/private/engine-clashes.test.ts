import { Container } from "@cdktf/provider-docker/lib/container";
import { Network } from "@cdktf/provider-docker/lib/network";
import { DockerProvider } from "@cdktf/provider-docker/lib/provider";
import { defineCatalogue } from "cdktf-monitoring-metrics/definitions";
import { TerraformStack } from "cdktf";
import { Cadvisor } from "../../../constructs/cadvisor";
import { MetricsExposer } from "../../../constructs/metrics-exposer";
import { Monitoring, type MonitoringProps } from "../../../constructs/monitoring";
import { MonitoringHost } from "../../../constructs/monitoring-host";
import { NodeExporter } from "../../../constructs/node-exporter";
import { Prometheus } from "../../../constructs/prometheus";
import { newApp, refusals, refusalsOf } from "../synthesize";

const catalogue = defineCatalogue({});

/** A second monitoring that meets no other one. */
const apart: MonitoringProps = {
  host: { namePrefix: "b-", subnet: "172.16.92.0/24" },
  prometheus: { port: 9190 },
  grafana: { port: 3100 },
  nodeExporter: { port: 9200 },
  cadvisor: { port: 8180 },
};

const twice = (second: MonitoringProps) => (stack: TerraformStack) => {
  new Monitoring(stack, "a");
  new Monitoring(stack, "b", second);
};

const taken = (what: string, by: string) =>
  `${what} is taken by "stack/${by}" on the same engine: give one of them another`;

describe("two stacks on one engine", () => {
  it("are taken where names, addresses and ports differ", () => {
    expect(refusals(twice(apart))).toEqual([]);
  });

  it("are refused once where the second has no prefix, and not again for each container and port", () => {
    expect(refusals(twice({}))).toEqual([
      '[stack/b/host] network "monitoring" is that of "stack/a/host" on the same engine too: give one of them a namePrefix, with a subnet and ports of its own',
    ]);
  });

  it("are refused where the one's network lies within the other's", () => {
    expect(refusals(twice({ ...apart, host: { namePrefix: "b-", subnet: "172.16.90.128/25" } }))).toEqual([
      '[stack/b/host] subnet 172.16.90.128/25 overlaps with 172.16.90.0/24 of "stack/a/host" on the same engine: give one of them another',
    ]);
  });

  it("are refused where both take a port, be it published or listened on in the host's network", () => {
    const problems = refusals(twice({ ...apart, grafana: { port: 9090 }, nodeExporter: { port: 8080 } }));
    expect(problems.sort()).toEqual([
      `[stack/b/grafana] ${taken("port 9090 on 127.0.0.1", "a/prometheus")}`,
      `[stack/b/node-exporter] ${taken("port 8080 on 127.0.0.1", "a/cadvisor")}`,
    ]);
  });

  it("are taken where each has a provider to an engine of its own", () => {
    const build = (stack: TerraformStack) => {
      for (const name of ["one", "two"]) {
        const provider = new DockerProvider(stack, `docker-${name}`, { alias: name, host: `ssh://ops@${name}` });
        new Monitoring(stack, name, { host: { name, provider }, grafana: { apiUrl: "http://127.0.0.1:13000" } });
      }
    };
    expect(refusals(build)).toEqual([]);
  });

  it("are refused where two providers lead to the same engine, also from two stacks of an app", () => {
    const app = newApp();
    const stacks = ["one", "two"].map((name) => {
      const stack = new TerraformStack(app, name);
      const provider = new DockerProvider(stack, "docker", { host: "ssh://ops@server" });
      new Monitoring(stack, "monitoring", { host: { provider } });
      return stack;
    });
    expect(stacks.flatMap(refusalsOf)).toEqual([
      expect.stringContaining('network "monitoring" is that of "one/monitoring/host" on the same engine too'),
    ]);
  });
});

describe("an application's container", () => {
  const withApplication = (id: string, publishedPort?: number) => (stack: TerraformStack) => {
    const { host } = new Monitoring(stack, "a");
    new MetricsExposer(stack, id, { host, catalogue, container: { image: "shop:1", port: 8000, publishedPort } });
  };

  it("is refused on a port that a part of the stack takes", () => {
    expect(refusals(withApplication("shop", 3000))).toEqual([
      `[stack/shop] ${taken("port 3000 on 127.0.0.1", "a/grafana")}`,
    ]);
  });

  it("is refused under the name of a container of the stack", () => {
    expect(refusals(withApplication("node-exporter"))).toEqual([
      `[stack/node-exporter] ${taken('container name "node-exporter"', "a/node-exporter")}`,
    ]);
  });
});

describe("what an author's own resources take", () => {
  it.each([
    ["before", true],
    ["after", false],
  ])("is held against the stack's parts, made %s them", (_, isFirst) => {
    const build = (stack: TerraformStack) => {
      const provider = new DockerProvider(stack, "docker");
      const own = () =>
        new Container(stack, "own", {
          name: "cadvisor",
          image: "nginx:1.29",
          ports: [
            { internal: 80, external: 8080 },
            { internal: 81, external: 8081, ip: "127.0.0.1" },
          ],
        });
      if (isFirst) own();
      new Cadvisor(stack, "cadvisor", { host: new MonitoringHost(stack, "host", { provider }) });
      if (!isFirst) own();
    };
    expect(refusals(build)).toEqual([
      `[stack/cadvisor] ${taken('container name "cadvisor"', "own")}`,
      `[stack/cadvisor] ${taken("port 8080 on 127.0.0.1", "own")}`,
    ]);
  });

  it("is held against the stack's network", () => {
    const build = (stack: TerraformStack) => {
      new DockerProvider(stack, "docker");
      new Network(stack, "own", { name: "shop", ipamConfig: [{ subnet: "172.16.0.0/16" }] });
      new MonitoringHost(stack, "host");
    };
    expect(refusals(build)).toEqual([
      '[stack/host] subnet 172.16.90.0/24 overlaps with 172.16.0.0/16 of "stack/own" on the same engine: give one of them another',
    ]);
  });

  it("is left alone on another address, for another protocol, and without a port of the host", () => {
    const build = (stack: TerraformStack) => {
      const provider = new DockerProvider(stack, "docker");
      const ports = [
        { internal: 80, external: 8080, ip: "192.168.1.1" },
        { internal: 80, external: 8080, protocol: "udp" },
        { internal: 8080 },
      ];
      new Container(stack, "own", { name: "own", image: "nginx:1.29", ports });
      new Cadvisor(stack, "cadvisor", { host: new MonitoringHost(stack, "host", { provider }) });
    };
    expect(refusals(build)).toEqual([]);
  });
});

describe("a target in the network of another host", () => {
  const scraping = (build: (stack: TerraformStack, remote: MonitoringHost, prometheus: Prometheus) => void) =>
    refusals((stack) => {
      const prometheus = new Prometheus(stack, "prometheus", { host: new MonitoringHost(stack, "host") });
      const provider = new DockerProvider(stack, "remote", { alias: "remote", host: "ssh://ops@server-2" });
      build(stack, new MonitoringHost(stack, "remote-host", { name: "server-2", provider }), prometheus);
    });
  const refused = (job: string, address: string) =>
    `[stack/prometheus] scrape target "${job}": ${address} is an address in the network of "stack/remote-host", which this ` +
    "Prometheus is not in: have a Prometheus on that host scrape it, or add a target with an address that leads there from here";

  it("is refused, since its address would lead to this host's own or to nobody", () => {
    const problems = scraping((stack, host, prometheus) => {
      prometheus.addScrapeTarget(new NodeExporter(stack, "node-exporter", { host }));
      prometheus.addScrapeTarget(new Cadvisor(stack, "cadvisor", { host }));
    });
    expect(problems).toEqual([refused("node", "172.16.90.1:9100"), refused("cadvisor", "cadvisor:8080")]);
  });

  it("is taken at an address that leads there", () => {
    const problems = scraping((stack, host, prometheus) => {
      const container = { image: "shop:1", port: 8000 };
      prometheus.addScrapeTarget(
        new MetricsExposer(stack, "shop", { host, catalogue, target: "server-2:8000", container }),
      );
      const cadvisor = new Cadvisor(stack, "cadvisor", { host });
      const addresses = [{ address: "10.0.0.2:8080", instance: "server-2:8080", host: "server-2" }];
      prometheus.addScrapeTarget({
        scrapeConfig: () => ({ ...cadvisor.scrapeConfig(), addresses }),
        knownMetrics: () => cadvisor.knownMetrics(),
      });
    });
    expect(problems).toEqual([]);
  });
});
