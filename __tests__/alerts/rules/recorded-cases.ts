import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RecordedCase } from "./promtool";

const ROOT = join(__dirname, "..", "..", "..");

/** Every case of the rules' tests, written down by the tests themselves; promtool is not needed for that. */
export function recordedCases(): RecordedCase[] {
  const folder = mkdtempSync(join(tmpdir(), "rule-cases-"));
  try {
    const jest = createRequire(__filename).resolve("jest/bin/jest");
    const configuration = join("__tests__", "alerts", "jest.rules.config.mjs");
    const { error, status, stderr } = spawnSync(process.execPath, [jest, "--config", configuration, "--silent"], {
      cwd: ROOT,
      env: { ...process.env, RULE_CASES_FOLDER: folder },
      encoding: "utf8",
    });
    if (error !== undefined || status !== 0) throw new Error(`the cases cannot be read: ${error?.message ?? stderr}`);
    return readdirSync(folder)
      .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as RecordedCase)
      .sort((first, second) => (first.title < second.title ? -1 : 1));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
