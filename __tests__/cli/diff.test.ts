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
  /** The rest of cdk.tf.json. */
  readonly json?: object;
}

async function runDiff({ options = {}, hasChanges = false, containers, docker, json }: Setting = {}) {
  using project = fakeProject({ monitoring: stackJson(deployed, json) });
  const planning: FakeProgram = (line) => {
    if (line.startsWith("terraform plan")) return { code: hasChanges ? 2 : 0 };
    if (line.startsWith("terraform show -json")) return { stdout: '{"resource_changes":[]}' };
    if (line.startsWith("terraform show -no-color /")) return { stdout: "Plan: as Terraform prints it\n" };
    return undefined;
  };
  const context = fakeContext({
    directory: project.directory,
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

  it("explains what to do when Grafana is gone, instead of a plan that would fail", async () => {
    const { error, context } = await runDiff({ containers: [] });
    expect(error).toMatchObject({
      message: "Grafana's container grafana is missing: Terraform cannot compare its dashboards and alerts",
      fixes: ["run up, which applies the containers first; the volume of Grafana has kept its content"],
    });
    expect(context.commands).not.toContainEqual(expect.stringMatching(/^terraform (plan|apply)/));
  });
});

describe("diff with a password that Grafana does not know", () => {
  it("says that it may have changed, or may not have been given", async () => {
    await using server = await fakeServer({ "/api/org": { status: 401 } });
    const { error } = await runDiff({ json: { provider: { grafana: [{ url: server.url, auth: "admin:new" }] } } });
    expect(error).toMatchObject({
      message: `Grafana at ${server.url} refuses the stack's login: Terraform cannot compare its dashboards and alerts`,
      fixes: [
        "run up, which applies the containers first; the volume of Grafana has kept its content",
        "when the password has not changed: give it as it was given to up, by TF_VAR_NAME",
      ],
    });
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
