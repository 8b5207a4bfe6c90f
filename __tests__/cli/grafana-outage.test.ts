import { containersOf } from "../../cli/private/container";
import { enginesOf } from "../../cli/private/engine";
import { grafanaOutages, heal } from "../../cli/private/grafana-outage";
import type { Resource } from "../../cli/private/resource";
import { readStack } from "../../cli/private/stack";
import { Terraform } from "../../cli/private/terraform";
import { fakeContext } from "./support/fake-context";
import { fakeDocker, fakeTerraform, type FakeContainer } from "./support/fake-programs";
import { fakeServer, silentUrl, type FakeReply } from "./support/fake-server";
import { container, content, resource, stackJson } from "./support/resources";

const deployed = [container({ component: "grafana" }), content("grafana_folder", "monitoring")];
const HEALTHY = [{ name: "grafana", health: "healthy" }];

interface Setting {
  readonly containers?: () => readonly FakeContainer[];
  /** What the stack declares; what is deployed unless given. */
  readonly declared?: readonly Resource[];
  readonly state?: readonly Resource[];
  /** Where the provider reaches Grafana; undefined when only Terraform knows. */
  readonly url?: string;
}

function setting({ containers = () => HEALTHY, declared = deployed, state = deployed, url }: Setting) {
  const programs = [fakeDocker({ containers }), fakeTerraform(() => state)];
  const context = fakeContext({ directory: "/project", programs });
  const settings = { url: url ?? "${var.url}", auth: "admin:newer" };
  const json = stackJson(declared, { provider: { grafana: [settings] } });
  const stack = readStack({ name: "monitoring", directory: "/project", json, env: {} });
  const engineOf = enginesOf(context, stack);
  return { context, stack, state, engineOf };
}

async function outagesWith(parts: Setting) {
  const { context, stack, state, engineOf } = setting(parts);
  return (await grafanaOutages(context, stack, state, engineOf)).map(({ text }) => text);
}

/** A Grafana that accepts the new password after it has refused it so often. */
const refusing = (times: number) => {
  let asked = 0;
  return fakeServer({ "/api/org": (): FakeReply => (++asked > times ? { body: { id: 1 } } : { status: 401 }) });
};

describe("an outage of Grafana", () => {
  it("is none while its container is healthy", async () => {
    expect(await outagesWith({})).toEqual([]);
  });

  it("is a container that is gone", async () => {
    expect(await outagesWith({ containers: () => [] })).toEqual(["Grafana's container grafana is missing"]);
  });

  it("is a container that was stopped", async () => {
    expect(await outagesWith({ containers: () => [{ name: "grafana", status: "exited" }] })).toEqual([
      "Grafana's container grafana is exited",
    ]);
  });

  it("is a container that does not become healthy", async () => {
    expect(await outagesWith({ containers: () => [{ name: "grafana", health: "unhealthy" }] })).toEqual([
      "Grafana's container grafana is unhealthy",
    ]);
  });

  it("is none for one that was only starting", async () => {
    let looks = 0;
    const containers = () => [{ name: "grafana", health: ++looks < 5 ? "starting" : "healthy" }];
    expect(await outagesWith({ containers })).toEqual([]);
  });

  it("is a password that the stack has changed and Grafana does not know yet", async () => {
    await using server = await refusing(1);
    expect(await outagesWith({ url: server.url })).toEqual([`Grafana at ${server.url} refuses the stack's login`]);
  });

  it("is a port that the stack has changed and nobody listens on yet", async () => {
    const url = await silentUrl();
    expect(await outagesWith({ url })).toEqual([`Grafana does not answer at ${url}`]);
  });

  it("is none when Grafana lets the stack in", async () => {
    await using server = await refusing(0);
    expect(await outagesWith({ url: server.url })).toEqual([]);
  });

  it("is looked for under the name that was deployed, when that is about to change", async () => {
    const renamed = container({ component: "grafana", attributes: { name: "team-grafana" } });
    expect(await outagesWith({ declared: [renamed, content("grafana_folder", "monitoring")] })).toEqual([]);
  });

  it("is a database that is about to be another one, which the plan would take for the one that goes", async () => {
    const inVolume = (volume: string) =>
      container({ component: "grafana", attributes: { volumes: [{ volume_name: volume }] } });
    const folder = content("grafana_folder", "monitoring");
    const [state, declared] = [
      [inVolume("grafana-data"), folder],
      [inVolume("team-grafana-data"), folder],
    ];
    expect(await outagesWith({ state, declared })).toEqual([
      "Grafana's database is about to be another one, in the volume team-grafana-data",
    ]);
    expect(await outagesWith({ state, declared: state })).toEqual([]);
  });

  it("is none before anything was deployed", async () => {
    expect(await outagesWith({ containers: () => [], state: [] })).toEqual([]);
  });

  it("does not matter while Grafana has no content of the stack", async () => {
    expect(await outagesWith({ containers: () => [], state: [container({ component: "grafana" })] })).toEqual([]);
  });

  it("does not matter for content in a Grafana of somebody else's", async () => {
    const state = [resource("grafana_folder", "monitoring")];
    expect(await outagesWith({ containers: () => [], state })).toEqual([]);
  });

  it("matters for a Grafana that the stack no longer has, since its content has to be destroyed", async () => {
    expect(await outagesWith({ containers: () => [], declared: [] })).toEqual([
      "Grafana's container grafana is missing",
    ]);
  });
});

describe("healing", () => {
  async function healWith(parts: Setting, ...others: string[]) {
    const { context, stack, engineOf } = setting(parts);
    const terraform = new Terraform(context, "/project", { verbose: false, lockTimeout: "1m" });
    const [grafana] = containersOf(deployed);
    if (grafana === undefined) throw new Error("the stack has no Grafana");
    const change = { nameBefore: undefined, isPasswordNew: false };
    const outage = {
      container: grafana,
      engine: engineOf(grafana.address),
      text: "Grafana is ill",
      isRefusal: false,
      change,
    };
    const run = heal(context, stack, terraform, [outage], [grafana.address, ...others]);
    return {
      context,
      error: await run.then(
        () => undefined,
        (error: unknown) => error,
      ),
    };
  }

  it("applies the container and what it depends on, and says so in one line", async () => {
    const { context, error } = await healWith({});
    expect(error).toBeUndefined();
    expect(context.noted).toEqual(["Grafana is ill: applying its container first"]);
    expect(context.commands[0]).toBe(
      "terraform apply -no-color -auto-approve -input=false -lock-timeout=1m -target=docker_container.grafana",
    );
  });

  it("applies further containers with it where told to", async () => {
    const { context } = await healWith({}, "docker_container.prometheus");
    expect(context.noted).toEqual(["Grafana is ill: applying the containers first"]);
    expect(context.commands[0]).toMatch(/ -target=docker_container\.grafana -target=docker_container\.prometheus$/);
  });

  it("waits until Grafana is healthy, since Terraform does not wait for one that it only starts", async () => {
    let looks = 0;
    const containers = () => [{ name: "grafana", health: ++looks < 4 ? "unhealthy" : "healthy" }];
    expect((await healWith({ containers })).error).toBeUndefined();
    expect(looks).toBe(4);
  });

  it("fails when Grafana does not become healthy", async () => {
    expect((await healWith({ containers: () => [{ name: "grafana", health: "unhealthy" }] })).error).toMatchObject({
      message: "Grafana's container grafana is unhealthy",
      fixes: ["look closer: docker logs --tail 50 grafana"],
    });
  });

  it("waits until Grafana lets the stack in", async () => {
    await using server = await refusing(3);
    expect((await healWith({ url: server.url })).error).toBeUndefined();
  });

  it("fails when Grafana goes on refusing the login", async () => {
    await using server = await refusing(Infinity);
    const { error, context } = await healWith({ url: server.url });
    expect(error).toMatchObject({
      message: `Grafana at ${server.url} refuses the stack's login`,
      fixes: [
        "its password was changed within: docker restart grafana sets the stack's again",
        expect.stringContaining("or its database was made with another administrator's name"),
      ],
    });
    expect(context.clock.now() - Date.parse("2026-01-01T12:00:00Z")).toBe(10_000);
  });

  it("tells of a changed name, where that is what the database does not know", async () => {
    await using server = await refusing(Infinity);
    const named = (user: string) =>
      container({ component: "grafana", attributes: { env: [`GF_SECURITY_ADMIN_USER=${user}`] } });
    const folder = content("grafana_folder", "monitoring");
    const state = [named("ada"), folder];
    const { context, stack, engineOf } = setting({ url: server.url, declared: [named("admin"), folder], state });
    const terraform = new Terraform(context, "/project", { verbose: false, lockTimeout: "1m" });
    const outages = await grafanaOutages(context, stack, state, engineOf);
    await expect(heal(context, stack, terraform, outages, ["docker_container.grafana"])).rejects.toMatchObject({
      fixes: [expect.stringContaining('knows no "admin": set `adminUser` to "ada" again')],
    });
  });
});
