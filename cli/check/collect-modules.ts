import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Context } from "../private/context";
import type { CollectedModule } from "./collect-exports";

/**
 * Runs modules in a process of their own and collects what they export, each in its turn; with tsx, where the project has
 * it. What they print goes nowhere.
 *
 * @param files relative to the folder of the context
 * @param callFunctions whether what exported functions return counts too
 */
export async function collectModules(
  { directory, env, run }: Context,
  files: readonly string[],
  callFunctions: boolean,
): Promise<CollectedModule[]> {
  const folder = mkdtempSync(join(tmpdir(), "cdktf-monitoring-check-"));
  try {
    const result = join(folder, "exports.json");
    const tsx = tsxOf(directory);
    const loader = tsx === undefined ? [] : ["--import", tsx];
    const modules = files.map((file) => resolve(directory, file));
    const { code, stderr } = await run({
      file: process.execPath,
      args: [...loader, collector(), result, callFunctions ? "calls" : "values", ...modules],
      directory,
      env,
    });
    const collected = existsSync(result) ? (JSON.parse(readFileSync(result, "utf8")) as CollectedModule[]) : [];
    const help = tsx === undefined ? ": TypeScript needs tsx here: npm install --save-dev tsx" : "";
    return files.map((file, index) => {
      const module = collected[index] ?? { error: stderr.trim() || `what runs it ended with exit code ${code}` };
      return module.error === undefined ? module : { error: `${module.error}${/\.[cm]?ts$/.test(file) ? help : ""}` };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The program beside this module, compiled as this one is, or not. */
const collector = (): string => join(__dirname, `collect-exports${__filename.endsWith(".ts") ? ".ts" : ".js"}`);

/** The project's tsx, or else one that is installed beside this package. */
function tsxOf(directory: string): string | undefined {
  for (const from of [join(directory, "package.json"), __filename]) {
    try {
      return pathToFileURL(createRequire(from).resolve("tsx")).href;
    } catch {
      // It is not installed there.
    }
  }
  return undefined;
}
