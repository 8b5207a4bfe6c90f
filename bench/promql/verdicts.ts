import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PROMTOOL = process.env["PROMTOOL"] || "promtool";

const REFUSAL = /group "g", rule (\d+), "r": (.*)/g;

// JSON is YAML, but for characters that YAML would read as ends of lines.
const inYaml = (text: string): string =>
  JSON.stringify(text).replace(
    /[^ -~]/gu,
    (character) => `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`,
  );

/** What the real parser says of each expression: why it refuses it, or undefined where it takes it. */
export function realVerdicts(expressions: readonly string[]): (string | undefined)[] {
  const folder = mkdtempSync(join(tmpdir(), "parser-"));
  try {
    const rules = expressions.map((expression) => `{record: r, expr: ${inYaml(expression)}}`);
    // promtool reports every rule that it refuses.
    writeFileSync(join(folder, "rules.yml"), `groups: [{name: g, rules: [${rules.join(",\n")}]}]`);
    const { error, status, stdout, stderr } = spawnSync(PROMTOOL, ["check", "rules", "--lint=none", "rules.yml"], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1e9,
    });
    if (error !== undefined) {
      throw new Error(
        `cannot run "${PROMTOOL}": ${error.message}: install Prometheus 3, or set PROMTOOL to where its promtool is`,
      );
    }
    const refusals = new Map(
      Array.from(`${stdout}\n${stderr}`.matchAll(REFUSAL), ([, rule, why]) => [Number(rule) - 1, why]),
    );
    if ((status === 0) !== (refusals.size === 0))
      throw new Error(`promtool could not read the rules:\n${stdout}${stderr}`);
    return expressions.map((_, index) => refusals.get(index));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
