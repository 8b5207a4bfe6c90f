import { down, type DownOptions } from "../../cli/down";
import type { Resource } from "../../cli/private/resource";
import { fakeContext, type FakeProgram } from "./support/fake-context";
import {
  fakeDocker,
  fakeTerraform,
  type FakeContainer,
  type FakeNetwork,
  type FakeVolume,
} from "./support/fake-programs";
import { fakeServer } from "./support/fake-server";
import { fakeProject } from "./support/fake-project";
import { container, content, resource, stackJson } from "./support/resources";

const volumes = [{ volume_name: "grafana-data", container_path: "/var/lib/grafana" }];
const deployed = [
  container({ component: "grafana", attributes: { volumes } }),
  resource("docker_network", "monitoring", { name: "monitoring" }),
  content("grafana_dashboard", "api"),
];

interface Setting {
  readonly before?: readonly Resource[];
  readonly options?: Partial<DownOptions>;
  readonly terraform?: readonly FakeProgram[];
  /** What the engine has, when it is not what Terraform says. */
  readonly containers?: () => readonly FakeContainer[];
  readonly volumes?: readonly (string | FakeVolume)[];
  readonly networks?: readonly (string | FakeNetwork)[];
  readonly docker?: FakeProgram;
  /** Where Grafana is; only Terraform knows unless given. */
  readonly grafanaUrl?: string;
}

async function runDown({
  before = deployed,
  options = {},
  terraform = [],
  containers,
  volumes: there = ["grafana-data"],
  networks = [],
  docker,
  grafanaUrl,
}: Setting = {}) {
  const provider =
    grafanaUrl === undefined ? {} : { provider: { grafana: [{ url: grafanaUrl, auth: "admin:admin" }] } };
  using project = fakeProject({ monitoring: stackJson(deployed, provider) });
  let state = before;
  const destroying: FakeProgram = (line) => {
    if (line.startsWith("terraform destroy")) state = [];
    return undefined;
  };
  const made = () => (state.length === 0 ? [] : [{ name: "grafana", health: "healthy" }]);
  const context = fakeContext({
    directory: project.directory,
    programs: [
      project.app,
      docker ?? fakeDocker({ containers: containers ?? made, volumes: there, networks }),
      fakeTerraform(() => state, ...terraform, destroying),
    ],
  });
  const run = down(context, { volumes: false, verbose: false, lockTimeout: "1m", ...options });
  const outcome = await run.then(
    (code) => ({ code, error: undefined }),
    (error: unknown) => ({ code: undefined, error }),
  );
  return { ...outcome, context };
}

const changes = (commands: readonly string[]) =>
  commands.filter((line) => /^terraform (apply|destroy|state)|volume rm/.test(line));

describe("down", () => {
  it("destroys everything", async () => {
    const { code, context } = await runDown();
    expect(code).toBe(0);
    expect(changes(context.commands)).toEqual([
      "terraform destroy -no-color -auto-approve -input=false -lock-timeout=1m",
    ]);
  });

  it("says that the data stay, and how to delete them", async () => {
    const { context } = await runDown();
    expect(context.written).toEqual([
      "the data volumes grafana-data stay, and the next up finds their data",
      "  to delete them: docker volume rm grafana-data",
    ]);
  });

  it("has nothing to do when nothing was deployed", async () => {
    const { code, context } = await runDown({ before: [] });
    expect(code).toBe(0);
    expect(changes(context.commands)).toEqual([]);
    expect(context.noted).toContain("stack monitoring is not deployed");
  });

  it("fails when the engine still has a container or the network", async () => {
    const { error } = await runDown({ containers: () => [{ name: "grafana" }], networks: ["monitoring"] });
    expect(error).toMatchObject({
      message: "Terraform has destroyed the stack, and the engine still has something of its names",
      fixes: ["docker rm -f grafana", "docker network rm monitoring"],
    });
  });

  it("does not take a container of somebody else for one that is left", async () => {
    const { code } = await runDown({ containers: () => [{ name: "grafana", health: "healthy", id: "another" }] });
    expect(code).toBe(0);
  });

  it("destroys nothing while somebody else's container is on its network", async () => {
    const networks = [{ name: "monitoring", attached: ["grafana", "foreign"] }];
    const { code, context } = await runDown({ networks });
    expect(code).toBe(1);
    expect(changes(context.commands)).toEqual([]);
    expect(context.noted.slice(-2)).toEqual([
      "error: network monitoring is in use by container foreign",
      "  fix: docker network disconnect monitoring foreign",
    ]);
  });

  describe("with somebody else's dashboard in a folder of the stack's", () => {
    const routes = {
      "/api/org": { body: { id: 1 } },
      "/api/search": { body: [{ uid: "notes", title: "My notes", folderUid: "monitoring" }] },
      "/api/prometheus/grafana/api/v1/rules": { body: { data: { groups: [] } } },
    };
    const before = [...deployed, content("grafana_folder", "monitoring", { uid: "monitoring", title: "Monitoring" })];

    it("destroys nothing, and names it, since Grafana would delete it with the folder", async () => {
      await using server = await fakeServer(routes);
      const { code, context } = await runDown({ before, grafanaUrl: server.url });
      expect(code).toBe(1);
      expect(changes(context.commands)).toEqual([]);
      expect(context.noted.slice(-2)).toEqual([
        "error: Grafana's folder Monitoring has what the stack did not put there, and would take it along: My notes",
        `  fix: move it to another folder, or delete it: ${server.url}/dashboards/f/monitoring`,
      ]);
    });

    it("destroys all of it where the database is to go too", async () => {
      await using server = await fakeServer(routes);
      const { code } = await runDown({ before, grafanaUrl: server.url, options: { volumes: true } });
      expect(code).toBe(0);
    });
  });

  it("names what is missing, and destroys nothing", async () => {
    const docker: FakeProgram = (_, { file }) => (file === "docker" ? { code: 1, stderr: "no engine" } : undefined);
    const { code, context } = await runDown({ docker });
    expect(code).toBe(1);
    expect(context.noted).toContain("error: the Docker engine: no engine");
    expect(changes(context.commands)).toEqual([]);
  });
});

describe("down --volumes", () => {
  const options = { volumes: true };
  const removals = (commands: readonly string[]) => commands.filter((line) => line.includes("volume rm"));

  it("deletes the data of what was deployed", async () => {
    const { code, context } = await runDown({ options });
    expect(code).toBe(0);
    expect(context.written).toEqual(["deleted the data volumes grafana-data"]);
    expect(context.commands.at(-1)).toBe("docker --host unix:///var/run/docker.sock volume rm grafana-data");
  });

  it("deletes nothing where nothing was deployed, since the data may be somebody else's", async () => {
    const { code, context } = await runDown({ before: [], options });
    expect(code).toBe(1);
    expect(removals(context.commands)).toEqual([]);
    expect(context.noted).toEqual(
      expect.arrayContaining([
        "error: the data volumes grafana-data stay: nothing that was deployed from here has them, so they may be somebody else's",
        "  fix: where they are yours: docker volume rm grafana-data",
      ]),
    );
  });

  it("says who uses the data where nothing was deployed from here", async () => {
    const labels = { "cdktf-monitoring.stack": "monitoring" };
    const containers = () => [{ name: "grafana", labels, volumes: ["grafana-data"] }];
    const { code, context } = await runDown({ before: [], options, containers });
    expect(code).toBe(1);
    expect(removals(context.commands)).toEqual([]);
    expect(context.noted).toEqual(
      expect.arrayContaining([
        'error: the data volume grafana-data stays: the container grafana uses it, which belongs to the monitoring stack of the network "monitoring"',
        "  fix: leave it, or take that container down first, the way it was brought up",
      ]),
    );
  });

  it("has nothing to say where there are no data", async () => {
    const { code, context } = await runDown({ before: [], options, volumes: [] });
    expect(code).toBe(0);
    expect(context.written).toEqual([]);
  });

  it.each([
    [{}, "no monitoring stack"],
    [{ "cdktf-monitoring.stack": "shop-monitoring" }, 'the monitoring stack of the network "shop-monitoring"'],
    [{ "com.docker.compose.project": "shop" }, 'the Docker Compose project "shop"'],
  ])("leaves data that a container with the labels %j uses, stopped or not", async (labels, owner) => {
    const containers = () => [{ name: "reader", status: "exited", labels, volumes: ["grafana-data"] }];
    const { code, context } = await runDown({ options, containers });
    expect(code).toBe(1);
    expect(removals(context.commands)).toEqual([]);
    expect(context.noted).toContain(
      `error: the data volume grafana-data stays: the container reader uses it, which belongs to ${owner}`,
    );
  });

  it.each([
    [{ purpose: "backup" }, "somebody"],
    [{ "com.docker.compose.project": "shop" }, 'the Docker Compose project "shop"'],
  ])("leaves a volume with the labels %j, which the stack did not make", async (labels, owner) => {
    const { code, context } = await runDown({ options, volumes: [{ name: "grafana-data", labels }] });
    expect(code).toBe(1);
    expect(removals(context.commands)).toEqual([]);
    expect(context.noted).toEqual(
      expect.arrayContaining([
        `error: the data volume grafana-data stays: ${owner} made it before the stack did`,
        "  fix: where nobody needs it any more: docker volume rm grafana-data",
      ]),
    );
  });
});

describe("down while Grafana is gone", () => {
  it("brings Grafana back first, so that its content can be destroyed", async () => {
    let phase = "gone";
    const watching: FakeProgram = (line) => {
      if (line.includes("-target=docker_container.grafana")) phase = "healed";
      if (line.startsWith("terraform destroy")) phase = "destroyed";
      return undefined;
    };
    const containers = () => (phase === "healed" ? [{ name: "grafana", health: "healthy" }] : []);
    const { code, context } = await runDown({ containers, terraform: [watching] });
    expect(code).toBe(0);
    expect(changes(context.commands)).toEqual([
      expect.stringMatching(/^terraform apply .* -target=docker_container\.grafana$/),
      expect.stringMatching(/^terraform destroy /),
    ]);
  });

  it("forgets its content when it cannot be brought back, and ends clean all the same", async () => {
    const failing: FakeProgram = (line) =>
      line.startsWith("terraform apply") ? { code: 1, stderr: "Error: no such image" } : undefined;
    const { code, context } = await runDown({ containers: () => [], terraform: [failing] });
    expect(code).toBe(0);
    expect(changes(context.commands)).toEqual([
      expect.stringMatching(/^terraform apply /),
      "terraform state rm -lock-timeout=1m grafana_dashboard.api",
      expect.stringMatching(/^terraform destroy /),
    ]);
    expect(context.noted).toContain(
      "Grafana cannot be brought back: its content stays in its volume, and Terraform forgets it",
    );
  });
});
