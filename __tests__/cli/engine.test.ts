import { Engine, byEngine, enginesOf } from "../../cli/private/engine";
import { readStack } from "../../cli/private/stack";
import { ProgramNotFoundError } from "../../cli/private/run-program";
import { fakeContext } from "./support/fake-context";
import { fakeDocker } from "./support/fake-programs";

const asked = async (settings: Record<string, string>, env: Record<string, string> = {}) => {
  const context = fakeContext({ env, programs: [fakeDocker()] });
  await Engine.ofProvider(context, settings).version();
  return context.commands[0];
};

describe("the engine", () => {
  it("is the local one by default, and not that of Docker's current context, as for Terraform's provider", async () => {
    expect(await asked({})).toBe("docker --host unix:///var/run/docker.sock version --format {{.Server.Version}}");
  });

  it("is that of DOCKER_HOST", async () => {
    expect(await asked({}, { DOCKER_HOST: "ssh://a" })).toContain("--host ssh://a ");
  });

  it("is that of the provider's host before that of DOCKER_HOST", async () => {
    expect(await asked({ host: "ssh://b" }, { DOCKER_HOST: "ssh://a" })).toContain("--host ssh://b ");
  });

  it("is that of DOCKER_CONTEXT before any host", async () => {
    expect(await asked({ host: "ssh://b" }, { DOCKER_CONTEXT: "c" })).toContain("--context c ");
  });

  it("is that of the provider's context before anything else", async () => {
    expect(await asked({ context: "d" }, { DOCKER_CONTEXT: "c" })).toContain("--context d ");
  });

  it.each([
    ["unix:///var/run/docker.sock", true],
    ["tcp://127.0.0.1:2375", true],
    ["tcp://localhost:2375", true],
    ["tcp://127.0.0.1.example.com:2375", false],
    ["tcp://10.0.0.1:2375", false],
    ["ssh://user@host", false],
  ])("at %s is on this machine: %s", async (host, expected) => {
    expect(await Engine.ofProvider(fakeContext(), { host }).isLocal()).toBe(expected);
  });

  it("of a context is where the context says", async () => {
    const programs = [
      (line: string) => (line.startsWith("docker context inspect far ") ? { stdout: "ssh://far\n" } : undefined),
    ];
    const engine = Engine.ofProvider(fakeContext({ programs }), { context: "far" });
    expect(await engine.endpoint()).toBe("ssh://far");
    expect(await engine.isLocal()).toBe(false);
  });

  it("tells the containers that exist from those that do not", async () => {
    const containers = () => [
      { name: "grafana", health: "healthy", ports: ["3000", "127.0.0.1:3001"], labels: { a: "b" } },
    ];
    const engine = Engine.ofProvider(fakeContext({ programs: [fakeDocker({ containers })] }), {});
    const found = await engine.containers(["grafana", "prometheus"]);
    expect([...found.keys()]).toEqual(["grafana"]);
    expect(found.get("grafana")).toEqual({
      id: "id-grafana",
      name: "grafana",
      created: Date.parse("2026-01-01T00:00:00Z"),
      status: "running",
      health: "healthy",
      image: "example/grafana:1.0",
      labels: new Map([["a", "b"]]),
      endpoints: [
        { address: "0.0.0.0", port: 3000 },
        { address: "127.0.0.1", port: 3001 },
      ],
    });
  });

  it("that does not answer is an error, and not an engine without containers", async () => {
    const stderr = "Cannot connect to the Docker daemon at unix:///var/run/docker.sock";
    const engine = Engine.ofProvider(fakeContext({ programs: [() => ({ code: 1, stdout: "[]", stderr })] }), {});
    await expect(engine.containers(["grafana"])).rejects.toThrow(`the Docker engine: ${stderr}`);
  });

  it("is not asked about nothing", async () => {
    const engine = Engine.ofProvider(fakeContext(), {});
    expect(await engine.containers([])).toEqual(new Map());
    expect(await engine.volumes([])).toEqual([]);
    expect(await engine.networks([])).toEqual([]);
  });

  it("says so when there is no docker command", async () => {
    const programs = [() => Promise.reject(new ProgramNotFoundError("docker"))];
    await expect(Engine.ofProvider(fakeContext({ programs }), {}).version()).rejects.toThrow(
      "docker is not on the PATH",
    );
  });

  it("is named in a command for the reader only when their shell would ask another one", () => {
    const context = fakeContext({ env: { DOCKER_HOST: "ssh://a" } });
    expect(Engine.ofProvider(context, {}).command("logs", "x")).toBe("docker logs x");
    expect(Engine.ofProvider(context, { host: "ssh://b" }).command("logs", "x")).toBe("docker --host ssh://b logs x");
  });
});

describe("the engines of a stack", () => {
  const json = {
    provider: { docker: [{}, { alias: "far", host: "ssh://far" }] },
    resource: { docker_container: { a: {}, b: { provider: "docker.far" }, c: {} } },
  };
  const stack = readStack({ name: "s", directory: "/", json, env: {} });

  it("are told by the provider that a container uses", async () => {
    const engineOf = enginesOf(fakeContext(), stack);
    expect(await engineOf("docker_container.b").endpoint()).toBe("ssh://far");
    expect(engineOf("docker_container.a")).toBe(engineOf("docker_container.c"));
  });

  it("sort the containers", () => {
    const engineOf = enginesOf(fakeContext(), stack);
    const sorted = byEngine(stack.resources, engineOf).map(({ items }) => items.map(({ address }) => address));
    expect(sorted).toEqual([["docker_container.a", "docker_container.c"], ["docker_container.b"]]);
  });
});
