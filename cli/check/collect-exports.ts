/**
 * Loads modules and writes what they export into a file: a program of its own, so that whatever the modules do or print
 * stays apart from the check.
 *
 *     node [--import tsx] collect-exports.js RESULT values|calls MODULE…
 */
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { messageOf } from "../private/command-error";
import { exportedContent, type ExportedContent } from "./exported-content";

/** What became of a module: its content, or why it could not be loaded. */
export type CollectedModule =
  { readonly content: ExportedContent; readonly error?: undefined } | { readonly error: string };

async function collect(file: string, callFunctions: boolean): Promise<CollectedModule> {
  try {
    const module = (await import(pathToFileURL(file).href)) as object;
    return { content: exportedContent(module, callFunctions) };
  } catch (error) {
    return { error: messageOf(error) };
  }
}

async function main([result = "", mode, ...files]: readonly string[]): Promise<void> {
  const modules: CollectedModule[] = [];
  for (const file of files) modules.push(await collect(file, mode === "calls"));
  writeFileSync(result, JSON.stringify(modules));
  // A module may have started something that never ends.
  process.exit();
}

void main(process.argv.slice(2));
