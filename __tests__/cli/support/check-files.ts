import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check, type CheckFilesOptions } from "../../../cli/check";
import { EXPORTER_NAMES } from "../../../cli/check/known-metrics";
import { programRunner } from "../../../cli/private/run-program";
import { fakeContext } from "./fake-context";

/** Files by their names, a list of which is checked; those that are not in it are only there. */
export interface FilesToCheck {
  readonly files: Readonly<Record<string, string>>;
  readonly checked?: readonly string[];
  readonly options?: Partial<CheckFilesOptions>;
}

/** Checks files in a folder of their own, and returns the exit code with what was printed. */
export async function checkFiles({ files, checked = Object.keys(files), options }: FilesToCheck) {
  const directory = mkdtempSync(join(tmpdir(), "cli-check-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
    const context = fakeContext({ directory, env: process.env });
    const run = programRunner(context.signal);
    const code = await check({ ...context, run }, checked, {
      format: "text",
      metrics: [],
      exporters: EXPORTER_NAMES,
      targetLabels: [],
      allowUnknownMetrics: false,
      callFunctions: false,
      scrapeInterval: "15s",
      ...options,
    });
    return { code, written: context.written, noted: context.noted };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The lines that are printed of one file. */
export const findingsIn = async (name: string, text: string, options?: Partial<CheckFilesOptions>) =>
  (await checkFiles({ files: { [name]: text }, options })).written;
