import { up, type UpOptions } from "../../cli/up";
import type { Resource } from "../../cli/private/resource";
import { ProgramNotFoundError } from "../../cli/private/run-program";
import { fakeContext, type FakeContextOptions, type FakeProgram } from "./support/fake-context";
import { fakeDocker, fakeTerraform, type FakeContainer } from "./support/fake-programs";
import { fakeProject } from "./support/fake-project";
import { fakeServer } from "./support/fake-server";
import { container, content, resource, stackJson } from "./support/resources";

const OPTIONS: UpOptions = { strict: false, timeout: 60, migrateState: false, verbose: false, lockTimeout: "1m" };

const ports = [{ internal: 3000, external: 3000, ip: "127.0.0.1" }];
const grafanaAt = (url: string) => [
  container({ component: "grafana", url, attributes: { ports } }),
  content("grafana_dashboard", "api", { uid: "api", config_json: '{"title":"API","uid":"api"}' }),
];

interface Setting extends FakeContextOptions {
  /** What is deployed before; undefined for nothing. */
  readonly before?: readonly Resource[];
  readonly containers?: () => readonly FakeContainer[];
  readonly options?: Partial<UpOptions>;
  readonly terraform?: readonly FakeProgram[];
  readonly docker?: FakeProgram;
}

/** Runs `up` on a stack with Grafana and a dashboard; the engine has the container once Terraform has applied. */
async function runUp({ before = [], containers, options = {}, terraform = [], docker, ...rest }: Setting = {}) {
  await using server = await fakeServer({
    "/api/org": { body: { id: 1 } },
    "/api/dashboards/uid/api": { body: {} },
  });
  const resources = grafanaAt(server.url);
  using project = fakeProject({
    monitoring: stackJson(resources, { provider: { grafana: [{ url: server.url, auth: "admin:admin" }] } }),
  });
  let state = before;
  const applying: FakeProgram = (line) => {
    if (line.startsWith("terraform apply")) state = resources;
    return undefined;
  };
  const made = () => (state.length === 0 ? [] : [{ name: "grafana", health: "healthy", ports: ["127.0.0.1:3000"] }]);
  const context = fakeContext({
    directory: project.directory,
    programs: [
      ...(rest.programs ?? []),
      project.app,
      docker ?? fakeDocker({ containers: containers ?? made }),
      fakeTerraform(() => state, ...terraform, applying),
    ],
    ...rest,
  });
  const run = up(context, { ...OPTIONS, ...options });
  const outcome = await run.then(
    (code) => ({ code, error: undefined }),
    (error: unknown) => ({ code: undefined, error }),
  );
  return { ...outcome, context, url: server.url, resources };
}

const terraformLines = (commands: readonly string[]) =>
  commands.filter((line) => line.startsWith("terraform")).map((line) => line.split(" ")[1]);

describe("up", () => {
  it("synthesizes, initializes, applies, and checks what it deployed", async () => {
    const { code, context } = await runUp();
    expect(code).toBe(0);
    expect(terraformLines(context.commands)).toEqual(["version", "init", "show", "apply", "show"]);
    expect(context.noted).toEqual([
      "synthesizing",
      "initializing Terraform",
      "deploying stack monitoring",
      "checking the deployment",
      "  ok      containers: 1 container running and healthy",
      "  ok      grafana: 0 datasources, 1 dashboard, 0 rule groups",
    ]);
  });

  it("says what runs where, the dashboards, and the login", async () => {
    const { context, url } = await runUp();
    expect(context.written).toEqual([
      "",
      "COMPONENT  CONTAINER  STATUS   ADDRESS",
      `grafana    grafana    healthy  ${url}`,
      "",
      "dashboards",
      `  API  ${url}/d/api`,
      "Grafana login: admin / admin",
    ]);
  });

  it("can be repeated", async () => {
    const before = [container({ component: "grafana", attributes: { ports } })];
    const isPortFree = () => Promise.resolve(false);
    const { code, context } = await runUp({ before, isPortFree });
    expect(code).toBe(0);
    expect(terraformLines(context.commands)).toEqual(["version", "init", "show", "apply", "show"]);
  });

  it("moves the state when told to", async () => {
    const { context } = await runUp({ options: { migrateState: true } });
    expect(context.commands).toContain("terraform init -no-color -input=false -migrate-state -force-copy");
  });

  it("fails with what does not work, after saying what does", async () => {
    const { error, context } = await runUp({ containers: () => [] });
    expect(error).toMatchObject({ message: "deployed, but not well: containers" });
    expect(context.noted).toContain("          container grafana is missing");
    expect(context.written).toContainEqual(expect.stringMatching(/^grafana +grafana +missing/));
  });

  it("waits for as long as it is told", async () => {
    const { context } = await runUp({ containers: () => [], options: { timeout: 5 } });
    expect(context.clock.now() - Date.parse("2026-01-01T12:00:00Z")).toBe(5_000);
  });

  it("stops with Terraform's errors when the apply fails", async () => {
    const failing: FakeProgram = (line) =>
      line.startsWith("terraform apply") ? { code: 1, stderr: "Error: no such image" } : undefined;
    const { error } = await runUp({ terraform: [failing] });
    expect(error).toMatchObject({ message: "terraform apply failed\n\nError: no such image" });
  });
});

describe("up without what it needs", () => {
  const noTerraform: FakeProgram = (line) =>
    line === "terraform version" ? Promise.reject(new ProgramNotFoundError("terraform")) : undefined;
  const noEngine: FakeProgram = (_, { file }) =>
    file === "docker" ? { code: 1, stderr: "Cannot connect to the Docker daemon" } : undefined;

  it("names everything that is missing, each with its fix, and deploys nothing", async () => {
    const { code, context } = await runUp({ terraform: [noTerraform], docker: noEngine });
    expect(code).toBe(1);
    expect(context.noted).toEqual([
      "synthesizing",
      "error: terraform is not on the PATH",
      expect.stringMatching(/^ {2}fix: install Terraform/),
      "error: the Docker engine: Cannot connect to the Docker daemon",
      expect.stringMatching(/^ {2}fix: start the engine/),
    ]);
    expect(terraformLines(context.commands)).toEqual(["version"]);
  });

  it("says what would be deployed", async () => {
    const { context, url } = await runUp({ docker: noEngine });
    expect(context.written).toEqual([
      "stack monitoring would deploy",
      "  COMPONENT  CONTAINER  IMAGE                ADDRESS",
      `  grafana    grafana    example/grafana:1.0  ${url}`,
      "  1 dashboard, 0 alerts",
    ]);
  });

  it("looks for ports even when Terraform is missing", async () => {
    const { context } = await runUp({ terraform: [noTerraform], isPortFree: () => Promise.resolve(false) });
    expect(context.noted).toContain("error: port 3000 on 127.0.0.1, which grafana needs, is in use by another program");
  });

  it("refuses a port that somebody else has", async () => {
    const { code, context } = await runUp({ isPortFree: () => Promise.resolve(false) });
    expect(code).toBe(1);
    expect(terraformLines(context.commands)).toEqual(["version", "init", "show"]);
  });

  it("refuses a container of the same name that is not the stack's", async () => {
    const { code, context } = await runUp({ containers: () => [{ name: "grafana", ports: ["127.0.0.1:3000"] }] });
    expect(code).toBe(1);
    expect(context.noted).toContain(
      "error: there is a container grafana already, of the image example/grafana:1.0: no monitoring stack made it",
    );
  });

  it("refuses a paused container of the stack, and does not take it for somebody else's", async () => {
    const before = [container({ component: "grafana", attributes: { ports } })];
    const containers = () => [{ name: "grafana", ports: ["127.0.0.1:3000"], status: "paused" }];
    const { code, context } = await runUp({ before, containers, isPortFree: () => Promise.resolve(false) });
    expect(code).toBe(1);
    expect(context.noted.slice(-2)).toEqual(["error: container grafana is paused", "  fix: docker unpause grafana"]);
  });

  it("refuses to replace a network that somebody else's container is on", async () => {
    const network = resource("docker_network", "host", { name: "monitoring" });
    const replacing: FakeProgram = (line) => {
      const change = { address: network.address, mode: "managed", change: { actions: ["delete", "create"] } };
      if (line.startsWith("terraform plan")) return { code: 2 };
      return line.startsWith("terraform show -json")
        ? { stdout: JSON.stringify({ resource_changes: [change] }) }
        : undefined;
    };
    const docker = fakeDocker({ networks: [{ name: "monitoring", attached: ["shop"] }] });
    const { code, context } = await runUp({ before: [network], docker, terraform: [replacing] });
    expect(code).toBe(1);
    expect(context.commands).not.toContainEqual(expect.stringMatching(/^terraform apply/));
    expect(context.noted).toContain("error: network monitoring is in use by container shop");
  });

  it("refuses an image that cannot be pulled before it changes anything", async () => {
    const image = "example/grafana:1.0";
    const before = [container({ component: "grafana", attributes: { ports } })];
    const containers = () => [{ name: "grafana", ports: ["127.0.0.1:3000"] }];
    const docker = fakeDocker({ containers, lacks: [image], refused: { [image]: "manifest unknown" } });
    const { code, context } = await runUp({ before, docker });
    expect(code).toBe(1);
    expect(terraformLines(context.commands)).toEqual(["version", "init", "show"]);
    expect(context.noted).toContain(
      "error: the image example/grafana:1.0 of docker_container.grafana cannot be pulled: manifest unknown",
    );
  });

  it("stops at once when the app fails", async () => {
    const { error, context } = await runUp({
      programs: [(line) => (line === "the-app" ? { code: 1, stderr: "no" } : undefined)],
    });
    expect(error).toMatchObject({ message: "the-app failed with exit code 1\n\nno" });
    expect(context.commands).toEqual(["the-app"]);
  });
});

describe("up while Grafana is gone", () => {
  const before = [container({ component: "grafana", attributes: { ports } }), content("grafana_dashboard", "api")];

  it("brings Grafana back before it applies the whole stack", async () => {
    let healed = false;
    const healing: FakeProgram = (line) => {
      if (line.includes("-target=docker_container.grafana")) healed = true;
      return undefined;
    };
    const containers = () => (healed ? [{ name: "grafana", health: "healthy", ports: ["127.0.0.1:3000"] }] : []);
    const { code, context } = await runUp({ before, containers, terraform: [healing] });
    expect(code).toBe(0);
    const applies = context.commands.filter((line) => line.startsWith("terraform apply"));
    expect(applies).toHaveLength(2);
    expect(applies[0]).toMatch(/ -target=docker_container\.grafana$/);
    expect(applies[1]).not.toContain("-target");
    expect(context.noted).toContain("Grafana's container grafana is missing: applying its container first");
  });
});

describe("up while Grafana is gone and the network is to be replaced", () => {
  it("applies every container with it, those that the stack no longer has too", async () => {
    const old = container({ component: "exporter", name: "old" });
    const before = [
      container({ component: "grafana", attributes: { ports } }),
      old,
      content("grafana_dashboard", "api"),
    ];
    const containers = () => [{ name: "grafana", status: "exited" }];
    const { context } = await runUp({ before, containers });
    const healing = context.commands.find((line) => line.startsWith("terraform apply"));
    expect(healing).toMatch(/ -target=docker_container\.grafana -target=docker_container\.old$/);
  });
});

describe("the notices of up", () => {
  it("have what the synthesis warned of", async () => {
    using project = fakeProject({ monitoring: { resource: {} } }, [
      { level: "@cdktf/warn", constructPath: "monitoring", message: "careful" },
    ]);
    const context = fakeContext({
      directory: project.directory,
      programs: [project.app, fakeTerraform(() => [])],
    });
    expect(await up(context, OPTIONS)).toBe(0);
    expect(context.written).toContain("notice: [monitoring] careful");
  });

  describe("of a volume whose container the deployment has removed", () => {
    const volumes = [{ volume_name: "alertmanager-data", container_path: "/alertmanager" }];
    const before = [
      container({ component: "grafana", attributes: { ports } }),
      container({ component: "alertmanager", attributes: { volumes } }),
    ];
    const grafana = { name: "grafana", health: "healthy", ports: ["127.0.0.1:3000"] };
    const runWith = (there: readonly string[], ...containers: readonly FakeContainer[]) =>
      runUp({ before, docker: fakeDocker({ containers: () => [grafana, ...containers], volumes: there }) });
    const notice = expect.stringContaining("alertmanager-data") as string;

    it("say that it stays, and how to delete it", async () => {
      const { context } = await runWith(["alertmanager-data"]);
      const text = "notice: the data volume alertmanager-data stays, and nothing of the stack uses it any more";
      const position = context.written.indexOf(text);
      expect(context.written[position + 1]).toBe("  to delete it: docker volume rm alertmanager-data");
    });

    it("do not mention it where it is gone, or where somebody else uses it", async () => {
      expect((await runWith([])).context.written).not.toContainEqual(notice);
      const reader = { name: "reader", status: "exited", volumes: ["alertmanager-data"] };
      expect((await runWith(["alertmanager-data"], reader)).context.written).not.toContainEqual(notice);
    });
  });
});
