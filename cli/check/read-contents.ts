import { readFileSync } from "node:fs";
import { extname, resolve } from "node:path";
import { messageOf } from "../private/command-error";
import type { Context } from "../private/context";
import { collectModules } from "./collect-modules";
import { UnreadableFileError, type Content } from "./content";
import { readDashboardFile } from "./dashboard-file";
import { moduleContent } from "./module-content";
import { readRuleFile } from "./rule-file";

/** The content of files, or why some cannot be read. */
export interface ReadContents {
  readonly contents: readonly Content[];
  readonly unreadable: readonly string[];
}

type Reader = (file: string, text: string) => Content;

const READERS: ReadonlyMap<string, Reader> = new Map([
  [".json", readDashboardFile],
  [".yml", readRuleFile],
  [".yaml", readRuleFile],
]);

const isModule = (file: string): boolean => /^\.[cm]?[jt]s$/.test(extname(file));

/** Reads every file: dashboards as JSON, rule files as YAML, and modules of TypeScript or JavaScript. */
export async function readContents(
  context: Context,
  files: readonly string[],
  callFunctions: boolean,
): Promise<ReadContents> {
  const modules = files.filter(isModule);
  const collected = modules.length === 0 ? [] : await collectModules(context, modules, callFunctions);
  const attempts = files.map((file) =>
    attempt(() => {
      const text = readText(context.directory, file);
      const module = collected[modules.indexOf(file)];
      if (module === undefined) return readerOf(file)(file, text);
      if (module.error !== undefined) throw new UnreadableFileError(file, `cannot be loaded: ${module.error}`);
      return moduleContent(file, text, module.content);
    }),
  );
  return {
    contents: attempts.flatMap((result) => (typeof result === "string" ? [] : [result])),
    unreadable: attempts.filter((result) => typeof result === "string"),
  };
}

/** The text of a file, without the mark that some editors begin it with. */
export function readText(directory: string, file: string): string {
  try {
    return readFileSync(resolve(directory, file), "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw new UnreadableFileError(file, `cannot be read: ${messageOf(error).split(",")[0] ?? ""}`);
  }
}

/** What came of reading, or why nothing did. */
export function attempt<Result>(read: () => Result): Result | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableFileError) return error.message;
    throw error;
  }
}

function readerOf(file: string): Reader {
  const reader = READERS.get(extname(file));
  if (reader !== undefined) return reader;
  throw new UnreadableFileError(
    file,
    "is of no kind that is checked: dashboards are .json, rule files .yml or .yaml, and content .ts or .js",
  );
}
