import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readProject } from "../../cli/private/project";
import { synthesize } from "../../cli/private/synthesize";
import { fakeContext, type FakeProgram } from "./support/fake-context";
import { fakeProject } from "./support/fake-project";

const inFolder = <T>(config: string | undefined, look: (directory: string) => T): T => {
  const directory = mkdtempSync(join(tmpdir(), "cli-project-"));
  try {
    if (config !== undefined) writeFileSync(join(directory, "cdktf.json"), config);
    return look(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
};

describe("a project", () => {
  it("is refused without a cdktf.json", () => {
    inFolder(undefined, (directory) => {
      expect(() => readProject(directory)).toThrow(`there is no cdktf.json in ${directory}`);
    });
  });

  it("is refused when its cdktf.json is no JSON", () => {
    inFolder("{", (directory) => {
      expect(() => readProject(directory)).toThrow(`${directory}/cdktf.json cannot be read: `);
    });
  });

  it("is refused when it names no app", () => {
    inFolder('{"language":"typescript"}', (directory) => {
      expect(() => readProject(directory)).toThrow(`${directory}/cdktf.json names no app`);
    });
  });

  it("is synthesized into cdktf.out by default", () => {
    expect(inFolder('{"app":"x"}', readProject).output).toBe("cdktf.out");
  });

  it("is synthesized where its cdktf.json says", () => {
    expect(inFolder('{"app":"x","output":"elsewhere"}', readProject).output).toBe("elsewhere");
  });

  it("hands its context and its modules in folders to the app", () => {
    const config = { app: "x", context: { a: 1 }, terraformModules: ["./one", "remote/two", { source: "../three" }] };
    expect(inFolder(JSON.stringify(config), readProject).context).toEqual({
      a: 1,
      cdktfRelativeModules: ["./one", { source: "../three" }],
    });
  });
});

describe("synthesis", () => {
  const synthesizeIn = (
    project: ReturnType<typeof fakeProject>,
    { stack, app = project.app, env = {} }: { stack?: string; app?: FakeProgram; env?: Record<string, string> } = {},
  ) => {
    const context = fakeContext({ directory: project.directory, programs: [app], env });
    return { context, stack: synthesize(context, readProject(project.directory), stack) };
  };

  it("takes the only stack", async () => {
    using project = fakeProject({ monitoring: { resource: {} } });
    const stack = await synthesizeIn(project).stack;
    expect(stack.name).toBe("monitoring");
    expect(stack.directory).toBe(join(project.directory, "cdktf.out/stacks/monitoring"));
  });

  it("takes the stack that was chosen", async () => {
    using project = fakeProject({ one: {}, two: {} });
    expect((await synthesizeIn(project, { stack: "two" }).stack).name).toBe("two");
  });

  it("names the stacks when there are several and none was chosen", async () => {
    using project = fakeProject({ one: {}, two: {} });
    await expect(synthesizeIn(project).stack).rejects.toThrow(
      "there are several stacks, and none was chosen: one, two",
    );
  });

  it("names the stacks when there is none of that name", async () => {
    using project = fakeProject({ one: {}, two: {} });
    await expect(synthesizeIn(project, { stack: "three" }).stack).rejects.toThrow(
      'there is no stack "three": there are one, two',
    );
  });

  it("names the only stack when another one was asked for", async () => {
    using project = fakeProject({ monitoring: {} });
    await expect(synthesizeIn(project, { stack: "nope" }).stack).rejects.toThrow(
      'there is no stack "nope": the only one is monitoring',
    );
  });

  it("says so when there is no stack at all", async () => {
    using project = fakeProject({});
    await expect(synthesizeIn(project).stack).rejects.toThrow("the app has no stack");
  });

  it("gives the app what cdktf gives it, and no Terraform variable", async () => {
    using project = fakeProject({ monitoring: {} });
    const env = { HOME: "/home", TF_VAR_grafana_admin_password: "secret", CDKTF_CONTEXT_JSON: '{"b":2}' };
    const { context, stack } = synthesizeIn(project, { env });
    await stack;
    expect(context.programs[0]).toMatchObject({ shell: true, directory: project.directory });
    expect(context.programs[0]?.env).toEqual({
      HOME: "/home",
      NODE_OPTIONS: "--max-old-space-size=4096",
      CDKTF_OUTDIR: "cdktf.out",
      CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS: "true",
      CDKTF_CONTEXT_JSON: '{"b":2,"cdktfRelativeModules":[]}',
    });
  });

  it("leaves NODE_OPTIONS as they are", async () => {
    using project = fakeProject({ monitoring: {} });
    const { context, stack } = synthesizeIn(project, { env: { NODE_OPTIONS: "--trace-warnings" } });
    await stack;
    expect(context.programs[0]?.env.NODE_OPTIONS).toBe("--trace-warnings");
  });

  it.each([
    [{ stderr: "port must be below 65536\n" }, "port must be below 65536"],
    // A type checker says what is wrong on its output, while npm warns of something else.
    [{ stdout: "main.ts(7,32): error TS2561\n", stderr: "npm warn" }, "main.ts(7,32): error TS2561\n\nnpm warn"],
  ])("shows all that a failed app said: %j", async (said, shown) => {
    using project = fakeProject({ monitoring: {} });
    const app = () => ({ code: 1, ...said });
    await expect(synthesizeIn(project, { app }).stack).rejects.toMatchObject({
      message: `the-app failed with exit code 1\n\n${shown}`,
    });
  });

  it("fails with what the constructs refuse, without the trace around it", async () => {
    using project = fakeProject({ monitoring: {} });
    const stderr = [
      "/errors.ts:216",
      "  new Error(`Validation failed with the following errors:\\n  ${errorList}",
      "Error: Validation failed with the following errors:",
      "  [monitoring/grafana] port must be a whole number from 1 to 65535: received 0",
      "  [monitoring] duplicate published port",
      "",
      "If you wish to ignore these validations, pass 'skipValidation: true' to your App configuration.",
      "    at stackValidationFailure (/errors.ts:216:3)",
    ].join("\n");
    const app = () => ({ code: 1, stderr });
    await expect(synthesizeIn(project, { app }).stack).rejects.toThrow(
      new Error(
        [
          "the stack cannot be deployed as it is:",
          "  [monitoring/grafana] port must be a whole number from 1 to 65535: received 0",
          "  [monitoring] duplicate published port",
        ].join("\n"),
      ),
    );
  });

  it("does not take an earlier synthesis for that of an app that wrote nothing", async () => {
    using project = fakeProject({ monitoring: {} });
    await synthesizeIn(project).stack;
    await expect(synthesizeIn(project, { app: () => ({}) }).stack).rejects.toThrow(
      "the-app synthesized nothing into cdktf.out",
    );
  });

  it("fails with the errors that constructs left in the manifest", async () => {
    using project = fakeProject({ monitoring: {} }, [
      { level: "@cdktf/error", constructPath: "monitoring/grafana", message: "no" },
    ]);
    await expect(synthesizeIn(project).stack).rejects.toThrow("[monitoring/grafana] no");
  });

  it("keeps the warnings that constructs left in the manifest", async () => {
    using project = fakeProject({ monitoring: {} }, [
      { level: "@cdktf/warn", constructPath: "monitoring", message: "careful" },
      { level: "@cdktf/info", constructPath: "monitoring", message: "by the way" },
    ]);
    expect((await synthesizeIn(project).stack).warnings).toEqual(["[monitoring] careful"]);
  });
});
