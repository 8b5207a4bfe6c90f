import { diff, type DiffOptions } from "../../cli/diff";
import { fakeContext, type FakeProgram } from "./support/fake-context";
import { fakeDocker, fakeTerraform, type FakeContainer } from "./support/fake-programs";
import { fakeProject } from "./support/fake-project";
import { fakeServer } from "./support/fake-server";
import { container, content, stackJson } from "./support/resources";

const deployed = [container({ component: "grafana" }), content("grafana_dashboard", "api")];

interface Setting {
  readonly options?: Partial<DiffOptions>;
  readonly hasChanges?: boolean;
  readonly containers?: readonly FakeContainer[];
  readonly docker?: FakeProgram;
  readonly color?: boolean;
  /** The rest of cdk.tf.json. */
  readonly json?: object;
}

async function runDiff({ options = {}, hasChanges = false, containers, docker, json, color = false }: Setting = {}) {
  using project = fakeProject({ monitoring: stackJson(deployed, json) });
  const planning: FakeProgram = (line) => {
    if (line.startsWith("terraform plan")) return { code: hasChanges ? 2 : 0 };
    if (line.startsWith("terraform show -json")) return { stdout: '{"resource_changes":[]}' };
    if (/^terraform show (-no-color )?\//.test(line)) return { stdout: "Plan: as Terraform prints it\n" };
    return undefined;
  };
  const context = fakeContext({
    directory: project.directory,
    color,
    programs: [
      project.app,
      docker ?? fakeDocker({ containers: () => containers ?? [{ name: "grafana", health: "healthy" }] }),
      fakeTerraform(() => deployed, planning),
    ],
  });
  const run = diff(context, { check: false, lock: true, verbose: false, lockTimeout: "1m", ...options });
  const outcome = await run.then(
    (code) => ({ code, error: undefined }),
    (error: unknown) => ({ code: undefined, error }),
  );
  return { ...outcome, context };
}

describe("diff", () => {
  it("prints the plan as Terraform does, and nothing else as its result", async () => {
    const { code, context } = await runDiff({ hasChanges: true });
    expect(code).toBe(0);
    expect(context.written).toEqual(["Plan: as Terraform prints it"]);
  });

  it("changes nothing", async () => {
    const { context } = await runDiff({ hasChanges: true });
    expect(context.commands).toEqual([
      "terraform version",
      "the-app",
      "terraform init -no-color -input=false",
      "terraform show -no-color -json",
      "docker --host unix:///var/run/docker.sock container inspect grafana",
      expect.stringMatching(/^terraform plan -no-color -input=false -detailed-exitcode -lock-timeout=1m -out=/),
      expect.stringMatching(/^terraform show -no-color \//),
      expect.stringMatching(/^terraform show -json \//),
    ]);
  });

  it("leaves the state unlocked when told to", async () => {
    const { context } = await runDiff({ options: { lock: false } });
    expect(context.commands).toContainEqual(expect.stringContaining(" -lock=false "));
  });

  it("leaves it to Terraform to say that the engine does not answer", async () => {
    const docker: FakeProgram = (_, { file }) => (file === "docker" ? { code: 1, stderr: "no engine" } : undefined);
    expect((await runDiff({ docker })).code).toBe(0);
  });
});

describe("diff while Grafana cannot be read", () => {
  const note = "Grafana's container grafana is missing: its dashboards and alerts are not compared";

  it("compares the containers, and says what is not compared", async () => {
    const { code, context } = await runDiff({ containers: [], hasChanges: true });
    expect(code).toBe(0);
    expect(context.commands).toContainEqual(
      expect.stringMatching(/^terraform plan .* -target=docker_container\.grafana -out=/),
    );
    expect(context.noted).toContain(`notice: ${note}; up applies the containers first`);
    expect(context.written).toEqual(["Plan: as Terraform prints it"]);
  });

  it("says so in the comment too", async () => {
    const { code, context } = await runDiff({ containers: [], hasChanges: true, options: { check: true } });
    expect(code).toBe(2);
    expect(context.written).toContain(`> ${note}`);
  });

  it("fails when no pending change will help, and says how to look closer", async () => {
    const { error } = await runDiff({ containers: [{ name: "grafana", health: "unhealthy" }] });
    expect(error).toMatchObject({
      message: "Grafana's container grafana is unhealthy: its dashboards and alerts are not compared",
      fixes: ["look closer: docker logs --tail 50 grafana"],
    });
  });

  it("fails when the login was not given as it was to up", async () => {
    await using server = await fakeServer({ "/api/org": { status: 401 } });
    const { error } = await runDiff({ json: { provider: { grafana: [{ url: server.url, auth: "admin:admin" }] } } });
    expect(error).toMatchObject({
      message: `Grafana at ${server.url} refuses the stack's login: its dashboards and alerts are not compared`,
      fixes: ["give its login as it was given to up, by TF_VAR_NAME"],
    });
  });

  it("changes nothing either", async () => {
    const { context } = await runDiff({ containers: [], hasChanges: true });
    expect(context.commands).not.toContainEqual(expect.stringMatching(/^terraform (apply|destroy|state)/));
  });
});

describe("the colours of diff", () => {
  it("are Terraform's where they are wanted", async () => {
    const { context } = await runDiff({ color: true });
    expect(context.commands).toContainEqual(expect.stringMatching(/^terraform show \//));
  });

  it("are never in a comment", async () => {
    const { context } = await runDiff({ color: true, options: { check: true } });
    expect(context.commands).toContainEqual(expect.stringMatching(/^terraform show -no-color \//));
  });
});

describe("diff --check", () => {
  it("exits with 0 when nothing changes", async () => {
    const { code, context } = await runDiff({ options: { check: true } });
    expect(code).toBe(0);
    expect(context.written).toEqual(["### `monitoring`: no change"]);
  });

  it("exits with 2 when something changes, and prints it as a comment", async () => {
    const { code, context } = await runDiff({ options: { check: true }, hasChanges: true });
    expect(code).toBe(2);
    expect(context.written[0]).toBe("### `monitoring`: 0 to add, 0 to change, 0 to destroy");
    expect(context.written).toContain("Plan: as Terraform prints it");
  });
});
