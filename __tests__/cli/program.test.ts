import { CommanderError } from "commander";
import { program, type Action } from "../../cli/program";
import { fakeContext } from "./support/fake-context";
import { fakeDocker, fakeTerraform } from "./support/fake-programs";
import { fakeProject } from "./support/fake-project";
import { container, stackJson } from "./support/resources";

const deployed = [container({ component: "exporter", attributes: { volumes: [{ volume_name: "data" }] } })];

/** Runs a command line in a folder without a project, which is as far as it gets. */
async function parse(...words: string[]) {
  const actions: Action[] = [];
  let printed = "";
  const root = program((action) => {
    actions.push(action);
    return Promise.resolve();
  });
  for (const command of [root, ...root.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => (printed += text),
      writeErr: (text) => (printed += text),
    });
  }
  const error: unknown = await root.parseAsync(words, { from: "user" }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { actions, printed, error };
}

/** Runs a command line for the stack "two" of a project with two stacks. */
async function run(...words: string[]) {
  using project = fakeProject({ one: {}, two: stackJson(deployed) });
  const programs = [
    project.app,
    fakeDocker({ volumes: ["data"] }),
    // What shows a plan prints an empty one.
    fakeTerraform(
      () => [],
      (line) =>
        line.startsWith("terraform show") && line.includes("cdktf-monitoring-") ? { stdout: "{}" } : undefined,
    ),
  ];
  const context = fakeContext({ directory: project.directory, programs });
  const { actions } = await parse(...words, "--stack", "two");
  await actions[0]?.(context);
  return context;
}

describe("the command line", () => {
  it.each(["up", "down", "diff"])("has %s", async (name) => {
    const { actions } = await parse(name);
    await expect(actions[0]?.(fakeContext({ directory: "/nowhere" }))).rejects.toThrow(
      "there is no cdktf.json in /nowhere",
    );
  });

  it.each([
    ["up", "--strict", "--timeout", "90", "--migrate-state", "--stack", "a", "--verbose", "--lock-timeout", "5m"],
    ["down", "--volumes", "--stack", "a", "--verbose", "--lock-timeout", "90s"],
    ["diff", "--check", "--no-lock", "--stack", "a", "--verbose", "--lock-timeout", "1m30s"],
  ])("takes every option of %s", async (...words) => {
    const { actions, error } = await parse(...words);
    expect(error).toBeUndefined();
    expect(actions).toHaveLength(1);
  });

  it.each([
    [["up"], "terraform init -no-color -input=false"],
    [["up"], "terraform apply -no-color -auto-approve -input=false -lock-timeout=1m"],
    [["up", "--migrate-state"], "terraform init -no-color -input=false -migrate-state -force-copy"],
    [["up", "--lock-timeout", "5m"], "terraform apply -no-color -auto-approve -input=false -lock-timeout=5m"],
    [["down"], "docker --host unix:///var/run/docker.sock volume inspect data"],
  ])("%j runs %s", async (words, line) => {
    expect((await run(...words)).commands).toContain(line);
  });

  it.each([
    [["diff"], " -lock-timeout=1m "],
    [["diff", "--no-lock"], " -lock=false "],
  ])("%j plans with %s", async (words, flag) => {
    expect((await run(...words)).commands.find((line) => line.startsWith("terraform plan"))).toContain(flag);
  });

  it("has down --volumes ask whose the data are", async () => {
    expect((await run("down", "--volumes")).noted).toContainEqual(
      expect.stringContaining("the data volumes data stay"),
    );
    expect((await run("down")).noted).not.toContainEqual(expect.stringContaining("the data volumes data stay"));
  });

  it("prints a plan for people unless a comment is asked for", async () => {
    expect((await run("diff")).written).toEqual(["{}"]);
    expect((await run("diff", "--check")).written).toEqual(["### `two`: no change"]);
  });

  it.each([
    ["up", "--timeout", "soon", "It must be a number of seconds."],
    ["up", "--timeout", "-1", "It must be a number of seconds."],
    ["diff", "--lock-timeout", "soon", "It must be a duration such as 90s or 5m."],
  ])("refuses %s %s %s", async (command, option, value, message) => {
    const { error, printed, actions } = await parse(command, option, value);
    expect(error).toBeInstanceOf(CommanderError);
    expect(printed).toContain(message);
    expect(actions).toEqual([]);
  });

  it("takes every option of check, and each file of metrics", async () => {
    const words = ["check", "missing.yml", "--format", "json", "--metrics", "a.txt", "--metrics", "b.json"];
    const more = ["--exporters", "node,cadvisor", "--target-labels", "cluster,env", "--allow-unknown-metrics"];
    const { actions, error } = await parse(
      ...[...words, ...more, "--call-functions", "--scrape-interval", "30s", "--retention", "30d"],
    );
    expect(error).toBeUndefined();
    const context = fakeContext({ directory: "/nowhere" });
    expect(await actions[0]?.(context)).toBe(2);
    expect(context.noted).toEqual(
      ["a.txt", "b.json", "missing.yml"].map(
        (file) => `error: ${file}: cannot be read: ENOENT: no such file or directory`,
      ),
    );
  });

  it.each([
    ["--format", "xml", "Allowed choices are text, json, github."],
    [
      "--exporters",
      "node,cadviser",
      "It must be some of alertmanager,application,cadvisor,grafana,node,nodejs,prometheus.",
    ],
    ["--target-labels", "a-b", "It must be names of labels, such as cluster,env."],
    ["--scrape-interval", "often", "It must be a duration such as 15s or 30d."],
    ["--retention", "0s", "It must be a duration such as 15s or 30d."],
  ])("refuses check %s %s", async (option, value, message) => {
    const { error, printed, actions } = await parse("check", "rules.yml", option, value);
    expect(error).toBeInstanceOf(CommanderError);
    expect(printed).toContain(message);
    expect(actions).toEqual([]);
  });

  it("refuses a check of nothing", async () => {
    expect((await parse("check")).printed).toContain("missing required argument 'file'");
  });

  it.each([
    [["check"], 2],
    [["check", "--format", "xml", "rules.yml"], 2],
    [["check", "--help"], 0],
  ])("ends %j with exit code %d", async (words, code) => {
    const ended = new Error("the process ended");
    const exit = jest.spyOn(process, "exit").mockImplementation(() => {
      throw ended;
    });
    const root = program(() => Promise.resolve());
    for (const command of [root, ...root.commands]) {
      command.configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
    }
    try {
      await expect(root.parseAsync(words, { from: "user" })).rejects.toBe(ended);
      expect(exit).toHaveBeenCalledWith(code);
    } finally {
      exit.mockRestore();
    }
  });

  it("refuses an option that there is not", async () => {
    expect((await parse("up", "--force")).printed).toContain("unknown option '--force'");
  });

  it("explains itself", async () => {
    const { printed } = await parse("--help");
    expect(printed.replace(/\s+/g, " ")).toContain("deploy the stack, check that it works, and say where it is");
  });
});
