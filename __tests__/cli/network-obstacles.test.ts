import { enginesOf } from "../../cli/private/engine";
import { networkObstacles, replacedNetworkObstacles } from "../../cli/private/network-obstacles";
import { readStack } from "../../cli/private/stack";
import { fakeContext } from "./support/fake-context";
import { fakeDocker, type FakeNetwork } from "./support/fake-programs";
import { container, resource, stackJson } from "./support/resources";

const network = resource("docker_network", "host", { name: "monitoring" });
const deployed = [container({ component: "grafana" }), container({ component: "prometheus" }), network];

function engineWith(...networks: FakeNetwork[]) {
  const context = fakeContext({ programs: [fakeDocker({ networks })] });
  const stack = readStack({ name: "s", directory: "/", json: stackJson(deployed), env: {} });
  return enginesOf(context, stack);
}

const on = (...attached: string[]) => engineWith({ name: "monitoring", attached });
const FOREIGN = {
  what: "network monitoring is in use by container foreign",
  fix: "docker network disconnect monitoring foreign",
};

describe("a network that is to be removed with the stack", () => {
  it("is free where only the stack's containers are on it", async () => {
    expect(await networkObstacles(deployed, on("grafana", "prometheus"))).toEqual([]);
  });

  it("is free where it is gone", async () => {
    expect(await networkObstacles(deployed, engineWith())).toEqual([]);
  });

  it("is in use where a container of somebody else is on it", async () => {
    expect(await networkObstacles(deployed, on("grafana", "foreign"))).toEqual([FOREIGN]);
  });

  it("is said to be in use by all of them at once", async () => {
    expect(await networkObstacles(deployed, on("one", "two"))).toEqual([
      {
        what: "network monitoring is in use by containers one, two",
        fix: "docker network disconnect monitoring one && docker network disconnect monitoring two",
      },
    ]);
  });
});

describe("a network of a deployment", () => {
  const planning = (...actions: string[]) =>
    jest.fn((targets: readonly string[]) => {
      const changes = targets.map((address) => ({ address, mode: "managed", change: { actions } }));
      return Promise.resolve({ hasChanges: true, text: "", json: { resource_changes: changes } });
    });

  it.each([[["delete", "create"]], [["delete"]]])("has to be left where the plan is to %j it", async (actions) => {
    const plan = planning(...actions);
    expect(await replacedNetworkObstacles(deployed, on("grafana", "foreign"), plan)).toEqual([FOREIGN]);
    expect(plan).toHaveBeenCalledWith(["docker_network.host"]);
  });

  it.each([[["no-op"]], [["update"]]])("may be in use where the plan is to %j it", async (actions) => {
    expect(await replacedNetworkObstacles(deployed, on("foreign"), planning(...actions))).toEqual([]);
  });

  it("is not planned where nobody else is on it", async () => {
    const plan = planning("no-op");
    expect(await replacedNetworkObstacles(deployed, on("grafana"), plan)).toEqual([]);
    expect(plan).not.toHaveBeenCalled();
  });
});
