import { enginesOf } from "../../cli/private/engine";
import { imageObstacles } from "../../cli/private/images";
import type { Resource } from "../../cli/private/resource";
import { readStack } from "../../cli/private/stack";
import { fakeContext } from "./support/fake-context";
import { fakeDocker, type FakeEngineParts } from "./support/fake-programs";
import { container, resource, stackJson } from "./support/resources";

const at = (path: string) => ({ "//": { metadata: { path } } });
const image = (construct: string, name: string, attributes: object = {}) =>
  resource("docker_image", construct, {
    name,
    keep_locally: true,
    ...at(`monitoring/${construct}/image`),
    ...attributes,
  });

async function pullAll(resources: readonly Resource[], engine: FakeEngineParts = {}, json: object = {}) {
  const context = fakeContext({ programs: [fakeDocker(engine)] });
  const stack = readStack({ name: "s", directory: "/", json: stackJson(resources, json), env: {} });
  const obstacles = await imageObstacles(context, stack, enginesOf(context, stack));
  const pulls = context.commands.filter((line) => line.includes(" pull ")).map((line) => line.split(" pull ")[1]);
  return { obstacles, pulls, noted: context.noted };
}

const GRAFANA = "grafana/grafana:12.4.3";

describe("the images of a stack", () => {
  it("are not pulled where the engine has them", async () => {
    const { obstacles, pulls, noted } = await pullAll([image("grafana", GRAFANA)]);
    expect({ obstacles, pulls, noted }).toEqual({ obstacles: [], pulls: [], noted: [] });
  });

  it("are pulled where the engine lacks them, and it is said how far that is", async () => {
    const { obstacles, pulls, noted } = await pullAll([image("grafana", GRAFANA)], { lacks: [GRAFANA] });
    expect(obstacles).toEqual([]);
    expect(pulls).toEqual([GRAFANA]);
    expect(noted).toEqual([`pulling ${GRAFANA}`, "  4f4fb700ef54: Pull complete"]);
  });

  it("are pulled once each, for the platform that is asked for", async () => {
    const arm = { platform: "linux/arm64" };
    const resources = [image("grafana", GRAFANA, arm), image("second", GRAFANA, arm)];
    expect((await pullAll(resources, { lacks: [GRAFANA] })).pulls).toEqual([`--platform linux/arm64 ${GRAFANA}`]);
  });

  it("are obstacles where they cannot be pulled, all of them, each with the constructs that name it", async () => {
    const resources = [
      image("grafana", "grafana/grafana:99"),
      image("prometheus", "prom/prometheus:99"),
      image("prometheus_config", "prom/prometheus:99", at("monitoring/prometheus/config/image")),
      image("exporter", "prom/prometheus:99"),
    ];
    const refused = { "grafana/grafana:99": "manifest unknown", "prom/prometheus:99": "toomanyrequests" };
    const { obstacles } = await pullAll(resources, { lacks: Object.keys(refused), refused });
    expect(obstacles).toEqual([
      {
        what: "the image grafana/grafana:99 of monitoring/grafana cannot be pulled: manifest unknown",
        fix: "set `image` there, or `registry` of the host, to what a registry has; docker pull grafana/grafana:99 tries it again",
      },
      {
        what: "the image prom/prometheus:99 of monitoring/prometheus and monitoring/exporter cannot be pulled: toomanyrequests",
        fix: "set `image` there, or `registry` of the host, to what a registry has; docker pull prom/prometheus:99 tries it again",
      },
    ]);
  });

  it("are pulled too where only a container names them", async () => {
    const lacks = ["example/api:1.0"];
    expect((await pullAll([container({ component: "api" })], { lacks })).pulls).toEqual(lacks);
  });

  it("are left to Terraform where it builds them, or where only it knows their names", async () => {
    const resources = [
      image("api", "example/api:1.0", { build: [{ context: "." }] }),
      container({ component: "api" }),
      image("other", "${data.docker_registry_image.other.name}"),
    ];
    expect((await pullAll(resources, { lacks: ["example/api:1.0"] })).pulls).toEqual([]);
  });

  it("are left to Terraform where its provider alone has the login that the registry asks for", async () => {
    const name = "registry.example.com/api:1";
    const json = { provider: { docker: [{ registry_auth: [{ address: "registry.example.com" }] }] } };
    const denied = { lacks: [name], refused: { [name]: "pull access denied" } };
    expect((await pullAll([image("api", name)], denied, json)).obstacles).toEqual([]);
    expect((await pullAll([image("api", name)], denied)).obstacles).toHaveLength(1);
    const unknown = { lacks: [name], refused: { [name]: "manifest unknown" } };
    expect((await pullAll([image("api", name)], unknown, json)).obstacles).toHaveLength(1);
  });
});
