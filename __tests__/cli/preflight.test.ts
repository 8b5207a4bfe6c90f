import { containersOf } from "../../cli/private/container";
import { enginesOf } from "../../cli/private/engine";
import { engineObstacles, pausedObstacles, portObstacles } from "../../cli/private/preflight";
import type { Resource } from "../../cli/private/resource";
import { readStack } from "../../cli/private/stack";
import { fakeContext, type FakeContextOptions } from "./support/fake-context";
import { fakeDocker, type FakeContainer, type FakeEngineParts } from "./support/fake-programs";
import { container, stackJson } from "./support/resources";

const published = (name: string, external: number, ip = "127.0.0.1") =>
  container({ component: name, attributes: { ports: [{ internal: 1, external, ip }] } });

function setting(resources: readonly Resource[], engine: FakeEngineParts = {}, rest: FakeContextOptions = {}) {
  const context = fakeContext({ programs: [fakeDocker(engine)], ...rest });
  const stack = readStack({ name: "s", directory: "/", json: stackJson(resources), env: context.env });
  return { context, containers: containersOf(stack.resources), engineOf: enginesOf(context, stack) };
}

describe("the engines that are needed", () => {
  it("are fine when they answer", async () => {
    const { containers, engineOf } = setting([container({ component: "grafana" })]);
    expect(await engineObstacles(containers, engineOf)).toEqual([]);
  });

  it("are asked once each", async () => {
    const { context, containers, engineOf } = setting([container({ component: "a" }), container({ component: "b" })]);
    await engineObstacles(containers, engineOf);
    expect(context.commands).toHaveLength(1);
  });

  it("are none for a stack without containers", async () => {
    const { context, containers, engineOf } = setting([]);
    expect(await engineObstacles(containers, engineOf)).toEqual([]);
    expect(context.commands).toEqual([]);
  });

  it("are named with a fix when they do not answer", async () => {
    const programs = [() => ({ code: 1, stderr: "permission denied" })];
    const { containers, engineOf } = setting([container({ component: "grafana" })], {}, { programs });
    const [obstacle] = await engineObstacles(containers, engineOf);
    expect(obstacle?.what).toBe("the Docker engine: permission denied");
    expect(obstacle?.fix).toContain("export DOCKER_HOST");
  });
});

describe("the ports that are needed", () => {
  const busy = { isPortFree: () => Promise.resolve(false) };

  const obstacles = async (
    resources: readonly Resource[],
    {
      engine = {},
      rest = busy,
      deployed = [],
    }: { engine?: FakeEngineParts; rest?: FakeContextOptions; deployed?: Resource[] } = {},
  ) => {
    const { context, containers, engineOf } = setting(resources, engine, rest);
    return portObstacles(context, containers, deployed, engineOf);
  };

  it("are looked for at the address that they are published on", async () => {
    const isPortFree = jest.fn(() => Promise.resolve(true));
    expect(await obstacles([published("grafana", 3000)], { rest: { isPortFree } })).toEqual([]);
    expect(isPortFree).toHaveBeenCalledWith(3000, "127.0.0.1");
  });

  it("are named with the container that has them", async () => {
    const containers = () => [{ name: "other", ports: ["3000"] }];
    expect(await obstacles([published("grafana", 3000)], { engine: { containers } })).toEqual([
      {
        what: "port 3000 on 127.0.0.1, which grafana needs, is in use by container other",
        fix: "stop it, or give grafana another port",
      },
    ]);
  });

  it("are named with whose container has them", async () => {
    const containers = () => [{ name: "web", ports: ["3000"], labels: { "com.docker.compose.project": "shop" } }];
    expect(await obstacles([published("grafana", 3000)], { engine: { containers } })).toMatchObject([
      {
        what: 'port 3000 on 127.0.0.1, which grafana needs, is in use by container web of the Docker Compose project "shop"',
      },
    ]);
  });

  it("are not said to be those of a container that publishes the port on another address", async () => {
    const containers = () => [{ name: "other", ports: ["10.0.0.1:3000"] }];
    expect(await obstacles([published("grafana", 3000)], { engine: { containers } })).toMatchObject([
      { what: "port 3000 on 127.0.0.1, which grafana needs, is in use by another program" },
    ]);
  });

  it("are named when a program beside Docker has them", async () => {
    expect(await obstacles([published("grafana", 3000)])).toMatchObject([
      { what: "port 3000 on 127.0.0.1, which grafana needs, is in use by another program" },
    ]);
  });

  it("are fine when the stack's own container has them", async () => {
    const containers = () => [{ name: "grafana", ports: ["127.0.0.1:3000"] }];
    expect(await obstacles([published("grafana", 3000)], { engine: { containers } })).toEqual([]);
  });

  it("are fine when the stack's own container has them on more or fewer addresses", async () => {
    const containers = () => [{ name: "grafana", ports: ["3000"] }];
    expect(await obstacles([published("grafana", 3000)], { engine: { containers } })).toEqual([]);
    const fewer = () => [{ name: "grafana", ports: ["127.0.0.1:3000"] }];
    expect(await obstacles([published("grafana", 3000, "0.0.0.0")], { engine: { containers: fewer } })).toEqual([]);
  });

  it("are looked for where the stack's own container has them on another address only", async () => {
    const containers = () => [{ name: "grafana", ports: ["127.0.0.1:3000"] }];
    expect(await obstacles([published("grafana", 3000, "10.0.0.1")], { engine: { containers } })).toHaveLength(1);
  });

  it("are fine when a container has them that the deployment replaces by one of another name", async () => {
    const containers = () => [{ name: "old-grafana", ports: ["127.0.0.1:3000"] }];
    const deployed = [container({ component: "grafana", name: "old-grafana" })];
    expect(await obstacles([published("grafana", 3000)], { engine: { containers }, deployed })).toEqual([]);
  });

  it("are not the container's own while it does not run", async () => {
    const containers = () => [{ name: "grafana", ports: ["127.0.0.1:3000"], status: "exited" }];
    expect(await obstacles([published("grafana", 3000)], { engine: { containers } })).toHaveLength(1);
  });

  it("are still the container's own while it is paused", async () => {
    const containers = () => [{ name: "grafana", ports: ["127.0.0.1:3000"], status: "paused" }];
    expect(await obstacles([published("grafana", 3000)], { engine: { containers } })).toEqual([]);
  });

  it("are fine when a container in the host's network has them", async () => {
    const attributes = { network_mode: "host" };
    const node = container({ component: "node-exporter", url: "http://127.0.0.1:9100", attributes });
    expect(await obstacles([node], { engine: { containers: () => [{ name: "node-exporter" }] } })).toEqual([]);
    expect(await obstacles([node])).toHaveLength(1);
  });

  it("are refused when two containers of the stack want the same", async () => {
    const resources = [published("grafana", 3000), published("prometheus", 3000)];
    expect(await obstacles(resources, { rest: {} })).toEqual([
      { what: "port 3000 on 127.0.0.1 is wanted by grafana and by prometheus", fix: "give one of them another port" },
    ]);
  });

  it("are refused when one container wants them on all addresses, and another one on one of them", async () => {
    const resources = [published("grafana", 3000, "0.0.0.0"), published("prometheus", 3000)];
    expect(await obstacles(resources, { rest: {} })).toHaveLength(1);
  });

  it("are fine when two containers want them on different addresses", async () => {
    const resources = [published("grafana", 3000, "10.0.0.1"), published("prometheus", 3000)];
    expect(await obstacles(resources, { rest: {} })).toEqual([]);
  });

  it("are not looked for on another machine", async () => {
    const rest = { ...busy, env: { DOCKER_HOST: "ssh://far" } };
    expect(await obstacles([published("grafana", 3000)], { rest })).toEqual([]);
  });
});

describe("a container of the stack", () => {
  const deployed = [container({ component: "prometheus" })];
  const obstacles = (seen: FakeContainer) =>
    pausedObstacles(deployed, setting(deployed, { containers: () => [seen] }).engineOf);

  it("is in the way while it is paused", async () => {
    expect(await obstacles({ name: "prometheus", status: "paused" })).toEqual([
      { what: "container prometheus is paused", fix: "docker unpause prometheus" },
    ]);
  });

  it.each(["running", "exited"])("is not in the way while it is %s", async (status) => {
    expect(await obstacles({ name: "prometheus", status })).toEqual([]);
  });

  it("is not meant by a paused one of its name that somebody else made", async () => {
    expect(await obstacles({ name: "prometheus", status: "paused", id: "another" })).toEqual([]);
  });
});
