import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CommandError, messageOf } from "./command-error";
import { isObject, listOf, objectOf, textOf, type JsonObject } from "./json";

/** What cdktf.json says. */
export interface Project {
  readonly directory: string;
  /** The command that synthesizes, a line for the shell. */
  readonly app: string;
  /** The folder that it synthesizes into, relative to the project's. */
  readonly output: string;
  /** What the app gets as its context. */
  readonly context: JsonObject;
}

/** Modules that are folders: cdktf hands them to the app, which copies them beside the stack. */
function relativeModules(config: JsonObject): unknown[] {
  return listOf(config.terraformModules).filter((module) => {
    const source = textOf(module) ?? textOf(objectOf(module).source) ?? "";
    return source.startsWith("./") || source.startsWith("../");
  });
}

/**
 * Reads the cdktf.json of a folder.
 *
 * @throws {CommandError} when there is none, or it names no app
 */
export function readProject(directory: string): Project {
  const file = join(directory, "cdktf.json");
  if (!existsSync(file)) {
    throw new CommandError(`there is no cdktf.json in ${directory}`, ["run the command in the folder of the project"]);
  }
  let config: unknown;
  try {
    config = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${messageOf(error)}`);
  }
  const app = isObject(config) ? textOf(config.app) : undefined;
  if (!isObject(config) || app === undefined) {
    throw new CommandError(`${file} names no app`, ['add the command that synthesizes: "app": "npx tsx main.ts"']);
  }
  return {
    directory,
    app,
    output: textOf(config.output) ?? "cdktf.out",
    context: { ...objectOf(config.context), cdktfRelativeModules: relativeModules(config) },
  };
}
