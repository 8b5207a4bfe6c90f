import { readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { CommandError } from "./command-error";
import type { Context } from "./context";
import { isObject, listOf, objectOf, textOf, type JsonObject } from "./json";
import type { Project } from "./project";
import { readStack, type Stack } from "./stack";

const WARNING = "@cdktf/warn";
const ERROR = "@cdktf/error";

/**
 * The environment of the app, as cdktf sets it up: Terraform's variables are not there, so that no secret ends in the
 * synthesized stack.
 */
function appEnvironment(project: Project, env: Context["env"]): Record<string, string | undefined> {
  const inherited = Object.entries(env).filter(([name]) => !name.startsWith("TF_VAR_"));
  const ambient: unknown = JSON.parse(textOf(env.CDKTF_CONTEXT_JSON) ?? "{}");
  return {
    NODE_OPTIONS: "--max-old-space-size=4096",
    ...Object.fromEntries(inherited),
    CDKTF_OUTDIR: project.output,
    CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS: "true",
    CDKTF_CONTEXT_JSON: JSON.stringify({ ...objectOf(ambient), ...project.context }),
  };
}

/**
 * What the constructs refuse, out of what cdktf prints when a validation fails: the lines that begin with a construct's
 * path, without the trace around them and the advice to skip validation.
 */
function refusalsIn(said: string): string[] {
  const [, refused = ""] = said.split("Error: Validation failed with the following errors:");
  const [problems = ""] = refused.split("\nIf you wish to ignore these validations");
  return problems.split("\n").filter((line) => line.trim() !== "");
}

async function runApp(context: Context, project: Project): Promise<void> {
  const { code, stdout, stderr } = await context.run({
    file: project.app,
    args: [],
    shell: true,
    directory: project.directory,
    env: appEnvironment(project, context.env),
  });
  if (code === 0) return;
  const refusals = refusalsIn(stderr);
  if (refusals.length > 0) throw new CommandError(["the stack cannot be deployed as it is:", ...refusals].join("\n"));
  const said = [stdout, stderr].map((text) => text.trim()).filter((text) => text !== "");
  throw new CommandError([`${project.app} failed with exit code ${code}`, ...said].join("\n\n"));
}

function annotations(manifest: JsonObject, level: string): string[] {
  return listOf(manifest.annotations)
    .filter(isObject)
    .filter((annotation) => annotation.level === level)
    .map(({ constructPath, message }) => `[${textOf(constructPath) ?? ""}] ${textOf(message) ?? ""}`);
}

function readManifest(project: Project): JsonObject {
  try {
    const manifest: unknown = JSON.parse(
      readFileSync(join(project.directory, project.output, "manifest.json"), "utf8"),
    );
    return objectOf(objectOf(manifest).stacks);
  } catch {
    throw new CommandError(`${project.app} synthesized nothing into ${project.output}`, [
      "end the app with app.synth(), and leave its output folder to the command (CDKTF_OUTDIR)",
    ]);
  }
}

function select(stacks: JsonObject, wanted: string | undefined): JsonObject {
  const names = Object.keys(stacks);
  const listed = names.join(", ");
  if (names.length === 0) throw new CommandError("the app has no stack", ["make one before app.synth()"]);
  const name = wanted ?? (names.length === 1 ? names[0] : undefined);
  if (name === undefined) {
    throw new CommandError(`there are several stacks, and none was chosen: ${listed}`, [
      "choose one with --stack NAME",
    ]);
  }
  const chosen = stacks[name];
  if (!isObject(chosen))
    throw new CommandError(
      `there is no stack "${name}": ${names.length === 1 ? "the only one is" : "there are"} ${listed}`,
    );
  return chosen;
}

/**
 * Synthesizes the project, as cdktf does, and reads one stack of it.
 *
 * @throws {CommandError} when the app fails, or the stack cannot be told
 */
export async function synthesize(context: Context, project: Project, wanted?: string): Promise<Stack> {
  const output = resolve(project.directory, project.output);
  // One from before must not be taken for what a failed app has made.
  rmSync(join(output, "manifest.json"), { force: true });
  await runApp(context, project);

  const manifest = select(readManifest(project), wanted);
  const errors = annotations(manifest, ERROR);
  if (errors.length > 0) throw new CommandError(errors.join("\n"));
  return readStack({
    name: textOf(manifest.name) ?? "",
    directory: join(output, textOf(manifest.workingDirectory) ?? ""),
    json: JSON.parse(readFileSync(join(output, textOf(manifest.synthesizedStackPath) ?? ""), "utf8")),
    env: context.env,
    warnings: annotations(manifest, WARNING),
  });
}
