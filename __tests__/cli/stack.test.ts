import { carrierOf, containersOf, dataVolumesOf } from "../../cli/private/container";
import { readStack, type Stack } from "../../cli/private/stack";
import { renderTemplate } from "../../cli/private/template";
import { carrier, container, resource } from "./support/resources";

const json = {
  variable: { user: { default: "admin" }, password: { sensitive: true } },
  provider: {
    docker: [{}, { alias: "far", host: "ssh://far" }],
    grafana: [{ url: "http://127.0.0.1:3000", auth: "${var.user}:${var.password}" }],
  },
  resource: {
    docker_image: { grafana: { name: "grafana/grafana:12.4.3" }, odd: { name: "${var.tag}" } },
    docker_container: {
      grafana: { name: "grafana", image: "${docker_image.grafana.name}" },
      odd: { name: "odd", image: "${docker_image.odd.name}", provider: "docker.far" },
    },
    grafana_dashboard: { api: { config_json: "$${datasource} and %%{escaped}" } },
  },
};

const read = (env: Record<string, string> = {}): Stack => readStack({ name: "monitoring", directory: "/", json, env });

const attributes = (stack: Stack, address: string) =>
  stack.resources.find((one) => one.address === address)?.attributes ?? {};

describe("a synthesized stack", () => {
  it("has references to what another resource spells out resolved", () => {
    expect(attributes(read(), "docker_container.grafana").image).toBe("grafana/grafana:12.4.3");
  });

  it("keeps a reference that only Terraform can resolve", () => {
    expect(attributes(read(), "docker_container.odd").image).toBe("${docker_image.odd.name}");
  });

  it("has Terraform's escapes undone", () => {
    expect(attributes(read(), "grafana_dashboard.api").config_json).toBe("${datasource} and %{escaped}");
  });

  it("has variables from the environment", () => {
    expect(read({ TF_VAR_user: "root", TF_VAR_password: "secret" }).provider("grafana").auth).toBe("root:secret");
  });

  it("has a variable's default where the environment says nothing", () => {
    expect(read({ TF_VAR_password: "secret" }).provider("grafana").auth).toBe("admin:secret");
  });

  it("keeps a template whose variable nobody gave", () => {
    expect(read().provider("grafana").auth).toBe("${var.user}:${var.password}");
  });

  it("tells a setting that only Terraform knows from one that looks like it once it is rendered", () => {
    expect([...read().unknownSettings("grafana")]).toEqual(["auth"]);
    const braces = read({ TF_VAR_password: "a${b}" });
    expect(braces.provider("grafana").auth).toBe("admin:a${b}");
    expect([...braces.unknownSettings("grafana")]).toEqual([]);
    expect([...read().unknownSettings("aws")]).toEqual([]);
  });

  it("finds the provider of an alias", () => {
    expect(read().provider("docker", read().aliasOf("docker_container.odd"))).toEqual({
      alias: "far",
      host: "ssh://far",
    });
  });

  it("has no settings for a provider that it does not have", () => {
    expect(read().provider("aws")).toEqual({});
  });
});

describe("a template", () => {
  const lookup = (expression: string) => ({ "var.a": "A", "var.b": "B" })[expression];

  it("is rendered with every interpolation", () => {
    expect(renderTemplate("${var.a}-${ var.b }", lookup)).toBe("A-B");
  });

  it("is unknown as soon as one interpolation is", () => {
    expect(renderTemplate("${var.a}-${var.c}", lookup)).toBeUndefined();
  });

  it("is unknown when it has a directive", () => {
    expect(renderTemplate("%{ if true }x%{ endif }", lookup)).toBeUndefined();
  });

  it("does not take an escaped interpolation for one", () => {
    expect(renderTemplate("$${var.a}", lookup)).toBe("${var.a}");
  });
});

describe("a container of the stack", () => {
  const only = (...args: Parameters<typeof container>) => containersOf([container(...args)])[0];

  it("is described by its labels", () => {
    const found = only({ component: "node-exporter", name: "n", url: "http://127.0.0.1:9100", job: "node" });
    expect(found).toMatchObject({ component: "node-exporter", url: "http://127.0.0.1:9100", job: "node" });
  });

  it("has its component's job when no label names one", () => {
    expect(only({ component: "node-exporter" })?.job).toBe("node");
  });

  it("has its own name as the job of an exporter that no label names", () => {
    expect(only({ component: "exporter", name: "redis" })?.job).toBe("redis");
  });

  it("has no job when it only carries configuration", () => {
    expect(only({ component: "prometheus-config" })?.job).toBeUndefined();
  });

  it("is just a container without labels", () => {
    expect(only({ component: "x", attributes: { labels: [] } })).toMatchObject({
      component: "container",
      url: undefined,
    });
  });

  it("takes the ports that it publishes, on all addresses unless it says one", () => {
    const ports = [
      { internal: 1, external: 9090, ip: "127.0.0.1" },
      { internal: 2, external: 9091 },
    ];
    expect(only({ component: "x", attributes: { ports } })?.endpoints).toEqual([
      { address: "127.0.0.1", port: 9090 },
      { address: "0.0.0.0", port: 9091 },
    ]);
  });

  it("takes no port that the engine chooses, and none of UDP", () => {
    const ports = [{ internal: 1 }, { internal: 2, external: 53, protocol: "udp" }];
    expect(only({ component: "x", attributes: { ports } })?.endpoints).toEqual([]);
  });

  it("takes its address' port in the host's network, where nothing is published", () => {
    const attributes = { network_mode: "host" };
    expect(only({ component: "x", url: "http://127.0.0.1:9100", attributes })?.endpoints).toEqual([
      { address: "127.0.0.1", port: 9100 },
    ]);
  });

  it("is not meant to run when it is never started", () => {
    expect(only({ component: "prometheus-config", attributes: { start: false } })?.runs).toBe(false);
  });

  it("is read from a block without brackets as from a list", () => {
    const found = only({ component: "x", attributes: { upload: { file: "/a", content: "b" } } });
    expect(found?.uploads).toEqual([{ file: "/a", content: "b" }]);
  });

  it("has the carrier that mounts a volume of its own", () => {
    const volumes = (name: string) => [{ volume_name: name, container_path: "/etc" }];
    const prometheus = container({ component: "prometheus", attributes: { volumes: volumes("prometheus-config") } });
    const stranger = container({
      component: "prometheus-config",
      name: "a",
      attributes: { volumes: volumes("other") },
    });
    const all = containersOf([stranger, prometheus, carrier("prometheus", {})]);
    const [found] = all.filter(({ component }) => component === "prometheus");
    expect(found && carrierOf(found, all)?.name).toBe("prometheus-config");
  });
});

describe("the data volumes", () => {
  const mounting = (...names: string[]) =>
    container({ component: "x", attributes: { volumes: names.map((volume_name) => ({ volume_name })) } });

  it("are those that no resource owns", () => {
    const owned = resource("docker_volume", "config", { name: "prometheus-config" });
    expect(dataVolumesOf([owned, mounting("prometheus-config", "prometheus-data")])).toEqual(["prometheus-data"]);
  });

  it("are named once, however many containers mount them", () => {
    expect(dataVolumesOf([mounting("b", "a"), mounting("a")])).toEqual(["a", "b"]);
  });

  it("are no folders of the host", () => {
    expect(dataVolumesOf([container({ component: "x", attributes: { volumes: [{ host_path: "/" }] } })])).toEqual([]);
  });
});
