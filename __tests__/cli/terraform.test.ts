import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { progressLine } from "../../cli/private/progress";
import { ProgramNotFoundError } from "../../cli/private/run-program";
import { Terraform, terraformVersion } from "../../cli/private/terraform";
import { fakeContext, type FakeProgram } from "./support/fake-context";
import { fakeTerraform } from "./support/fake-programs";
import { resource } from "./support/resources";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "cli-terraform-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

function terraformWith(answer: FakeProgram, { verbose = false, env = {} } = {}) {
  const context = fakeContext({ directory, env, programs: [fakeTerraform(() => [], answer)] });
  return { context, terraform: new Terraform(context, directory, { verbose, lockTimeout: "1m" }) };
}

const nothing: FakeProgram = () => undefined;
const failing =
  (start: string, stderr: string): FakeProgram =>
  (line) =>
    line.startsWith(start) ? { code: 1, stdout: "a long plan", stderr } : undefined;

describe("terraform init", () => {
  it("asks for nothing", async () => {
    const { context, terraform } = terraformWith(nothing);
    await terraform.init();
    expect(context.commands).toEqual(["terraform init -no-color -input=false"]);
  });

  it("copies the state to a changed backend when told to", async () => {
    const { context, terraform } = terraformWith(nothing);
    await terraform.init({ migrateState: true });
    expect(context.commands).toEqual(["terraform init -no-color -input=false -migrate-state -force-copy"]);
  });

  it("is tried again with -upgrade when the lock file has a version that the stack no longer accepts", async () => {
    const { context, terraform } = terraformWith((line) =>
      line.includes("-upgrade") ? {} : { code: 1, stderr: "… must use terraform init -upgrade to allow selection" },
    );
    await terraform.init();
    expect(context.commands).toEqual([
      "terraform init -no-color -input=false",
      "terraform init -no-color -input=false -upgrade",
    ]);
  });

  it("fails with Terraform's own words", async () => {
    const { terraform } = terraformWith(failing("terraform init", "Error: no such provider"));
    await expect(terraform.init()).rejects.toThrow("terraform init failed\n\nError: no such provider");
  });

  it("says what to do about a backend that has changed", async () => {
    const { terraform } = terraformWith(failing("terraform init", "Error: Backend configuration changed"));
    await expect(terraform.init()).rejects.toMatchObject({
      fixes: [
        "the state is to move to the new backend: run up with --migrate-state",
        "the state is to stay where it is: run terraform -chdir=. init -reconfigure, which begins with what the new backend holds",
      ],
    });
  });
});

describe("terraform apply", () => {
  it("asks for nothing and waits for the state's lock", async () => {
    const { context, terraform } = terraformWith(nothing);
    await terraform.apply();
    expect(context.commands).toEqual(["terraform apply -no-color -auto-approve -input=false -lock-timeout=1m"]);
  });

  it("can be limited to targets", async () => {
    const { context, terraform } = terraformWith(nothing);
    await terraform.apply(["docker_container.grafana"]);
    expect(context.commands[0]).toMatch(/ -target=docker_container\.grafana$/);
  });

  const output = ["Terraform will perform …", "Plan: 2 to add, 0 to change, 0 to destroy.", "  + create"].join("\n");

  it("shows how far it is", async () => {
    const { context, terraform } = terraformWith(() => ({ stdout: output }));
    await terraform.apply();
    expect(context.noted).toEqual(["  Plan: 2 to add, 0 to change, 0 to destroy."]);
  });

  it("shows everything when told to", async () => {
    const { context, terraform } = terraformWith(() => ({ stdout: output }), { verbose: true });
    await terraform.apply();
    expect(context.noted.slice(0, 3)).toEqual(output.split("\n").map((line) => `  ${line}`));
  });

  it("fails with Terraform's errors, and leaves the rest of its words in a file for the owner alone", async () => {
    const { terraform } = terraformWith(failing("terraform apply", "Error: port is already allocated"));
    await expect(terraform.apply()).rejects.toMatchObject({
      message: "terraform apply failed\n\nError: port is already allocated",
      fixes: ["all that Terraform printed is in terraform.log; --verbose shows it as it comes"],
    });
    const log = join(directory, "terraform.log");
    expect(readFileSync(log, "utf8")).toBe("a long plan\nError: port is already allocated");
    expect(statSync(log).mode & 0o777).toBe(0o600);
  });

  it("says what helps against errors that do not", async () => {
    const stderr =
      'Error: no value\n\nThe input variable "shop" is not set. Use a -var or -var-file command line argument to provide a value for this variable.';
    const { terraform } = terraformWith(failing("terraform apply", stderr));
    await expect(terraform.apply()).rejects.toMatchObject({
      message: 'terraform apply failed\n\nError: no value\n\nThe input variable "shop" is not set.',
      fixes: ["export TF_VAR_shop=…", expect.stringContaining("terraform.log")],
    });
  });

  it("says what to do about a state that somebody else has locked", async () => {
    const { terraform } = terraformWith(failing("terraform apply", "Error: Error acquiring the state lock"));
    await expect(terraform.apply()).rejects.toMatchObject({
      fixes: [
        "somebody else works on this state: wait for them, or for longer with --lock-timeout; if they are gone for good, run terraform -chdir=. force-unlock ID",
        expect.stringContaining("terraform.log"),
      ],
    });
  });
});

describe("terraform", () => {
  it("is the program that TERRAFORM_BINARY_NAME names, as for cdktf", async () => {
    const context = fakeContext({
      env: { TERRAFORM_BINARY_NAME: "tofu" },
      programs: [() => ({ stdout: "OpenTofu v1\n…" })],
    });
    expect(await terraformVersion(context)).toBe("OpenTofu v1");
    expect(context.commands).toEqual(["tofu version"]);
  });

  it("is asked for when it is missing", async () => {
    const context = fakeContext({ programs: [() => Promise.reject(new ProgramNotFoundError("terraform"))] });
    await expect(terraformVersion(context)).rejects.toThrow("terraform is not on the PATH");
  });

  it("runs in the stack's folder with the environment as it is", async () => {
    const { context, terraform } = terraformWith(nothing, { env: { TF_PLUGIN_CACHE_DIR: "/cache" } });
    await terraform.destroy();
    expect(context.programs[0]).toMatchObject({ directory, env: { TF_PLUGIN_CACHE_DIR: "/cache" } });
    expect(context.commands).toEqual(["terraform destroy -no-color -auto-approve -input=false -lock-timeout=1m"]);
  });

  it("reads the resources of the state, those of modules too, and no data sources", async () => {
    const found = (address: string, mode = "managed") => ({ address, type: "t", mode, values: { a: 1 } });
    const state = {
      values: {
        root_module: {
          resources: [found("t.one"), found("data.t.two", "data")],
          child_modules: [{ resources: [found("module.m.t.three")] }],
        },
      },
    };
    const { terraform } = terraformWith(() => ({ stdout: JSON.stringify(state) }));
    expect(await terraform.state()).toEqual([
      { address: "t.one", type: "t", attributes: { a: 1 }, dependsOn: [] },
      { address: "module.m.t.three", type: "t", attributes: { a: 1 }, dependsOn: [] },
    ]);
  });

  it("reads an empty state as no resources", async () => {
    const { terraform } = terraformWith(() => ({ stdout: '{"format_version":"1.0"}' }));
    expect(await terraform.state()).toEqual([]);
  });

  it("keeps what it reads of the state off the terminal", async () => {
    const { context, terraform } = terraformWith(() => ({ stdout: '{"format_version":"1.0"}' }), { verbose: true });
    await terraform.state();
    expect(context.noted).toEqual([]);
  });

  it("takes resources out of the state", async () => {
    const { context, terraform } = terraformWith(nothing);
    await terraform.forget([resource("grafana_dashboard", "a").address]);
    expect(context.commands).toEqual(["terraform state rm -lock-timeout=1m grafana_dashboard.a"]);
  });
});

describe("terraform plan", () => {
  const planning: FakeProgram = (line) => {
    if (line.includes(" plan ")) return { code: 2 };
    return line.includes("-json") ? { stdout: '{"resource_changes":[]}' } : { stdout: "Plan: 1 to add" };
  };

  it("is kept in a file that is gone afterwards, so that no value in it stays on the disk", async () => {
    const { context, terraform } = terraformWith(planning);
    const plan = await terraform.plan({ lock: true });
    expect(plan).toEqual({ hasChanges: true, text: "Plan: 1 to add", json: { resource_changes: [] } });
    const file = /-out=(.*)$/.exec(context.commands[0] ?? "")?.[1] ?? "";
    expect(file).not.toBe("");
    expect(() => statSync(file)).toThrow("ENOENT");
  });

  it("waits for the state's lock", async () => {
    const { context, terraform } = terraformWith(planning);
    await terraform.plan({ lock: true });
    expect(context.commands[0]).toContain(" -detailed-exitcode -lock-timeout=1m ");
  });

  it("can leave the state unlocked", async () => {
    const { context, terraform } = terraformWith(planning);
    await terraform.plan({ lock: false });
    expect(context.commands[0]).toContain(" -detailed-exitcode -lock=false ");
  });

  it("is printed without colours unless they are wanted", async () => {
    const { context, terraform } = terraformWith(planning);
    await terraform.plan({ lock: true });
    await terraform.plan({ lock: true, color: true });
    expect(context.commands[1]).toMatch(/^terraform show -no-color /);
    expect(context.commands[4]).toMatch(/^terraform show \//);
  });

  it("can be limited to targets", async () => {
    const { context, terraform } = terraformWith(planning);
    await terraform.plan({ lock: true, targets: ["docker_container.grafana"] });
    expect(context.commands[0]).toContain(" -target=docker_container.grafana -out=");
  });

  it("is not announced before it is printed, but for what it waits for", async () => {
    const { context, terraform } = terraformWith((line, program) =>
      line.includes(" plan ")
        ? { stdout: "Acquiring state lock. This may take a few moments...\nPlan: 1 to add" }
        : planning(line, program),
    );
    await terraform.plan({ lock: true });
    expect(context.noted).toEqual(["  Acquiring state lock. This may take a few moments..."]);
  });

  it("has no changes when Terraform says so", async () => {
    const { terraform } = terraformWith((line, program) => (line.includes(" plan ") ? {} : planning(line, program)));
    expect((await terraform.plan({ lock: true })).hasChanges).toBe(false);
  });

  it("fails with Terraform's errors", async () => {
    const { terraform } = terraformWith(failing("terraform plan", "Error: no"));
    await expect(terraform.plan({ lock: true })).rejects.toThrow("terraform plan failed\n\nError: no");
  });
});

describe("a line of Terraform's", () => {
  it.each([
    [
      "docker_container.grafana: Creation complete after 6s [id=abc]",
      "docker_container.grafana: Creation complete after 6s",
    ],
    [
      "docker_container.grafana: Still creating... [10s elapsed]",
      "docker_container.grafana: Still creating... [10s elapsed]",
    ],
    [
      "docker_network.host: Still destroying... [id=ba93, 10s elapsed]",
      "docker_network.host: Still destroying... [10s elapsed]",
    ],
    [
      "Apply complete! Resources: 1 added, 0 changed, 0 destroyed.",
      "Apply complete! Resources: 1 added, 0 changed, 0 destroyed.",
    ],
    [
      "No changes. Your infrastructure matches the configuration.",
      "No changes. Your infrastructure matches the configuration.",
    ],
    ["docker_container.grafana: Refreshing state... [id=abc]", undefined],
    ['  + name = "x"', undefined],
    ["", undefined],
  ])("%j is shown as %j", (line, shown) => {
    expect(progressLine(line)).toBe(shown);
  });
});
