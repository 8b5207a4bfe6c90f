import { CommanderError } from "commander";
import { program, type Action } from "../../cli/program";
import { fakeContext } from "./support/fake-context";

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
    ["up", "--timeout", "soon", "It must be a number of seconds."],
    ["up", "--timeout", "-1", "It must be a number of seconds."],
    ["diff", "--lock-timeout", "soon", "It must be a duration such as 90s or 5m."],
  ])("refuses %s %s %s", async (command, option, value, message) => {
    const { error, printed, actions } = await parse(command, option, value);
    expect(error).toBeInstanceOf(CommanderError);
    expect(printed).toContain(message);
    expect(actions).toEqual([]);
  });

  it("refuses an option that there is not", async () => {
    expect((await parse("up", "--force")).printed).toContain("unknown option '--force'");
  });

  it("explains itself", async () => {
    const { printed } = await parse("--help");
    expect(printed).toContain("deploy the stack, check that it works, and say where it is");
  });
});
