import { containersOf } from "../../cli/private/container";
import { enginesOf } from "../../cli/private/engine";
import { nameObstacles } from "../../cli/private/name-obstacles";
import type { Resource } from "../../cli/private/resource";
import { readStack } from "../../cli/private/stack";
import { fakeContext } from "./support/fake-context";
import { fakeDocker, type FakeContainer } from "./support/fake-programs";
import { container, stackJson } from "./support/resources";

const STACK = "cdktf-monitoring.stack";
const COMPOSE = "com.docker.compose.project";

const stackContainer = (component: string) => container({ component, stack: "monitoring" });
const grafana = stackContainer("grafana");
const prometheus = stackContainer("prometheus");

/** What is in the way of a stack with the network "monitoring" and two containers, grafana and prometheus. */
async function obstacles(deployed: readonly Resource[], ...containers: FakeContainer[]) {
  const context = fakeContext({ programs: [fakeDocker({ containers: () => containers })] });
  const stack = readStack({ name: "s", directory: "/", json: stackJson([grafana, prometheus]), env: {} });
  return nameObstacles(containersOf(stack.resources), deployed, enginesOf(context, stack));
}

const there = "there is a container grafana already, of the image example/grafana:1.0";
const beside = "set host.namePrefix, and with it a subnet and ports, to deploy beside it";

describe("the names that a stack needs", () => {
  it("are fine when no container has them", async () => {
    expect(await obstacles([])).toEqual([]);
  });

  it("are fine when the container is the one that was deployed", async () => {
    expect(await obstacles([grafana], { name: "grafana" })).toEqual([]);
  });

  it("are refused when a container has them that no stack made, with what harms nobody first", async () => {
    expect(await obstacles([], { name: "grafana" })).toEqual([
      {
        what: `${there}: no monitoring stack made it`,
        fix: `${beside}; or give it another name: docker rename grafana grafana-before; or remove it where nobody needs it: docker rm -f grafana`,
      },
    ]);
  });

  it("are refused when the deployed container was replaced by hand", async () => {
    expect(await obstacles([grafana], { name: "grafana", id: "another" })).toHaveLength(1);
  });

  it("are refused at once when the same stack was deployed from elsewhere, which is where its state is", async () => {
    const labels = { [STACK]: "monitoring" };
    expect(await obstacles([], { name: "grafana", labels }, { name: "prometheus", labels })).toEqual([
      {
        what: "this stack was deployed before, with a state that is not here: the engine has grafana, prometheus",
        fix: `deploy from the folder that has its state, or name its backend in main.ts; or ${beside}; only where that state is lost, make room, while the data stay in their volumes: docker rm -f grafana prometheus && docker network rm monitoring`,
      },
    ]);
  });

  it.each([
    [{ [STACK]: "shop-monitoring" }, 'the monitoring stack of the network "shop-monitoring"'],
    [{ [COMPOSE]: "shop" }, 'the Docker Compose project "shop"'],
  ])("are refused when a container with the labels %j has them, without advice to remove it", async (labels, owner) => {
    expect(await obstacles([], { name: "grafana", labels })).toEqual([
      { what: `${there}: it belongs to ${owner}`, fix: beside },
    ]);
  });
});
