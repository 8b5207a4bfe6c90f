import { checkContainers } from "../../cli/private/checks/containers";
import type { FakeContainer } from "./support/fake-programs";
import { fakeDeployment } from "./support/fake-deployment";
import { carrier, container } from "./support/resources";

const check = (...containers: FakeContainer[]) =>
  checkContainers(
    fakeDeployment({
      resources: [container({ component: "grafana" }), carrier("prometheus", {})],
      containers: () => containers,
    }),
  );

describe("the check of the containers", () => {
  it("passes when those that are meant to run are healthy", async () => {
    expect(await check({ name: "grafana", health: "healthy" })).toEqual({
      name: "containers",
      summary: "1 container running and healthy",
      problems: [],
    });
  });

  it("passes for one that runs and has no healthcheck", async () => {
    expect((await check({ name: "grafana" })).problems).toEqual([]);
  });

  it("waits for one that is starting", async () => {
    let looks = 0;
    const deployment = fakeDeployment({
      resources: [container({ component: "grafana" })],
      containers: () => [{ name: "grafana", health: ++looks < 5 ? "starting" : "healthy" }],
    });
    expect((await checkContainers(deployment)).problems).toEqual([]);
    expect(looks).toBe(5);
  });

  it("says which one does not become healthy, and how to look closer", async () => {
    expect((await check({ name: "grafana", health: "unhealthy" })).problems).toEqual([
      { what: "container grafana is unhealthy", expected: "healthy", look: "docker logs --tail 50 grafana" },
    ]);
  });

  it("fails for one that has exited", async () => {
    expect((await check({ name: "grafana", status: "exited", health: "unhealthy" })).problems).toMatchObject([
      { what: "container grafana is exited" },
    ]);
  });

  it("fails for one that is missing", async () => {
    expect(await check()).toMatchObject({
      summary: "1 of 1 container not well",
      problems: [{ what: "container grafana is missing", expected: "running" }],
    });
  });
});
