import { containersOf } from "../../cli/private/container";
import { Engine } from "../../cli/private/engine";
import { grafanaOutages, heal, outageText } from "../../cli/private/grafana-outage";
import { Terraform } from "../../cli/private/terraform";
import { fakeContext } from "./support/fake-context";
import { fakeDocker, fakeTerraform, type FakeContainer } from "./support/fake-programs";
import { container, resource } from "./support/resources";

const deployed = [container({ component: "grafana" }), resource("grafana_folder", "monitoring")];

function setting(containers: () => readonly FakeContainer[]) {
  const context = fakeContext({
    directory: "/tmp",
    programs: [fakeDocker({ containers }), fakeTerraform(() => deployed)],
  });
  const engine = Engine.ofProvider(context, {});
  return { context, engineOf: () => engine };
}

const outagesWith = async (containers: () => readonly FakeContainer[], state = deployed) => {
  const { context, engineOf } = setting(containers);
  return (await grafanaOutages(context, state, engineOf)).map(outageText);
};

describe("an outage of Grafana", () => {
  it("is none while its container is healthy", async () => {
    expect(await outagesWith(() => [{ name: "grafana", health: "healthy" }])).toEqual([]);
  });

  it("is a container that is gone", async () => {
    expect(await outagesWith(() => [])).toEqual(["Grafana's container grafana is missing"]);
  });

  it("is a container that was stopped", async () => {
    expect(await outagesWith(() => [{ name: "grafana", status: "exited" }])).toEqual([
      "Grafana's container grafana is exited",
    ]);
  });

  it("is a container that does not become healthy", async () => {
    expect(await outagesWith(() => [{ name: "grafana", health: "unhealthy" }])).toEqual([
      "Grafana's container grafana is unhealthy",
    ]);
  });

  it("is none for one that was only starting", async () => {
    let looks = 0;
    expect(await outagesWith(() => [{ name: "grafana", health: ++looks < 5 ? "starting" : "healthy" }])).toEqual([]);
  });

  it("is none before anything was deployed", async () => {
    expect(await outagesWith(() => [], [])).toEqual([]);
  });

  it("does not matter while Grafana has no content of the stack", async () => {
    expect(await outagesWith(() => [], [container({ component: "grafana" })])).toEqual([]);
  });

  it("does not matter for content in a Grafana of somebody else's", async () => {
    expect(await outagesWith(() => [], [resource("grafana_folder", "monitoring")])).toEqual([]);
  });
});

describe("healing", () => {
  const healWith = async (containers: () => readonly FakeContainer[]) => {
    const { context, engineOf } = setting(containers);
    const outages = containersOf(deployed).map((one) => ({ container: one, engine: engineOf(), seen: undefined }));
    await heal(context, new Terraform(context, "/tmp", { verbose: false, lockTimeout: "1m" }), outages);
    return context;
  };

  it("applies the container and what it depends on, and says so in one line", async () => {
    const context = await healWith(() => [{ name: "grafana", health: "healthy" }]);
    expect(context.noted).toEqual(["Grafana's container grafana is missing: bringing it back first"]);
    expect(context.commands[0]).toBe(
      "terraform apply -no-color -auto-approve -input=false -lock-timeout=1m -target=docker_container.grafana",
    );
  });

  it("waits until Grafana is healthy, since a started container is not waited for by Terraform", async () => {
    let looks = 0;
    await healWith(() => [{ name: "grafana", health: ++looks < 4 ? "starting" : "healthy" }]);
    expect(looks).toBe(4);
  });

  it("fails when Grafana does not become healthy", async () => {
    await expect(healWith(() => [{ name: "grafana", health: "unhealthy" }])).rejects.toMatchObject({
      message: "Grafana's container grafana is unhealthy",
      fixes: ["look closer: docker logs --tail 50 grafana"],
    });
  });
});
