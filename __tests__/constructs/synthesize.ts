import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, TerraformStack, TerraformVariable, Testing } from "cdktf";
import * as stackTrace from "cdktf/lib/tokens/private/stack-trace";

// cdktf notes for each token where it was made, for errors that no test here reads: a quarter of the time of a test.
jest.spyOn(stackTrace, "captureStackTrace").mockReturnValue([]);

/** A synthesized resource, as Terraform's JSON has it. */
export type Resource = Readonly<Record<string, unknown>>;

/** What a stack becomes, by resource type and logical id. */
export interface Synthesized {
  readonly terraform: {
    readonly required_providers: Readonly<Record<string, { readonly version: string }>>;
    readonly backend: Readonly<Record<string, Resource>>;
  };
  readonly provider: Readonly<Record<string, readonly Resource[]>>;
  readonly resource: Readonly<Record<string, Readonly<Record<string, Resource>>>>;
  readonly variable?: Readonly<Record<string, Resource>>;
}

/** An app for a stack; nothing is written to its folder, so all of them share one. */
export const newApp = (): App => Testing.app({ outdir: join(tmpdir(), "cdktf-monitoring-tests") });

const newStack = () => new TerraformStack(newApp(), "stack");

/** What a stack becomes; throws what synth refuses. */
export function synthesizeStack(stack: TerraformStack): Synthesized {
  stack.prepareStack();
  return JSON.parse(Testing.synth(stack, true)) as Synthesized;
}

/** What the stack becomes that `build` fills; throws what synth refuses. */
export function synthesize(build: (stack: TerraformStack) => void): Synthesized {
  const stack = newStack();
  build(stack);
  return synthesizeStack(stack);
}

/** What `build` returns of a stack that is not synthesized. */
export const built = <Built>(build: (stack: TerraformStack) => Built): Built => build(newStack());

/** Why synth refuses a stack: a line for each problem, led by its construct's path; none if it does not. */
export const refusalsOf = (stack: TerraformStack): string[] =>
  stack.node
    .findAll()
    .flatMap((construct) => construct.node.validate().map((problem) => `[${construct.node.path}] ${problem}`));

/** Why synth refuses the stack that `build` fills. */
export function refusals(build: (stack: TerraformStack) => void): string[] {
  const stack = newStack();
  build(stack);
  return refusalsOf(stack);
}

/** What synth warns of in the stack that `build` fills, each led by its construct's path. */
export function warnings(build: (stack: TerraformStack) => void): string[] {
  const stack = newStack();
  build(stack);
  return stack.node
    .findAll()
    .flatMap(({ node }) =>
      node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => `[${node.path}] ${String(data)}`),
    );
}

/** A value that Terraform knows and synth does not. */
export const unknownValue = (stack: TerraformStack, name: string): string =>
  new TerraformVariable(stack, name, { type: "string", sensitive: true }).stringValue;

/** Every resource of a type. */
export const resourcesOf = ({ resource }: Synthesized, type: string): Resource[] => Object.values(resource[type] ?? {});

/** The only resource of a type. */
export function onlyResource(synthesized: Synthesized, type: string): Resource {
  const [found, ...more] = resourcesOf(synthesized, type);
  if (found === undefined || more.length > 0) throw new Error(`there are ${more.length} more or no ${type}`);
  return found;
}

/** The container with that name. */
export function containerNamed(synthesized: Synthesized, name: string): Resource {
  const found = resourcesOf(synthesized, "docker_container").find((container) => container["name"] === name);
  if (found === undefined) throw new Error(`no container is named "${name}"`);
  return found;
}

/** The environment of the container with that name. */
export function environmentOf(synthesized: Synthesized, name: string): Record<string, string> {
  const variables = containerNamed(synthesized, name)["env"] as string[];
  return Object.fromEntries(variables.map((variable) => variable.split(/=(.*)/s, 2) as [string, string]));
}

/** The files that the container with that name carries, by path. */
export function filesOf(synthesized: Synthesized, name: string): Record<string, string> {
  const uploads = containerNamed(synthesized, name)["upload"] as { file: string; content: string }[];
  return Object.fromEntries(uploads.map(({ file, content }) => [file, content]));
}

/** The file that the container with that name carries. */
export function fileOf(synthesized: Synthesized, name: string, path: string): string {
  const content = filesOf(synthesized, name)[path];
  if (content === undefined) throw new Error(`"${name}" carries no file "${path}"`);
  return content;
}
