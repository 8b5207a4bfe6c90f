import { planComment, plannedChanges } from "../../cli/private/plan-comment";

const change = (address: string, actions: string[], rest: object = {}) => ({
  address,
  mode: "managed",
  change: { actions, ...rest },
});

const plan = (changes: object[], text = "") => ({ hasChanges: true, text, json: { resource_changes: changes } });

describe("the changes of a plan", () => {
  it.each([
    [["create"], "create"],
    [["update"], "update"],
    [["delete"], "destroy"],
    [["delete", "create"], "replace"],
    [["create", "delete"], "replace"],
  ])("%j is to %s", (actions, action) => {
    expect(plannedChanges({ resource_changes: [change("a.b", actions)] })).toMatchObject([{ address: "a.b", action }]);
  });

  it("are none where nothing is done", () => {
    expect(plannedChanges({ resource_changes: [change("a.b", ["no-op"]), change("c.d", ["read"])] })).toEqual([]);
  });

  it("say what makes a replacement necessary, each attribute once", () => {
    const replace_paths = [["upload", 0, "content"], ["upload", 1, "content"], ["image"]];
    expect(plannedChanges({ resource_changes: [change("a.b", ["delete", "create"], { replace_paths })] })).toEqual([
      { address: "a.b", action: "replace", because: ["upload.content", "image"] },
    ]);
  });
});

describe("the reasons of a change", () => {
  const ports = ["protocol", "internal", "external", "ip"].map((name) => ["ports", 0, name]);
  const stopped = { before: { must_run: false, ports: [] }, after: { must_run: true } };
  const rowOf = (resource: object) => planComment("monitoring", plan([resource])).split("\n")[4];

  it("are that a container is stopped, and not the ports that it does not publish therefore", () => {
    const replace = change("a.b", ["delete", "create"], { ...stopped, replace_paths: [...ports, ["ports"]] });
    expect(rowOf(replace)).toBe("| **replace** (it is stopped) | `a.b` |");
    expect(rowOf(change("a.b", ["update"], stopped))).toBe("| update (it is stopped) | `a.b` |");
  });

  it("are the attributes too where more than that has changed", () => {
    const replace_paths = [...ports, ["image"]];
    expect(rowOf(change("a.b", ["delete", "create"], { ...stopped, replace_paths }))).toBe(
      "| **replace** (it is stopped, `image`) | `a.b` |",
    );
    expect(rowOf(change("a.b", ["delete", "create"], { replace_paths: [["ports", 0, "external"]] }))).toBe(
      "| **replace** (`ports.external`) | `a.b` |",
    );
  });

  it.each([
    ["replace_because_tainted", "its last start failed"],
    ["replace_by_triggers", "what it is bound to is replaced"],
  ])("are told where Terraform calls them %s", (action_reason, reason) => {
    expect(rowOf({ ...change("a.b", ["delete", "create"]), action_reason })).toBe(
      `| **replace** (${reason}) | \`a.b\` |`,
    );
  });
});

describe("a plan as a comment", () => {
  it("is one line when nothing changes", () => {
    expect(planComment("monitoring", { hasChanges: false, text: "No changes.", json: {} })).toBe(
      "### `monitoring`: no change",
    );
  });

  it("has the numbers, a table with replacements that stand out, and the plan as a diff", () => {
    const text = "\n  # a.b will be updated in-place\n  ~ resource {\n      - old\n      + new -> x\n    }\n-/+ c.d\n";
    const changes = [change("a.b", ["update"]), change("c.d", ["delete", "create"], { replace_paths: [["image"]] })];
    expect(planComment("monitoring", plan(changes, text))).toBe(
      [
        "### `monitoring`: 1 to add, 1 to change, 1 to destroy",
        "",
        "| change | resource |",
        "|---|---|",
        "| update | `a.b` |",
        "| **replace** (`image`) | `c.d` |",
        "",
        "<details><summary>Plan</summary>",
        "",
        "````diff",
        "# a.b will be updated in-place",
        "!   resource {",
        "-       old",
        "+       new -> x",
        "    }",
        "-/+ c.d",
        "````",
        "",
        "</details>",
      ].join("\n"),
    );
  });

  it("begins with what the reader has to know of it", () => {
    expect(planComment("monitoring", plan([change("a.b", ["create"])]), ["not everything is compared"])).toContain(
      "to destroy\n\n> not everything is compared\n\n| change |",
    );
  });

  it("says so when only outputs change", () => {
    expect(planComment("monitoring", plan([]))).toContain("Only outputs change.");
  });

  it("fits into a comment, however long the plan is", () => {
    const comment = planComment("monitoring", plan([change("a.b", ["create"])], "+ a line\n".repeat(20_000)));
    expect(comment.length).toBeLessThan(65_536);
    expect(comment).toContain("… cut: the whole plan is longer than a comment may be");
    expect(comment).toMatch(/<\/details>$/);
  });
});
